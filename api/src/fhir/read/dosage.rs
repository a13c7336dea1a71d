//! How to take a medicine: the prescriber's words, or plain words made of the structured dosage.

use super::{date, figure::figure, value, words};
use crate::fhir::node::Node;

/// The instructions, one line for each step, in the order of the steps.
#[must_use]
pub fn instructions(dosages: &Node<'_>) -> Vec<String> {
    let mut steps: Vec<(u32, &Node<'_>)> = dosages
        .items()
        .map(|step| (step.get("sequence").figure().and_then(|number| number.parse().ok()).unwrap_or(0), step))
        .collect();
    steps.sort_by_key(|(sequence, _)| *sequence);
    let mut lines: Vec<String> = Vec::new();
    for line in steps.into_iter().filter_map(|(_, step)| instruction(step)) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn instruction(step: &Node<'_>) -> Option<String> {
    if let Some(words) = step.get("patientInstruction").text().or_else(|| step.get("text").text()) {
        return Some(words::shortened(&words, 1_000));
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(words::concept(step.get("method")));
    parts.extend(step.each("doseAndRate").find_map(dose).or_else(|| dose(step)));
    parts.extend(timing(step.get("timing")));
    parts.extend(words::concept(step.get("route")).map(|route| words::in_a_sentence(&route)));
    parts.extend(words::concept(step.get("site")).map(|site| words::in_a_sentence(&site)));
    let reason = words::concept(step.get("asNeededCodeableConcept"));
    if let Some(reason) = reason {
        parts.push(format!("as needed for {}", words::in_a_sentence(&reason)));
    } else if step.get("asNeededBoolean").truth() == Some(true) {
        parts.push("as needed".to_owned());
    }
    let extra: Vec<String> = step.each("additionalInstruction").filter_map(words::concept).collect();
    let line = parts.join(", ");
    let line = words::capitalised(&line);
    let line = line.into_iter_nonempty().chain(extra).collect::<Vec<_>>().join(". ");
    (!line.is_empty()).then_some(line)
}

fn dose(dose: &Node<'_>) -> Option<String> {
    value::in_words(dose.get("doseQuantity")).or_else(|| {
        let range = dose.get("doseRange");
        match (figure(range.at(&["low", "value"])), value::in_words(range.get("high"))) {
            (Some(low), Some(high)) => Some(format!("{low} to {high}")),
            (None, high) => high,
            (Some(_), None) => value::in_words(range.get("low")),
        }
    })
}

/// When and how often, in words.
fn timing(timing: &Node<'_>) -> Option<String> {
    let repeat = timing.get("repeat");
    let mut parts: Vec<String> = Vec::new();
    parts.extend(often(repeat));
    let times: Vec<String> = repeat
        .each("timeOfDay")
        .filter_map(|time| time.text().map(|time| time.get(..5).unwrap_or(&time).to_owned()))
        .collect();
    if !times.is_empty() {
        parts.push(format!("at {}", times.join(" and ")));
    }
    let offset = figure(repeat.get("offset")).map_or_else(String::new, |minutes| format!("{minutes} minutes "));
    let when: Vec<String> =
        repeat.each("when").filter_map(|when| moment(&when.text()?)).map(|when| format!("{offset}{when}")).collect();
    if !when.is_empty() {
        parts.push(when.join(" and "));
    }
    let days: Vec<&str> = repeat.each("dayOfWeek").filter_map(|day| weekday(&day.text()?)).collect();
    if !days.is_empty() {
        parts.push(format!("on {}", days.join(", ")));
    }
    if let Some(bounds) = bounds(repeat) {
        parts.push(bounds);
    }
    if parts.is_empty() {
        let code = timing.get("code");
        return words::codes(code)
            .find_map(|code| abbreviation(&code))
            .map(str::to_owned)
            .or_else(|| words::concept(code));
    }
    Some(parts.join(" "))
}

fn often(repeat: &Node<'_>) -> Option<String> {
    let period = figure(repeat.get("period"))?;
    let unit = time_unit(&repeat.word("periodUnit")?)?;
    let frequency = figure(repeat.get("frequency")).unwrap_or_else(|| "1".to_owned());
    let most = figure(repeat.get("frequencyMax"));
    let longest = figure(repeat.get("periodMax"));
    let times = match (frequency.as_str(), most) {
        (few, Some(most)) => format!("{few} to {most} times"),
        ("1", None) => "once".to_owned(),
        ("2", None) => "twice".to_owned(),
        ("3", None) => "three times".to_owned(),
        ("4", None) => "four times".to_owned(),
        (many, None) => format!("{many} times"),
    };
    let span = match (period.as_str(), longest) {
        (few, Some(most)) => format!("every {few} to {most} {unit}s"),
        ("1" | "1.0", None) => format!("a {unit}").replace("a hour", "an hour"),
        (many, None) => format!("every {many} {unit}s"),
    };
    // "every 8 hours", not "once every 8 hours".
    Some(if times == "once" && span.starts_with("every") { span } else { format!("{times} {span}") })
}

fn bounds(repeat: &Node<'_>) -> Option<String> {
    let duration = repeat.get("boundsDuration");
    if let Some(length) = figure(duration.get("value")) {
        let unit = duration.word("code").or_else(|| duration.word("unit"))?;
        let unit = time_unit(&unit).unwrap_or(unit.as_str());
        let plural = if length == "1" || unit.ends_with('s') { "" } else { "s" };
        return Some(format!("for {length} {unit}{plural}"));
    }
    let end = date::date(repeat.at(&["boundsPeriod", "end"]))?;
    Some(format!("until {}", end.as_str().get(..10).unwrap_or(end.as_str())))
}

fn time_unit(code: &str) -> Option<&'static str> {
    Some(match code {
        "s" => "second",
        "min" => "minute",
        "h" | "hour" | "hours" => "hour",
        "d" | "day" | "days" => "day",
        "wk" | "week" | "weeks" => "week",
        "mo" | "month" | "months" => "month",
        "a" | "year" | "years" => "year",
        _ => return None,
    })
}

/// HL7's moments of the day.
fn moment(code: &str) -> Option<String> {
    let meal = |code: &str| match code {
        "M" => Some("breakfast"),
        "D" => Some("lunch"),
        "V" => Some("dinner"),
        "" => Some("meals"),
        _ => None,
    };
    Some(match code {
        "MORN" | "MORN.early" | "MORN.late" => "in the morning".to_owned(),
        "NOON" => "at noon".to_owned(),
        "AFT" | "AFT.early" | "AFT.late" => "in the afternoon".to_owned(),
        "EVE" | "EVE.early" | "EVE.late" => "in the evening".to_owned(),
        "NIGHT" => "at night".to_owned(),
        "HS" => "at bedtime".to_owned(),
        "WAKE" => "after waking".to_owned(),
        "PHS" => "after sleep".to_owned(),
        _ => {
            let (word, rest) = match code.as_bytes() {
                [b'A', b'C', ..] => ("before", &code[2..]),
                [b'P', b'C', ..] => ("after", &code[2..]),
                [b'C', ..] => ("with", &code[1..]),
                _ => return None,
            };
            format!("{word} {}", meal(rest)?)
        }
    })
}

fn weekday(code: &str) -> Option<&'static str> {
    Some(match code {
        "mon" => "Monday",
        "tue" => "Tuesday",
        "wed" => "Wednesday",
        "thu" => "Thursday",
        "fri" => "Friday",
        "sat" => "Saturday",
        "sun" => "Sunday",
        _ => return None,
    })
}

/// The prescriber's abbreviations in words.
fn abbreviation(code: &str) -> Option<&'static str> {
    Some(match code {
        "QD" => "once a day",
        "BID" => "twice a day",
        "TID" => "three times a day",
        "QID" => "four times a day",
        "QOD" => "every other day",
        "AM" => "in the morning",
        "PM" => "in the afternoon",
        "BED" => "at bedtime",
        "WK" => "once a week",
        "MO" => "once a month",
        "Q1H" => "every hour",
        "Q2H" => "every 2 hours",
        "Q3H" => "every 3 hours",
        "Q4H" => "every 4 hours",
        "Q6H" => "every 6 hours",
        "Q8H" => "every 8 hours",
        _ => return None,
    })
}

