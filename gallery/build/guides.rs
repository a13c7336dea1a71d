//! The guides: a page of words for each story, in `guide/<story>.md`.

use std::path::Path;

use crate::{Outcome, files, stem, watched};

/// The sections, with whether each guide must have it. What stands in `Code` is code, in the others are lists.
const SECTIONS: [(&str, &str, bool); 8] = [
    ("Use it", "use_it", true),
    ("Use something else", "instead", true),
    ("Do", "dos", true),
    ("Don't", "donts", true),
    ("Anatomy", "anatomy", false),
    ("Keys", "keys", true),
    ("Heard", "heard", true),
    ("Code", "code", true),
];

/// Writes the table of the guides. A guide with a missing or an unknown section fails the build.
pub(crate) fn write(folder: &Path) -> Outcome<String> {
    let mut out = String::from("/// The guides.\npub(crate) static GUIDES: &[Guide] = &[\n");
    for path in files(folder, "md")? {
        let text = watched(&path)?;
        let wrong = |what: &str| format!("{}: {what}", path.display());
        let mut found: Vec<(&str, String)> = Vec::new();
        for section in format!("\n{text}").split("\n## ").skip(1) {
            let (title, body) = section.split_once('\n').ok_or_else(|| wrong("a section is empty"))?;
            let (_, field, _) = SECTIONS
                .iter()
                .find(|(known, ..)| *known == title.trim())
                .ok_or_else(|| wrong(&format!("there is no section `{title}`")))?;
            let body = if *field == "code" { format!("{:?}", code(body)) } else { format!("&{:?}", items(body)) };
            found.push((field, body));
        }
        out += &format!("Guide {{ story: {:?}", stem(&path));
        for (title, field, needed) in SECTIONS {
            let body = found.iter().find(|(known, _)| *known == field).map(|(_, body)| body.as_str());
            if needed && body.is_none() {
                return Err(wrong(&format!("the section `{title}` is missing")).into());
            }
            out += &format!(", {field}: {}", body.unwrap_or("&[]"));
        }
        out += " },\n";
    }
    Ok(out + "];\n")
}

/// The items of a list; a line that begins with a space goes on with the one before.
fn items(body: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in body.lines() {
        if let Some(item) = line.strip_prefix("- ") {
            items.push(item.trim().to_owned());
        } else if let Some(last) = items.last_mut().filter(|_| !line.trim().is_empty()) {
            last.push(' ');
            last.push_str(line.trim());
        }
    }
    items
}

/// What stands between the fences.
fn code(body: &str) -> String {
    let inside = body.split("```").nth(1).unwrap_or_default();
    inside.split_once('\n').map_or("", |(_, code)| code).trim_end().to_owned()
}
