//! Names of people.

use crate::fhir::node::Node;

/// A person's name in current use: official before usual; never a nickname, maiden or former name while there is another,
/// and never one whose time is over.
#[must_use]
pub fn current<'a>(person: &Node<'a>) -> Option<Node<'a>> {
    let rank = |name: &Node<'_>| {
        let mut rank = match name.get("use").text().as_deref() {
            Some("official") => 0,
            None => 1,
            Some("usual") => 2,
            Some("temp") => 3,
            Some("nickname" | "anonymous") => 4,
            Some("old" | "maiden") => 6,
            Some(_) => 5,
        };
        if !name.at(&["period", "end"]).is_nothing() {
            rank += 10;
        }
        rank
    };
    person.each("name").filter(|name| written(name, true).is_some()).min_by_key(|name| rank(name)).cloned()
}

/// The name in one line, with titles such as "Dr." if asked for.
#[must_use]
pub fn written(name: &Node<'_>, titles: bool) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut add =
        |list: &str| parts.extend(name.each(list).filter_map(|part| part.text().map(|text| text.into_owned())));
    if titles {
        add("prefix");
    }
    add("given");
    add("family");
    add("suffix");
    let parts = parts.join(" ");
    let whole = name.word("text").or_else(|| match name {
        Node::Text(_) => name.text().map(|text| text.into_owned()),
        _ => None,
    });
    if parts.is_empty() || name.get("family").is_nothing() {
        whole.or((!parts.is_empty()).then_some(parts))
    } else {
        Some(parts)
    }
}

/// A practitioner's name with title.
#[must_use]
pub fn practitioner(person: &Node<'_>) -> Option<String> {
    written(&current(person)?, true)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn name_of(text: &str) -> Option<String> {
        let person = Node::parse(text).unwrap();
        current(&person).and_then(|name| written(&name, false))
    }

    #[test]
    fn the_name_in_use_is_taken_and_not_the_maiden_name() {
        let person = r#"{"name": [{"use": "maiden", "family": "Kovacek682", "given": ["Ana"]},
            {"use": "official", "family": "Upton904", "given": ["Ana", "M."], "prefix": ["Mrs."], "suffix": ["PhD"]}]}"#;
        assert_eq!(name_of(person).as_deref(), Some("Ana M. Upton904 PhD"));
    }

    #[test]
    fn a_name_whose_time_is_over_comes_last() {
        let person = r#"{"name": [{"family": "Shaw", "given": ["Amy"], "period": {"end": "2020"}}, {"use": "usual", "family": "Baxter", "given": ["Amy"]}]}"#;
        assert_eq!(name_of(person).as_deref(), Some("Amy Baxter"));
    }

    #[test]
    fn text_stands_in_where_the_parts_are_missing() {
        assert_eq!(name_of(r#"{"name": [{"text": "Ana Upton"}]}"#).as_deref(), Some("Ana Upton"));
        assert_eq!(name_of(r#"{"name": {"text": "Ana Upton", "given": "Ana"}}"#).as_deref(), Some("Ana Upton"));
        assert_eq!(name_of(r#"{"name": [{"use": "official"}]}"#), None);
        assert_eq!(name_of(r#"{"name": 7}"#), None);
    }
}
