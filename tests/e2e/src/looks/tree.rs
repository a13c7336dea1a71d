//! What assistive technology is told, as text that a person can read and compare.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::Browser;

/// States that are worth a word, each with the value that goes without saying.
const STATES: [(&str, &str); 14] = [
    ("level", ""),
    ("checked", ""),
    ("pressed", ""),
    ("expanded", ""),
    ("selected", "false"),
    ("disabled", "false"),
    ("required", "false"),
    ("readonly", "false"),
    ("invalid", "false"),
    ("modal", "false"),
    ("busy", "false"),
    ("live", "off"),
    ("hasPopup", "false"),
    ("roledescription", ""),
];
/// Roles that say nothing; what is inside stands in their place. A form without a name is told by some versions of
/// Chromium and left out by others.
const HOLLOW: [&str; 5] = ["none", "generic", "LabelText", "LayoutTableCell", "form"];
/// Roles that repeat what stands around them.
const NOISE: [&str; 3] = ["InlineTextBox", "ListMarker", "LineBreak"];

/// The accessible tree of the page: one line for each thing that is told, with role, name, description, value and
/// states, indented as they lie in each other.
pub async fn tree(browser: &Browser) -> Result<String> {
    let answer = browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = answer.get("nodes").and_then(Value::as_array).context("the browser gave no accessible tree")?;
    print(nodes)
}

fn print(nodes: &[Value]) -> Result<String> {
    let by_id: HashMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node.get("nodeId")?.as_str()?, node))).collect();
    let root = nodes.iter().find(|node| node.get("parentId").is_none()).context("the accessible tree has no root")?;
    let mut lines = Vec::new();
    for child in told(root, &by_id) {
        child.write(0, &mut lines);
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

/// A node with everything hollow taken out.
struct Told {
    line: String,
    text: Option<String>,
    children: Vec<Told>,
}

impl Told {
    fn write(&self, depth: usize, lines: &mut Vec<String>) {
        let indent = "  ".repeat(depth);
        match (&self.text, self.children.as_slice()) {
            (Some(text), _) => lines.push(format!("{indent}text: {}", text.trim())),
            // A node that holds one text and nothing else is a line of its own.
            (None, [only]) if only.text.is_some() => {
                lines.push(format!("{indent}{}: {}", self.line, only.text.as_deref().unwrap_or_default().trim()));
            }
            (None, children) => {
                lines.push(format!("{indent}{}", self.line));
                children.iter().for_each(|child| child.write(depth + 1, lines));
            }
        }
    }
}

/// What is told of a node: itself, or in its place its children.
fn told(node: &Value, by_id: &HashMap<&str, &Value>) -> Vec<Told> {
    let role = word(node, "role");
    if NOISE.contains(&role.as_str()) {
        return Vec::new();
    }
    let name = word(node, "name");
    let ignored = node.get("ignored").and_then(Value::as_bool).unwrap_or_default();
    if role == "StaticText" {
        let text = if ignored || name.trim().is_empty() { None } else { Some(visible(&name)) };
        return text
            .into_iter()
            .map(|text| Told { line: String::new(), text: Some(text), children: Vec::new() })
            .collect();
    }
    let ids = node.get("childIds").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let children = joined(ids.filter_map(|id| by_id.get(id)).flat_map(|child| told(child, by_id)).collect());
    if ignored || (HOLLOW.contains(&role.as_str()) && name.is_empty()) {
        return children;
    }
    // What only repeats the name is left out.
    let repeats = matches!(children.as_slice(), [only] if only.text.as_deref().is_some_and(|text| squeezed(text) == squeezed(&visible(&name))));
    vec![Told { line: line(node, &role, &name), text: None, children: if repeats { Vec::new() } else { children } }]
}

/// Texts side by side are one text.
fn joined(children: Vec<Told>) -> Vec<Told> {
    children.into_iter().fold(Vec::new(), |mut all: Vec<Told>, child| {
        match (all.last_mut().and_then(|last| last.text.as_mut()), &child.text) {
            (Some(last), Some(text)) => last.push_str(text),
            _ => all.push(child),
        }
        all
    })
}

fn line(node: &Value, role: &str, name: &str) -> String {
    let mut parts = vec![if role == "RootWebArea" { "page" } else { role }.to_owned()];
    if !name.is_empty() {
        parts.push(format!("\"{}\"", visible(name.trim())));
    }
    let description = word(node, "description");
    if !description.is_empty() && description != name {
        parts.push(format!("({})", visible(&description)));
    }
    let value = word(node, "value");
    if !value.is_empty() {
        parts.push(format!("= \"{}\"", visible(&value)));
    }
    let properties = node.get("properties").and_then(Value::as_array);
    let states = STATES.iter().filter_map(|(state, silent)| {
        let found = properties?.iter().find(|it| it.get("name").and_then(Value::as_str) == Some(state))?;
        let value = plain(found.get("value")?.get("value")?);
        // Lists in lists have levels too, which nobody is told.
        let spoken = *state != "level" || role == "heading";
        (spoken && value != *silent && !value.is_empty())
            .then(|| if value == "true" { (*state).to_owned() } else { format!("{state}={value}") })
    });
    let states: Vec<_> = states.collect();
    if !states.is_empty() {
        parts.push(format!("[{}]", states.join(" ")));
    }
    parts.join(" ")
}

fn word(node: &Value, key: &str) -> String {
    node.get(key).and_then(|it| it.get("value")).map(plain).unwrap_or_default()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Makes seen what is not: marks of direction and spaces that do not break.
fn visible(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2066}'..='\u{2069}' | '\u{a0}' | '\u{202f}' => {
                out.extend(c.escape_unicode())
            }
            '\n' => out.push(' '),
            _ => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn node(id: &str, parent: Option<&str>, role: &str, name: &str, children: &[&str]) -> Value {
        let mut node = json!({ "nodeId": id, "ignored": false, "role": { "value": role }, "name": { "value": name }, "childIds": children });
        if let Some(parent) = parent {
            node["parentId"] = json!(parent);
        }
        node
    }

    #[test]
    fn what_says_nothing_is_left_out_and_states_are_told() {
        let mut heading = node("3", Some("2"), "heading", "Results", &["4"]);
        heading["properties"] =
            json!([{ "name": "level", "value": { "value": 1 } }, { "name": "invalid", "value": { "value": "false" } }]);
        let nodes = [
            node("1", None, "RootWebArea", "Salus", &["2"]),
            node("2", Some("1"), "form", "", &["3", "5"]),
            heading,
            node("4", Some("3"), "StaticText", "Results", &[]),
            node("5", Some("2"), "paragraph", "", &["6", "7"]),
            node("6", Some("5"), "StaticText", "Potassium ", &[]),
            node("7", Some("5"), "StaticText", "\u{2066}4.1\u{2069}", &[]),
        ];
        assert_eq!(
            print(&nodes).unwrap(),
            "page \"Salus\"\n  heading \"Results\" [level=1]\n  paragraph: Potassium \\u{2066}4.1\\u{2069}\n"
        );
    }
}
