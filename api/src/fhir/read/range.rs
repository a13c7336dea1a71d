//! The laboratory's range, and what follows from it.

use std::cmp::Ordering;

use salus_protocol::record::{Flag, Range};

use super::{figure, units, words};
use crate::fhir::node::Node;

/// A range for people, and whether a flag may be computed from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges {
    /// What to show.
    pub range: Option<Range>,
    /// Whether this one range holds for this patient beyond doubt.
    pub certain: bool,
}

/// Reads `referenceRange`. Ranges that hold under a condition only (sex, age, treatment) are told in words and never judged by.
///
/// `unit` is the unit of the value, for people.
#[must_use]
pub fn read(ranges: &Node<'_>, unit: &str) -> Ranges {
    let all: Vec<&Node<'_>> = ranges.items().collect();
    let plain: Vec<&&Node<'_>> = all.iter().filter(|range| is_plain(range)).collect();
    if let ([only], [_]) = (plain.as_slice(), all.as_slice())
        && let Some(range) = of(only)
    {
        let same_unit = ["low", "high"].iter().all(|end| {
            let end = only.get(end);
            end.is_nothing() || end.get("unit").is_nothing() && end.get("code").is_nothing() || units::unit(end) == unit
        });
        let upside_down = range
            .low
            .as_ref()
            .zip(range.high.as_ref())
            .is_some_and(|(low, high)| figure::compare(low, high) != Some(Ordering::Less) && low != high);
        let certain = range.low.is_some() || range.high.is_some();
        if same_unit && !upside_down {
            return Ranges { range: Some(range), certain };
        }
    }
    let told: Vec<String> = all.iter().filter_map(|range| in_words(range)).collect();
    let text = (!told.is_empty()).then(|| told.join("; "));
    Ranges { range: text.map(|text| Range { low: None, high: None, text: Some(text) }), certain: false }
}

/// Whether the range is for everybody.
fn is_plain(range: &Node<'_>) -> bool {
    let kind = range.get("type");
    range.get("appliesTo").is_nothing()
        && range.get("age").is_nothing()
        && (kind.is_nothing() || words::has_code(kind, "normal") || kind.is("text", "normal"))
}

fn of(range: &Node<'_>) -> Option<Range> {
    let end = |name: &str| figure::figure(range.at(&[name, "value"]));
    let range = Range { low: end("low"), high: end("high"), text: range.word("text") };
    (range.low.is_some() || range.high.is_some() || range.text.is_some()).then_some(range)
}

/// One of several ranges, with the condition it holds under.
fn in_words(range: &Node<'_>) -> Option<String> {
    let end = |name: &str| {
        let end = range.get(name);
        let figure = figure::figure(end.get("value"))?;
        Some(format!("{figure} {}", units::unit(end)).trim_end().to_owned())
    };
    let limits = range.word("text").or_else(|| match (end("low"), end("high")) {
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("{low} or more")),
        (None, Some(high)) => Some(format!("up to {high}")),
        (None, None) => None,
    })?;
    let kind = Some(range.get("type")).filter(|kind| !words::has_code(kind, "normal")).and_then(words::concept);
    let mut conditions: Vec<String> =
        kind.into_iter().chain(range.each("appliesTo").filter_map(words::concept)).collect();
    let years = |end: &str| figure::figure(range.at(&["age", end, "value"]));
    let unit = [range.at(&["age", "low"]), range.at(&["age", "high"])]
        .into_iter()
        .map(units::unit)
        .find(|unit| !unit.is_empty());
    let unit = unit.unwrap_or_else(|| "years".to_owned());
    match (years("low"), years("high")) {
        (Some(low), Some(high)) => conditions.push(format!("{low} to {high} {unit}")),
        (Some(low), None) => conditions.push(format!("from {low} {unit}")),
        (None, Some(high)) => conditions.push(format!("up to {high} {unit}")),
        (None, None) => {}
    }
    Some(if conditions.is_empty() { limits } else { format!("{limits} ({})", conditions.join(", ")) })
}