/// A text as an iterator of at most one: nothing for the empty text.
trait NonEmpty {
    fn into_iter_nonempty(self) -> std::option::IntoIter<String>;
}

impl NonEmpty for String {
    fn into_iter_nonempty(self) -> std::option::IntoIter<String> {
        (!self.is_empty()).then_some(self).into_iter()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn read(text: &str) -> Vec<String> {
        instructions(&Node::parse(text).unwrap())
    }

    #[test]
    fn structured_dosages_become_plain_words() {
        let tablets = r#"[{"doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}], "route": {"coding": [{"display": "Oral route"}]},
            "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d", "when": ["PCV"], "boundsDuration": {"value": 5, "unit": "d"}}}}]"#;
        assert_eq!(read(tablets), ["1 tablet, twice a day after dinner for 5 days, oral route"]);
        let drops = r#"[{"asNeededCodeableConcept": {"text": "Pain"}, "timing": {"repeat": {"frequency": 1, "period": 8, "periodUnit": "h"}}}]"#;
        assert_eq!(read(drops), ["Every 8 hours, as needed for pain"]);
        assert_eq!(read(r#"[{"timing": {"code": {"coding": [{"code": "BID"}]}}}]"#), ["Twice a day"]);
        assert_eq!(read(r#"[{"sequence": 1, "asNeededBoolean": true}]"#), ["As needed"]);
    }

    #[test]
    fn the_prescribers_words_come_first_and_nothing_is_made_of_nothing() {
        assert_eq!(read(r#"[{"text": "One at night\n", "asNeededBoolean": true}]"#), ["One at night"]);
        assert_eq!(
            read(r#"[{}, 5, {"timing": "x"}, {"timing": {"repeat": {"count": 1, "periodUnit": "d"}}}]"#),
            Vec::<String>::new()
        );
    }
}
