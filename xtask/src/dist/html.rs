//! Just enough HTML to rewrite our own index.html as Trunk leaves it: whole tags, found by name.

use std::ops::Range;

/// One start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Where it stands in the text.
    pub at: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// All start tags of this name, in order.
#[must_use]
pub fn tags(html: &str, name: &str) -> Vec<Tag> {
    let opening = format!("<{name}");
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = html[from..].find(&opening).map(|at| at + from) {
        let Some(end) = html[start..].find('>').map(|at| at + start + 1) else { break };
        let inside = &html[start + opening.len()..end - 1];
        if inside.is_empty() || inside.starts_with(|c: char| c.is_whitespace() || c == '/') {
            found.push(Tag { at: start..end, attributes: attributes(inside) });
        }
        from = end;
    }
    found
}

/// Reads `name="value" name` pairs.
fn attributes(mut text: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    loop {
        text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = text.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(text.len());
        if end == 0 {
            return pairs;
        }
        let (name, rest) = text.split_at(end);
        let (value, rest) = match rest.strip_prefix('=') {
            None => ("", rest),
            Some(rest) => match rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
                Some((value, rest)) => (value, rest),
                None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
            },
        };
        pairs.push((name.to_owned(), value.to_owned()));
        text = rest;
    }
}

/// Without comments and without the space at the beginning of lines.
#[must_use]
pub fn squeeze(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_with_its_attributes() {
        let html = r#"<p><link rel="stylesheet" href="/a.css"/><linkage rel="x"><link rel=icon href="/b">"#;
        let links = tags(html, "link");
        assert_eq!(links.len(), 2);
        assert_eq!(links[0].get("href"), Some("/a.css"));
        assert_eq!(&html[links[0].at.clone()], r#"<link rel="stylesheet" href="/a.css"/>"#);
        assert_eq!(links[1].get("rel"), Some("icon"));
    }

    #[test]
    fn comments_and_indentation_go_and_words_stay() {
        assert_eq!(squeeze("<p>\n  one\n  <!-- not\n this -->two\n</p>"), "<p>\none\ntwo\n</p>\n");
    }
}
