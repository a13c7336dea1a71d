//! What was found: every form of `value[x]`.

use salus_protocol::record::Value;

use super::{date, figure::figure, units, words};
use crate::fhir::node::Node;

/// Texts longer than this are cut.
const LONGEST: usize = 2_000;

/// A value, with what comparisons and trends need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The value for people.
    pub value: Value,
    /// The figure without its comparator, where it is one.
    pub figure: Option<String>,
    /// The comparator: `<`, `<=`, `>=` or `>`.
    pub comparator: Option<String>,
}

/// Reads the value of an Observation or of one of its components; `None` if there is none.
#[must_use]
pub fn read(node: &Node<'_>) -> Option<Found> {
    if let Some(found) = quantity(node.get("valueQuantity")) {
        return Some(found);
    }
    for name in ["valueInteger", "valueDecimal"] {
        if let Some(figure) = figure(node.get(name)) {
            return Some(numeric(figure, None, String::new()));
        }
    }
    let words = words::concept(node.get("valueCodeableConcept"))
        .or_else(|| node.get("valueString").lines())
        .or_else(|| node.word("valueString"))
        .or_else(|| node.get("valueBoolean").truth().map(|truth| if truth { "Yes" } else { "No" }.to_owned()))
        .or_else(|| range(node.get("valueRange")))
        .or_else(|| ratio(node.get("valueRatio")))
        .or_else(|| moment(node.get("valueDateTime")))
        .or_else(|| node.get("valueTime").text().map(|time| time.get(..5).unwrap_or(&time).to_owned()))
        .or_else(|| period(node.get("valuePeriod")));
    words.map(|text| Found {
        value: Value::Text { text: words::shortened(&text, LONGEST) },
        figure: None,
        comparator: None,
    })
}

/// Why there is no value, in words.
#[must_use]
pub fn absent(node: &Node<'_>) -> Value {
    let reason = node.get("dataAbsentReason");
    let known = words::codes(reason).find_map(|code| {
        Some(match code.as_ref() {
            "unknown" | "asked-unknown" | "temp-unknown" => "Not known",
            "not-asked" => "Not asked",
            "asked-declined" => "Not answered",
            "masked" => "Withheld",
            "not-applicable" => "Does not apply",
            "not-performed" => "Not done",
            "not-permitted" => "May not be shown",
            "error" | "not-a-number" | "negative-infinity" | "positive-infinity" => "Could not be measured",
            _ => return None,
        })
    });
    Value::Absent {
        reason: reason.word("text").or_else(|| known.map(str::to_owned)).or_else(|| words::concept(reason)),
    }
}

/// A `Quantity`. Without a figure its unit alone says nothing.
#[must_use]
pub fn quantity(node: &Node<'_>) -> Option<Found> {
    let figure = figure(node.get("value"))?;
    let comparator = node.word("comparator").filter(|comparator| ["<", "<=", ">=", ">"].contains(&comparator.as_str()));
    Some(numeric(figure, comparator, units::unit(node)))
}

fn numeric(figure: String, comparator: Option<String>, unit: String) -> Found {
    let sign = match comparator.as_deref() {
        Some("<=") => "≤",
        Some(">=") => "≥",
        Some(sign) => sign,
        None => "",
    };
    Found { value: Value::Quantity { figure: format!("{sign}{figure}"), unit }, figure: Some(figure), comparator }
}

/// A `Quantity` in one line.
#[must_use]
pub fn in_words(node: &Node<'_>) -> Option<String> {
    match quantity(node)?.value {
        Value::Quantity { figure, unit } if unit.is_empty() => Some(figure),
        Value::Quantity { figure, unit } => {
            Some(if unit == "%" { format!("{figure}{unit}") } else { format!("{figure} {unit}") })
        }
        _ => None,
    }
}

