//! A transaction Bundle in the making, and the small shapes that every resource shares.

use std::fmt;

use serde_json::{Value, json};

/// Where the invented practice's server would stand: only names, nothing is asked there.
const BASE: &str = "https://north-clinic.example.org/fhir";

/// Stands before the text of a decimal until the Bundle is written: a private character that no other text here has.
const DECIMAL: char = '\u{E000}';

/// A FHIR transaction Bundle: each entry puts one resource at its own id, so that it can be sent twice.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    entries: Vec<Value>,
}

impl Bundle {
    /// Adds a resource, which carries its type and id, and returns the reference to it.
    pub(super) fn put(&mut self, resource: Value) -> String {
        let url = format!("{}/{}", text(&resource, "resourceType"), text(&resource, "id"));
        self.entries.push(json!({
            "fullUrl": format!("{BASE}/{url}"),
            "resource": resource,
            "request": { "method": "PUT", "url": url },
        }));
        url
    }

    /// How many resources it holds.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

impl fmt::Display for Bundle {
    /// Writes the Bundle as JSON, one entry a line, decimals with the places that the laboratory gave them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[\n")?;
        for (index, entry) in self.entries.iter().enumerate() {
            if index > 0 {
                f.write_str(",\n")?;
            }
            write_decimals(f, &entry.to_string())?;
        }
        f.write_str("\n]}\n")
    }
}

/// Writes JSON text in which marked strings become the decimals they stand for: a JSON number of `serde_json` would
/// lose the last nought of `5.40`, and a laboratory's noughts mean something.
fn write_decimals(f: &mut fmt::Formatter<'_>, json: &str) -> fmt::Result {
    let mut rest = json;
    while let Some((before, after)) = rest.split_once(DECIMAL) {
        let (figure, tail) = after.split_once('"').unwrap_or((after, ""));
        f.write_str(before.strip_suffix('"').unwrap_or(before))?;
        f.write_str(figure)?;
        rest = tail;
    }
    f.write_str(rest)
}

/// A string member of an object, or nothing.
fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// A decimal with exactly so many places.
pub(super) fn decimal(figure: f64, places: usize) -> Value {
    exact(&format!("{figure:.places$}"))
}

/// A decimal as this text has it.
pub(super) fn exact(figure: &str) -> Value {
    Value::String(format!("{DECIMAL}{figure}"))
}

/// A quantity with its unit for people and its UCUM code.
pub(super) fn quantity(figure: Value, unit: &str, ucum: &str) -> Value {
    json!({ "value": figure, "unit": unit, "system": "http://unitsofmeasure.org", "code": ucum })
}

/// A reference with the name for people.
pub(super) fn reference(kind: &str, id: &str, display: &str) -> Value {
    json!({ "reference": format!("{kind}/{id}"), "display": display })
}

/// A CodeableConcept with one coding, its name in the code system, and the words for people.
pub(super) fn concept(system: &str, code: &str, display: &str, words: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code, "display": display }], "text": words })
}

/// A concept of SNOMED CT, or only its words where `code` is empty. The words are ours, so they are no `display`.
pub(super) fn snomed(code: &str, words: &str) -> Value {
    coded("http://snomed.info/sct", code, words)
}

/// A concept of LOINC in our words.
pub(super) fn loinc(code: &str, words: &str) -> Value {
    coded("http://loinc.org", code, words)
}

/// A concept in our words, with a code where there is one.
pub(super) fn coded(system: &str, code: &str, words: &str) -> Value {
    if code.is_empty() {
        json!({ "text": words })
    } else {
        json!({ "coding": [{ "system": system, "code": code }], "text": words })
    }
}

/// The id of an entry: whose it is, what it is, the how many-th of its kind. The same every day, so that a Bundle of
/// tomorrow replaces that of today and adds nothing.
pub(super) fn entry_id(owner: &str, what: &str, number: u32) -> String {
    format!("{owner}-{what}-{number}")
}
