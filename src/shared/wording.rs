//! What several areas say about the same things: results, ranges, dates that may be missing.

use std::cmp::Ordering;

use salus_protocol::{
    record::{Flag, Range},
    time::RecordDate,
};

use crate::{browser::clock, components::FlagDirection, text, texts::left_to_right};

/// Where a result lies, in words, with the direction that an arrow repeats.
#[must_use]
pub fn flag(flag: Flag) -> (FlagDirection, &'static str) {
    match flag {
        Flag::VeryLow => (FlagDirection::VeryLow, text!(record.flag.very_low)),
        Flag::Low => (FlagDirection::Low, text!(record.flag.low)),
        Flag::Normal => (FlagDirection::Normal, text!(record.flag.normal)),
        Flag::High => (FlagDirection::High, text!(record.flag.high)),
        Flag::VeryHigh => (FlagDirection::VeryHigh, text!(record.flag.very_high)),
        Flag::Abnormal => (FlagDirection::Abnormal, text!(record.flag.abnormal)),
    }
}

/// Whether a result lies outside of its range.
#[must_use]
pub fn is_outside(flag: Option<Flag>) -> bool {
    flag.is_some_and(|flag| flag != Flag::Normal)
}

/// A unit in words, where people write it as a word; `None` for signs and for a source's own words.
#[must_use]
pub fn unit_in_words(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "/min" => text!(record.unit.per_minute),
        "/h" => text!(record.unit.per_hour),
        "/d" => text!(record.unit.per_day),
        "/[HPF]" => text!(record.unit.per_field),
        "[drp]" => text!(record.unit.drops),
        "[tsp_us]" => text!(record.unit.teaspoons),
        "[tbs_us]" => text!(record.unit.tablespoons),
        "a" => text!(record.unit.years),
        "mo" => text!(record.unit.months),
        "wk" => text!(record.unit.weeks),
        "d" => text!(record.unit.days),
        "h" => text!(record.unit.hours),
        "min" => text!(record.unit.minutes),
        "s" => text!(record.unit.seconds),
        "U" => text!(record.unit.units),
        _ => return None,
    })
}

/// A unit as it is shown.
#[must_use]
pub fn unit(unit: &str) -> &str {
    unit_in_words(unit).unwrap_or(unit)
}

/// A figure with its unit.
#[must_use]
pub fn with_unit(figure: &str, unit: &str) -> String {
    if let Some(words) = unit_in_words(unit) {
        return text!(common.figure_with_unit, figure = figure, unit = words);
    }
    let words =
        if unit.is_empty() { figure.to_owned() } else { text!(common.figure_with_unit, figure = figure, unit = unit) };
    left_to_right(words)
}

/// A range in short words: "4.0 to 6.5", "up to 6.5"; `None` for one that the laboratory tells in its own.
#[must_use]
pub fn range(range: &Range) -> Option<String> {
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => Some(text!(record.result.range_low_high, low = low.as_str(), high = high.as_str())),
        (Some(low), None) => Some(text!(record.result.range_from, low = low.as_str())),
        (None, Some(high)) => Some(text!(record.result.range_to, high = high.as_str())),
        (None, None) => None,
    }
}

/// A span of time, one of whose ends may be missing.
#[must_use]
pub fn period(since: Option<&RecordDate>, until: Option<&RecordDate>) -> String {
    match (since.map(clock::date), until.map(clock::date)) {
        (Some(since), Some(until)) => {
            text!(record.conditions.from_until, since = since.as_str(), until = until.as_str())
        }
        (Some(since), None) => text!(record.conditions.since, date = since.as_str()),
        (None, Some(until)) => text!(record.conditions.until, date = until.as_str()),
        (None, None) => String::new(),
    }
}

/// A date that may be missing.
#[must_use]
pub fn date(date: Option<&RecordDate>) -> String {
    date.map_or_else(|| text!(dates.no_date).to_owned(), clock::date)
}

/// A figure as a number; a comparator before it is left out. For drawing only, never for showing.
#[must_use]
pub fn number(figure: &str) -> Option<f64> {
    let figure = figure.trim_start_matches(['<', '>', '=', '≤', '≥', '~', ' ']);
    figure.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// How much a figure has changed, exactly, as it would be written: from `6.9` to `7.3` is up by `0.4`. `None` if one of them
/// is not a plain decimal.
#[must_use]
pub fn change(before: &str, after: &str) -> Option<(Ordering, String)> {
    let (before, after) = (Decimal::parse(before)?, Decimal::parse(after)?);
    let places = before.places.max(after.places);
    let (before, after) = (before.scaled(places)?, after.scaled(places)?);
    let difference = after.checked_sub(before)?.unsigned_abs();
    Some((after.cmp(&before), written(difference, places)))
}

/// A decimal number: digits, and how many of them stand behind the point.
struct Decimal {
    digits: i64,
    places: u32,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole.trim_start_matches('-')) || !plain(part) || whole.trim_start_matches('-').is_empty() {
            return None;
        }
        Some(Self { digits: [whole, part].concat().parse().ok()?, places: u32::try_from(part.len()).ok()? })
    }

    fn scaled(&self, places: u32) -> Option<i64> {
        self.digits.checked_mul(10_i64.checked_pow(places - self.places)?)
    }
}

/// Writes digits with a point before the last of them.
fn written(digits: u64, places: u32) -> String {
    let places = places as usize;
    let text = format!("{digits:0>width$}", width = places + 1);
    if places == 0 {
        return text;
    }
    let (whole, part) = text.split_at(text.len() - places);
    format!("{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{Locale, embedded, speak};

    #[test]
    fn a_change_is_exact_and_keeps_the_places_of_the_source() {
        assert_eq!(change("6.9", "7.3"), Some((Ordering::Greater, "0.4".into())));
        assert_eq!(change("7.30", "6.9"), Some((Ordering::Less, "0.40".into())));
        assert_eq!(change("0.1", "0.3"), Some((Ordering::Greater, "0.2".into())));
        assert_eq!(change("120", "118"), Some((Ordering::Less, "2".into())));
        assert_eq!(change("5.40", "5.4"), Some((Ordering::Equal, "0.00".into())));
        assert_eq!(change("-1.5", "0.25"), Some((Ordering::Greater, "1.75".into())));
    }

    #[test]
    fn figures_with_a_comparator_or_an_exponent_are_not_compared() {
        for figure in ["<0.5", "1e3", "", "-", "1,5", "١٢", "99999999999999999999"] {
            assert_eq!(change(figure, "1"), None, "{figure}");
        }
    }

    #[test]
    fn a_unit_that_people_write_as_a_word_is_said_in_the_readers_language() {
        assert_eq!(with_unit("72", "/min"), "72 per minute");
        assert_eq!(with_unit("7.3", "%"), "7.3 %");
        assert_eq!(unit("mmol/L"), "mmol/L");
        assert!(speak(Locale::Es, false, embedded(Locale::Es, false)));
        assert_eq!(with_unit("72", "/min"), "72 por minuto");
    }

    #[test]
    fn a_figure_is_drawn_where_its_number_lies() {
        assert_eq!(number("<0.5"), Some(0.5));
        assert_eq!(number("≥ 60"), Some(60.0));
        assert_eq!(number("7.3"), Some(7.3));
        assert_eq!(number("Negative"), None);
        assert_eq!(number("inf"), None);
    }
}