/// The flag that follows from a certain range. A value known only as "less than" or "more than" is judged only where that
/// is enough.
#[must_use]
pub fn flag(ranges: &Ranges, figure: &str, comparator: Option<&str>) -> Option<Flag> {
    let range = ranges.range.as_ref().filter(|_| ranges.certain)?;
    let against = |end: &Option<String>| end.as_ref().map(|end| figure::compare(figure, end));
    let (low, high) = (against(&range.low), against(&range.high));
    // An end that does not compare leaves the judgement to the reader.
    if low == Some(None) || high == Some(None) {
        return None;
    }
    let (low, high) = (low.flatten(), high.flatten());
    match comparator {
        None => Some(match (low, high) {
            (Some(Ordering::Less), _) => Flag::Low,
            (_, Some(Ordering::Greater)) => Flag::High,
            _ => Flag::Normal,
        }),
        Some("<" | "<=") => match (low, high) {
            (Some(Ordering::Less | Ordering::Equal), _) => Some(Flag::Low),
            (None, Some(Ordering::Less | Ordering::Equal)) => Some(Flag::Normal),
            _ => None,
        },
        Some(">" | ">=") => match (low, high) {
            (_, Some(Ordering::Greater | Ordering::Equal)) => Some(Flag::High),
            (Some(Ordering::Greater | Ordering::Equal), None) => Some(Flag::Normal),
            _ => None,
        },
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn ranges(text: &str, unit: &str) -> Ranges {
        read(&Node::parse(text).unwrap(), unit)
    }

    #[test]
    fn one_plain_range_is_shown_and_judged_by() {
        let range = ranges(r#"[{"low": {"value": 4.0, "unit": "%"}, "high": {"value": 6.50, "unit": "%"}}]"#, "%");
        assert_eq!(range.range, Some(Range { low: Some("4.0".into()), high: Some("6.50".into()), text: None }));
        for (figure, expected) in [("3.9", Flag::Low), ("4", Flag::Normal), ("6.5", Flag::Normal), ("6.51", Flag::High)]
        {
            assert_eq!(flag(&range, figure, None), Some(expected), "{figure}");
        }
        assert_eq!(flag(&range, "4.0", Some("<")), Some(Flag::Low));
        assert_eq!(flag(&range, "5", Some("<")), None);
        assert_eq!(flag(&range, "5", Some(">")), None);
    }

    #[test]
    fn one_sided_ranges_judge_their_side() {
        let range = ranges(r#"[{"high": {"value": 5}}]"#, "mg/L");
        assert_eq!(flag(&range, "0.3", None), Some(Flag::Normal));
        assert_eq!(flag(&range, "5", Some("<")), Some(Flag::Normal));
        assert_eq!(flag(&range, "5.1", None), Some(Flag::High));
    }

    #[test]
    fn ranges_with_conditions_are_told_and_not_judged_by() {
        let told = ranges(
            r#"[{"text": "negative"}, {"appliesTo": [{"text": "female"}], "age": {"low": {"value": 18, "unit": "a"}}, "high": {"value": 16}}]"#,
            "",
        );
        let text = "negative; up to 16 (female, from 18 years)";
        assert_eq!(told.range, Some(Range { low: None, high: None, text: Some(text.into()) }));
        assert_eq!(flag(&told, "17", None), None);
    }

    #[test]
    fn a_range_in_another_unit_is_told_with_its_unit() {
        let told =
            ranges(r#"[{"low": {"value": 70, "unit": "mg/dL"}, "high": {"value": 99, "unit": "mg/dL"}}]"#, "mmol/L");
        assert_eq!(told.range.as_ref().unwrap().text.as_deref(), Some("70 mg/dL to 99 mg/dL"));
        assert_eq!(flag(&told, "5.4", None), None);
    }

    #[test]
    fn a_range_that_is_upside_down_is_told_as_it_was_sent_and_not_judged_by() {
        let told = ranges(r#"[{"low": {"value": 46, "unit": "%"}, "high": {"value": 38, "unit": "%"}}]"#, "%");
        assert_eq!(told.range.as_ref().unwrap().text.as_deref(), Some("46 % to 38 %"));
        assert_eq!(flag(&told, "43", None), None);
    }

    #[test]
    fn no_range_is_invented() {
        for text in ["[]", "null", "[{}]", "[7]", r#"[{"low": {"value": "abc"}}]"#] {
            assert_eq!(ranges(text, "").range, None, "{text}");
        }
    }
}
