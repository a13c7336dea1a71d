//! The laboratory's range, and what follows from it.

use std::cmp::Ordering;

use salus_protocol::record::{AgeRange, Flag, Measure, Range, ToldRange};

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
    let told: Vec<ToldRange> = all.iter().filter_map(|range| told(range)).collect();
    let range = (!told.is_empty()).then_some(Range { low: None, high: None, text: None, told });
    Ranges { range, certain: false }
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
    let range = Range { low: end("low"), high: end("high"), text: range.word("text"), told: Vec::new() };
    (range.low.is_some() || range.high.is_some() || range.text.is_some()).then_some(range)
}

/// One of several ranges, with the condition it holds under.
fn told(range: &Node<'_>) -> Option<ToldRange> {
    let end = |end: &Node<'_>| Some(Measure { figure: figure::figure(end.get("value"))?, unit: units::unit(end) });
    let (low, high, text) = (end(range.get("low")), end(range.get("high")), range.word("text"));
    if low.is_none() && high.is_none() && text.is_none() {
        return None;
    }
    let kind = Some(range.get("type")).filter(|kind| !words::has_code(kind, "normal")).and_then(words::concept);
    // An age without a unit is one in years.
    let age = |name: &str| {
        let age = end(range.at(&["age", name]))?;
        Some(if age.unit.is_empty() { Measure { unit: "a".to_owned(), ..age } } else { age })
    };
    let age = AgeRange { low: age("low"), high: age("high") };
    Some(ToldRange {
        low,
        high,
        text,
        holds_for: kind.into_iter().chain(range.each("appliesTo").filter_map(words::concept)).collect(),
        age: (age.low.is_some() || age.high.is_some()).then_some(age),
    })
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

    fn measure(figure: &str, unit: &str) -> Option<Measure> {
        Some(Measure { figure: figure.into(), unit: unit.into() })
    }

    #[test]
    fn one_plain_range_is_shown_and_judged_by() {
        let range = ranges(r#"[{"low": {"value": 4.0, "unit": "%"}, "high": {"value": 6.50, "unit": "%"}}]"#, "%");
        assert_eq!(
            range.range,
            Some(Range { low: Some("4.0".into()), high: Some("6.50".into()), text: None, told: Vec::new() })
        );
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
        let range = told.range.clone().unwrap();
        assert_eq!(range.told[0].text.as_deref(), Some("negative"));
        assert_eq!((range.told[1].low.clone(), range.told[1].high.clone()), (None, measure("16", "")));
        assert_eq!(range.told[1].holds_for, ["female"]);
        assert_eq!(range.told[1].age, Some(AgeRange { low: measure("18", "a"), high: None }));
        assert_eq!(flag(&told, "17", None), None);
    }

    #[test]
    fn a_range_in_another_unit_is_told_with_its_unit() {
        let told =
            ranges(r#"[{"low": {"value": 70, "unit": "mg/dL"}, "high": {"value": 99, "unit": "mg/dL"}}]"#, "mmol/L");
        let range = &told.range.as_ref().unwrap().told[0];
        assert_eq!((range.low.clone(), range.high.clone()), (measure("70", "mg/dL"), measure("99", "mg/dL")));
        assert_eq!(flag(&told, "5.4", None), None);
    }

    #[test]
    fn a_range_that_is_upside_down_is_told_as_it_was_sent_and_not_judged_by() {
        let told = ranges(r#"[{"low": {"value": 46, "unit": "%"}, "high": {"value": 38, "unit": "%"}}]"#, "%");
        let range = &told.range.as_ref().unwrap().told[0];
        assert_eq!((range.low.clone(), range.high.clone()), (measure("46", "%"), measure("38", "%")));
        assert_eq!(flag(&told, "43", None), None);
    }

    #[test]
    fn no_range_is_invented() {
        for text in ["[]", "null", "[{}]", "[7]", r#"[{"low": {"value": "abc"}}]"#] {
            assert_eq!(ranges(text, "").range, None, "{text}");
        }
    }
}
