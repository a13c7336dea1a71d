//! How to take a medicine: the prescriber's words, or the parts of the structured dosage.

use salus_protocol::record::{AsNeeded, DayMoment, Dosage, Dose, Lasts, Often, Term, TimeUnit, Timing, Weekday};

use super::{date, figure::figure, units, words};
use crate::fhir::node::Node;

/// The instructions, one for each step, in the order of the steps.
#[must_use]
pub fn instructions(dosages: &Node<'_>) -> Vec<Term<Dosage>> {
    let mut steps: Vec<(u32, &Node<'_>)> = dosages
        .items()
        .map(|step| (step.get("sequence").figure().and_then(|number| number.parse().ok()).unwrap_or(0), step))
        .collect();
    steps.sort_by_key(|(sequence, _)| *sequence);
    let mut told: Vec<Term<Dosage>> = Vec::new();
    for step in steps.into_iter().filter_map(|(_, step)| instruction(step)) {
        if !told.contains(&step) {
            told.push(step);
        }
    }
    told
}

fn instruction(step: &Node<'_>) -> Option<Term<Dosage>> {
    if let Some(words) = step.get("patientInstruction").text().or_else(|| step.get("text").text()) {
        return Some(Term::Words(words::shortened(&words, 1_000)));
    }
    let reason = words::concept(step.get("asNeededCodeableConcept"));
    let needed = (step.get("asNeededBoolean").truth() == Some(true)).then_some(AsNeeded::Unsaid);
    let dosage = Dosage {
        method: words::concept(step.get("method")),
        dose: step.each("doseAndRate").find_map(dose).or_else(|| dose(step)),
        timing: Some(timing(step.get("timing"))).filter(|timing| *timing != Timing::default()),
        route: words::concept(step.get("route")).map(|route| words::in_a_sentence(&route)),
        site: words::concept(step.get("site")).map(|site| words::in_a_sentence(&site)),
        as_needed: reason.map(|reason| AsNeeded::For(words::in_a_sentence(&reason))).or(needed),
        also: step.each("additionalInstruction").filter_map(words::concept).collect(),
    };
    (dosage != Dosage::default()).then_some(Term::Known(dosage))
}

fn dose(dose: &Node<'_>) -> Option<Dose> {
    let one = |quantity: &Node<'_>| Some((figure(quantity.get("value"))?, units::unit(quantity)));
    if let Some((figure, unit)) = one(dose.get("doseQuantity")) {
        return Some(Dose { figure, most: None, unit, low_unit: None });
    }
    let range = dose.get("doseRange");
    match (one(range.get("low")), one(range.get("high"))) {
        (Some((low, own)), Some((high, unit))) => {
            // Sources often name the unit at one end and mean both.
            let (unit, low_unit) = if unit.is_empty() { (own, None) } else { (unit, Some(own)) };
            let low_unit = low_unit.filter(|own| !own.is_empty() && *own != unit);
            Some(Dose { figure: low, most: Some(high), unit, low_unit })
        }
        (None, Some((figure, unit))) | (Some((figure, unit)), None) => {
            Some(Dose { figure, most: None, unit, low_unit: None })
        }
        (None, None) => None,
    }
}

/// When and how often. What cannot be said with whole numbers is told in signs, rather than left out.
fn timing(timing: &Node<'_>) -> Timing {
    let repeat = timing.get("repeat");
    let mut read = Timing {
        at: repeat
            .each("timeOfDay")
            .filter_map(|time| time.text().map(|time| time.get(..5).unwrap_or(&time).to_owned()))
            .collect(),
        moments: repeat.each("when").filter_map(|when| moment(&when.text()?)).collect(),
        days: repeat.each("dayOfWeek").filter_map(|day| weekday(&day.text()?)).collect(),
        ..Timing::default()
    };
    read.minutes = whole(repeat.get("offset")).filter(|_| !read.moments.is_empty());
    let mut signs = Vec::new();
    match often(repeat) {
        Some(Ok(often)) => read.often = Some(often),
        Some(Err(words)) => signs.push(words),
        None => {}
    }
    match lasts(repeat) {
        Some(Ok(lasts)) => read.lasts = Some(lasts),
        Some(Err(words)) => signs.push(words),
        None => {}
    }
    read.words = (!signs.is_empty()).then(|| signs.join(", "));
    if read == Timing::default() {
        let code = timing.get("code");
        return words::codes(code)
            .find_map(|code| abbreviation(&code))
            .unwrap_or_else(|| Timing { words: words::concept(code), ..Timing::default() });
    }
    read
}

/// How often; `Err` with signs where it takes more than whole numbers.
fn often(repeat: &Node<'_>) -> Option<Result<Often, String>> {
    let code = repeat.word("periodUnit")?;
    let period = figure(repeat.get("period"))?;
    let said = || {
        let unit = time_unit(&code)?;
        let (every, every_most) = (whole_number(&period), figure(repeat.get("periodMax")));
        let ((every, unit), every_most) = match (every, every_most) {
            (Some(every), None) => ((every, unit), None),
            (Some(every), Some(most)) => ((every, unit), Some(whole_number(&most)?)),
            // Half a day is 12 hours.
            (None, None) => (in_smaller(&period, unit)?, None),
            (None, Some(_)) => return None,
        };
        let times = repeat.get("frequency");
        let times = if times.is_nothing() { 1 } else { whole(times)? };
        let times_most = repeat.get("frequencyMax");
        let times_most = if times_most.is_nothing() { None } else { Some(whole(times_most)?) };
        (times > 0 && every > 0).then_some(Often { times, times_most, every, every_most, unit })
    };
    Some(said().ok_or_else(|| {
        let times = figure(repeat.get("frequency")).unwrap_or_else(|| "1".to_owned());
        format!("{times} × / {period} {code}")
    }))
}

/// How long; `Err` with signs where it takes more than a whole number.
fn lasts(repeat: &Node<'_>) -> Option<Result<Lasts, String>> {
    let duration = repeat.get("boundsDuration");
    if let Some(length) = figure(duration.get("value")) {
        let code = duration.word("code").or_else(|| duration.word("unit"))?;
        let said = time_unit(&code).and_then(|unit| {
            let whole = whole_number(&length).map(|count| (count, unit));
            let (count, unit) = whole.or_else(|| in_smaller(&length, unit))?;
            Some(Lasts::For { count, unit })
        });
        return Some(said.ok_or_else(|| format!("{length} {code}")));
    }
    date::date(repeat.at(&["boundsPeriod", "end"])).map(|end| Ok(Lasts::Until(end)))
}

fn whole(node: &Node<'_>) -> Option<u32> {
    whole_number(&figure(node)?)
}

/// A figure that is a whole number: `2`, and `2.0` too.
fn whole_number(figure: &str) -> Option<u32> {
    let (whole, part) = figure.split_once('.').unwrap_or((figure, ""));
    if part.bytes().all(|digit| digit == b'0') { whole.parse().ok() } else { None }
}

/// A figure in the next smaller unit of time, where that makes it a whole number.
fn in_smaller(figure: &str, unit: TimeUnit) -> Option<(u32, TimeUnit)> {
    let (smaller, size) = match unit {
        TimeUnit::Week => (TimeUnit::Day, 7),
        TimeUnit::Day => (TimeUnit::Hour, 24),
        TimeUnit::Hour => (TimeUnit::Minute, 60),
        TimeUnit::Year => (TimeUnit::Month, 12),
        TimeUnit::Minute | TimeUnit::Month => return None,
    };
    let (whole, part) = figure.split_once('.')?;
    let scale = 10_u32.checked_pow(u32::try_from(part.len()).ok()?)?;
    let digits: u32 = [whole, part].concat().parse().ok()?;
    let scaled = digits.checked_mul(size)?;
    (scaled % scale == 0).then_some((scaled / scale, smaller))
}

fn time_unit(code: &str) -> Option<TimeUnit> {
    Some(match code {
        "min" | "minute" | "minutes" => TimeUnit::Minute,
        "h" | "hour" | "hours" => TimeUnit::Hour,
        "d" | "day" | "days" => TimeUnit::Day,
        "wk" | "week" | "weeks" => TimeUnit::Week,
        "mo" | "month" | "months" => TimeUnit::Month,
        "a" | "year" | "years" => TimeUnit::Year,
        _ => return None,
    })
}

/// HL7's moments of the day.
fn moment(code: &str) -> Option<DayMoment> {
    use DayMoment::{
        AfterBreakfast, AfterDinner, AfterLunch, AfterMeals, Afternoon, Bedtime, BeforeBreakfast, BeforeDinner,
        BeforeLunch, BeforeMeals, Evening, Morning, Night, Noon, Sleep, Waking, WithBreakfast, WithDinner, WithLunch,
        WithMeals,
    };
    Some(match code {
        "MORN" | "MORN.early" | "MORN.late" => Morning,
        "NOON" => Noon,
        "AFT" | "AFT.early" | "AFT.late" => Afternoon,
        "EVE" | "EVE.early" | "EVE.late" => Evening,
        "NIGHT" => Night,
        "HS" => Bedtime,
        "WAKE" => Waking,
        "PHS" => Sleep,
        "AC" => BeforeMeals,
        "ACM" => BeforeBreakfast,
        "ACD" => BeforeLunch,
        "ACV" => BeforeDinner,
        "C" => WithMeals,
        "CM" => WithBreakfast,
        "CD" => WithLunch,
        "CV" => WithDinner,
        "PC" => AfterMeals,
        "PCM" => AfterBreakfast,
        "PCD" => AfterLunch,
        "PCV" => AfterDinner,
        _ => return None,
    })
}

fn weekday(code: &str) -> Option<Weekday> {
    Some(match code {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// What the prescriber's abbreviations mean.
fn abbreviation(code: &str) -> Option<Timing> {
    let often = |times, every, unit| {
        let often = Often { times, times_most: None, every, every_most: None, unit };
        Timing { often: Some(often), ..Timing::default() }
    };
    let at = |moment| Timing { moments: vec![moment], ..Timing::default() };
    Some(match code {
        "QD" => often(1, 1, TimeUnit::Day),
        "BID" => often(2, 1, TimeUnit::Day),
        "TID" => often(3, 1, TimeUnit::Day),
        "QID" => often(4, 1, TimeUnit::Day),
        "QOD" => often(1, 2, TimeUnit::Day),
        "AM" => at(DayMoment::Morning),
        "PM" => at(DayMoment::Afternoon),
        "BED" => at(DayMoment::Bedtime),
        "WK" => often(1, 1, TimeUnit::Week),
        "MO" => often(1, 1, TimeUnit::Month),
        "Q1H" => often(1, 1, TimeUnit::Hour),
        "Q2H" => often(1, 2, TimeUnit::Hour),
        "Q3H" => often(1, 3, TimeUnit::Hour),
        "Q4H" => often(1, 4, TimeUnit::Hour),
        "Q6H" => often(1, 6, TimeUnit::Hour),
        "Q8H" => often(1, 8, TimeUnit::Hour),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

    use super::*;

    fn read(text: &str) -> Vec<Term<Dosage>> {
        instructions(&Node::parse(text).unwrap())
    }

    fn only(text: &str) -> Dosage {
        match read(text).as_slice() {
            [Term::Known(dosage)] => dosage.clone(),
            other => panic!("not one step in parts: {other:?}"),
        }
    }

    fn every(times: u32, every: u32, unit: TimeUnit) -> Option<Often> {
        Some(Often { times, times_most: None, every, every_most: None, unit })
    }

    #[test]
    fn a_structured_dosage_keeps_its_parts() {
        let tablets = only(
            r#"[{"doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}], "route": {"coding": [{"display": "Oral route"}]},
            "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d", "when": ["PCV"], "boundsDuration": {"value": 5, "unit": "d"}}}}]"#,
        );
        assert_eq!(tablets.dose, Some(Dose { figure: "1".into(), most: None, unit: "tablet".into(), low_unit: None }));
        assert_eq!(tablets.route.as_deref(), Some("oral route"));
        let timing = tablets.timing.unwrap();
        assert_eq!(timing.often, every(2, 1, TimeUnit::Day));
        assert_eq!(timing.moments, [DayMoment::AfterDinner]);
        assert_eq!(timing.lasts, Some(Lasts::For { count: 5, unit: TimeUnit::Day }));

        let drops = only(
            r#"[{"asNeededCodeableConcept": {"text": "Pain"}, "timing": {"repeat": {"frequency": 1, "period": 8, "periodUnit": "h"}}}]"#,
        );
        assert_eq!(drops.as_needed, Some(AsNeeded::For("pain".into())));
        assert_eq!(drops.timing.unwrap().often, every(1, 8, TimeUnit::Hour));
        assert_eq!(only(r#"[{"sequence": 1, "asNeededBoolean": true}]"#).as_needed, Some(AsNeeded::Unsaid));
    }

    fn range(low: &str, high: &str) -> Option<Dose> {
        only(&format!(r#"[{{"doseAndRate": [{{"doseRange": {{"low": {{{low}}}, "high": {{{high}}}}}}}]}}]"#)).dose
    }

    #[test]
    fn a_dose_may_be_a_range_with_the_unit_at_one_end() {
        let tablets = Some(Dose { figure: "1".into(), most: Some("2".into()), unit: "tablets".into(), low_unit: None });
        assert_eq!(range(r#""value": 1"#, r#""value": 2, "unit": "tablets""#), tablets);
        assert_eq!(range(r#""value": 1, "unit": "tablets""#, r#""value": 2"#), tablets);
        assert_eq!(range(r#""value": 1, "unit": "tablets""#, r#""value": 2, "unit": "tablets""#), tablets);
    }

    #[test]
    fn a_range_from_milligrams_to_grams_keeps_both_units() {
        let dose = range(r#""value": 500, "unit": "mg""#, r#""value": 1, "unit": "g""#);
        let both = Dose { figure: "500".into(), most: Some("1".into()), unit: "g".into(), low_unit: Some("mg".into()) };
        assert_eq!(dose, Some(both));
    }

    #[test]
    fn an_abbreviation_means_what_it_stands_for_and_other_words_stay() {
        let timing = |code: &str| only(&format!(r#"[{{"timing": {{"code": {code}}}}}]"#)).timing.unwrap();
        assert_eq!(timing(r#"{"coding": [{"code": "BID"}]}"#).often, every(2, 1, TimeUnit::Day));
        assert_eq!(timing(r#"{"coding": [{"code": "QOD"}]}"#).often, every(1, 2, TimeUnit::Day));
        assert_eq!(timing(r#"{"text": "with every full moon"}"#).words.as_deref(), Some("with every full moon"));
    }

    #[test]
    fn halves_are_told_in_a_smaller_unit_or_in_signs_and_never_left_out() {
        let timing = |repeat: &str| only(&format!(r#"[{{"timing": {{"repeat": {{{repeat}}}}}}}]"#)).timing.unwrap();
        assert_eq!(timing(r#""frequency": 1, "period": 0.5, "periodUnit": "d""#).often, every(1, 12, TimeUnit::Hour));
        assert_eq!(timing(r#""frequency": 1, "period": 1.0, "periodUnit": "wk""#).often, every(1, 1, TimeUnit::Week));
        let odd = timing(r#""frequency": 2, "period": 1.5, "periodUnit": "mo""#);
        assert_eq!((odd.often, odd.words.as_deref()), (None, Some("2 × / 1.5 mo")));
        let short = timing(r#""period": 30, "periodUnit": "s""#);
        assert_eq!(short.words.as_deref(), Some("1 × / 30 s"));
    }

    #[test]
    fn the_prescribers_words_come_first_and_nothing_is_made_of_nothing() {
        assert_eq!(read(r#"[{"text": "One at night\n", "asNeededBoolean": true}]"#), ["One at night".into()]);
        assert_eq!(
            read(r#"[{}, 5, {"timing": "x"}, {"timing": {"repeat": {"count": 1, "periodUnit": "d"}}}]"#),
            Vec::new()
        );
    }
}