/// A value in one line.
#[must_use]
pub fn line(value: &Value) -> Option<String> {
    match value {
        Value::Quantity { figure, unit } if unit.is_empty() => Some(figure.clone()),
        Value::Quantity { figure, unit } if unit == "%" => Some(format!("{figure}%")),
        Value::Quantity { figure, unit } => Some(format!("{figure} {unit}")),
        Value::Text { text } | Value::Parts { text } => Some(text.clone()),
        Value::Absent { reason } => reason.clone(),
    }
}

fn range(node: &Node<'_>) -> Option<String> {
    match (in_words(node.get("low")), in_words(node.get("high"))) {
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("{low} or more")),
        (None, Some(high)) => Some(format!("up to {high}")),
        (None, None) => None,
    }
}

fn ratio(node: &Node<'_>) -> Option<String> {
    let (above, below) = (node.get("numerator"), node.get("denominator"));
    let (numerator, denominator) = (in_words(above)?, in_words(below)?);
    let bare = units::unit(above).is_empty() && units::unit(below).is_empty();
    Some(if bare { format!("{numerator}:{denominator}") } else { format!("{numerator} / {denominator}") })
}

fn moment(node: &Node<'_>) -> Option<String> {
    date::date(node).map(|date| date.as_str().replace('T', " "))
}

fn period(node: &Node<'_>) -> Option<String> {
    match (moment(node.get("start")), moment(node.get("end"))) {
        (Some(start), Some(end)) => Some(format!("{start} to {end}")),
        (Some(start), None) => Some(format!("from {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn shown(text: &str) -> Option<String> {
        read(&Node::parse(text).unwrap()).and_then(|found| line(&found.value))
    }

    #[test]
    fn every_form_of_value_is_read() {
        for (json, expected) in [
            (r#"{"valueQuantity": {"value": 5.40, "comparator": "<", "unit": "mmol/L"}}"#, "<5.40 mmol/L"),
            (r#"{"valueQuantity": {"value": "7.3", "code": "%"}}"#, "7.3%"),
            (r#"{"valueCodeableConcept": {"coding": [{"display": "Negative (qualifier value)"}]}}"#, "Negative"),
            (r#"{"valueString": "Clear\nyellow"}"#, "Clear\nyellow"),
            (r#"{"valueBoolean": true}"#, "Yes"),
            (r#"{"valueInteger": 3}"#, "3"),
            (
                r#"{"valueRange": {"low": {"value": 1, "unit": "mg"}, "high": {"value": 2, "unit": "mg"}}}"#,
                "1 mg to 2 mg",
            ),
            (r#"{"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}"#, "1:128"),
            (r#"{"valueTime": "09:30:00"}"#, "09:30"),
            (r#"{"valueDateTime": "2024-02-29T10:00:00Z"}"#, "2024-02-29 10:00"),
            (r#"{"valuePeriod": {"start": "2024-02-29"}}"#, "from 2024-02-29"),
        ] {
            assert_eq!(shown(json).as_deref(), Some(expected), "{json}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_type_is_no_value() {
        for json in [
            "{}",
            r#"{"valueQuantity": 7}"#,
            r#"{"valueQuantity": {"unit": "mg"}}"#,
            r#"{"valueQuantity": {"value": "high"}}"#,
        ] {
            assert_eq!(shown(json), None, "{json}");
        }
    }

    #[test]
    fn the_reason_for_no_value_is_told_in_words() {
        let absent = |text: &str| absent(&Node::parse(text).unwrap());
        let reason = |text: &str| Value::Absent { reason: Some(text.into()) };
        assert_eq!(
            absent(r#"{"dataAbsentReason": {"coding": [{"code": "not-performed", "display": "Not Performed"}]}}"#),
            reason("Not done")
        );
        assert_eq!(absent(r#"{"dataAbsentReason": {"text": "Sample lost"}}"#), reason("Sample lost"));
        assert_eq!(absent("{}"), Value::Absent { reason: None });
    }
}
