//! What was found: every form of `value[x]`.

use salus_protocol::record::{Absence, Measure, Term, Value};

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
        .or_else(|| ratio(node.get("valueRatio")))
        .or_else(|| node.get("valueTime").text().map(|time| time.get(..5).unwrap_or(&time).to_owned()));
    let value = words
        .map(|text| Value::Text { text: words::shortened(&text, LONGEST) })
        .or_else(|| node.get("valueBoolean").truth().map(|yes| Value::YesNo { yes }))
        .or_else(|| range(node.get("valueRange")))
        .or_else(|| date::date(node.get("valueDateTime")).map(|at| Value::Moment { at }))
        .or_else(|| period(node.get("valuePeriod")))?;
    Some(Found { value, figure: None, comparator: None })
}

/// Why there is no value, in words.
#[must_use]
pub fn absent(node: &Node<'_>) -> Value {
    let reason = node.get("dataAbsentReason");
    let known = words::codes(reason).find_map(|code| {
        Some(match code.as_ref() {
            "unknown" | "asked-unknown" | "temp-unknown" => Absence::Unknown,
            "not-asked" => Absence::NotAsked,
            "asked-declined" => Absence::Declined,
            "masked" => Absence::Withheld,
            "not-applicable" => Absence::DoesNotApply,
            "not-performed" => Absence::NotDone,
            "not-permitted" => Absence::NotPermitted,
            "error" | "not-a-number" | "negative-infinity" | "positive-infinity" => Absence::NotMeasured,
            _ => return None,
        })
    });
    let own = |words: String| Term::Words(words);
    Value::Absent {
        reason: reason.word("text").map(own).or(known.map(Term::Known)).or_else(|| words::concept(reason).map(own)),
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

fn range(node: &Node<'_>) -> Option<Value> {
    let end = |name: &str| {
        let end = node.get(name);
        Some(Measure { figure: figure(end.get("value"))?, unit: units::unit(end) })
    };
    let (low, high) = (end("low"), end("high"));
    (low.is_some() || high.is_some()).then_some(Value::Between { low, high })
}

fn ratio(node: &Node<'_>) -> Option<String> {
    let (above, below) = (node.get("numerator"), node.get("denominator"));
    let (numerator, denominator) = (in_words(above)?, in_words(below)?);
    let bare = units::unit(above).is_empty() && units::unit(below).is_empty();
    Some(if bare { format!("{numerator}:{denominator}") } else { format!("{numerator} / {denominator}") })
}

fn period(node: &Node<'_>) -> Option<Value> {
    let (start, end) = (date::date(node.get("start")), date::date(node.get("end")));
    (start.is_some() || end.is_some()).then_some(Value::Period { start, end })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use salus_protocol::time::RecordDate;

    use super::*;

    fn shown(text: &str) -> Option<Value> {
        read(&Node::parse(text).unwrap()).map(|found| found.value)
    }

    #[test]
    fn every_form_of_value_is_read() {
        let quantity = |figure: &str, unit: &str| Value::Quantity { figure: figure.into(), unit: unit.into() };
        let text = |text: &str| Value::Text { text: text.into() };
        let measure = |figure: &str| Some(Measure { figure: figure.into(), unit: "mg".into() });
        let date = |text: &str| RecordDate::parse(text).unwrap();
        for (json, expected) in [
            (r#"{"valueQuantity": {"value": 5.40, "comparator": "<", "unit": "mmol/L"}}"#, quantity("<5.40", "mmol/L")),
            (r#"{"valueQuantity": {"value": "7.3", "code": "%"}}"#, quantity("7.3", "%")),
            (r#"{"valueCodeableConcept": {"coding": [{"display": "Negative (qualifier value)"}]}}"#, text("Negative")),
            (r#"{"valueString": "Clear\nyellow"}"#, text("Clear\nyellow")),
            (r#"{"valueBoolean": true}"#, Value::YesNo { yes: true }),
            (r#"{"valueInteger": 3}"#, quantity("3", "")),
            (
                r#"{"valueRange": {"low": {"value": 1, "unit": "mg"}, "high": {"value": 2, "unit": "mg"}}}"#,
                Value::Between { low: measure("1"), high: measure("2") },
            ),
            (r#"{"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}"#, text("1:128")),
            (r#"{"valueTime": "09:30:00"}"#, text("09:30")),
            (r#"{"valueDateTime": "2024-02-29T10:00:00Z"}"#, Value::Moment { at: date("2024-02-29T10:00") }),
            (
                r#"{"valuePeriod": {"start": "2024-02-29"}}"#,
                Value::Period { start: Some(date("2024-02-29")), end: None },
            ),
        ] {
            assert_eq!(shown(json), Some(expected), "{json}");
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
        let reason = |reason: Term<Absence>| Value::Absent { reason: Some(reason) };
        assert_eq!(
            absent(r#"{"dataAbsentReason": {"coding": [{"code": "not-performed", "display": "Not Performed"}]}}"#),
            reason(Term::Known(Absence::NotDone))
        );
        assert_eq!(absent(r#"{"dataAbsentReason": {"text": "Sample lost"}}"#), reason("Sample lost".into()));
        assert_eq!(absent("{}"), Value::Absent { reason: None });
    }
}
