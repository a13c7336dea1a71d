//! How to take a medicine, in words: the prescriber's, or ours around what the source says in parts.

use salus_protocol::{
    record::{AsNeeded, DayMoment, Dosage, Dose, Lasts, Often, Term, TimeUnit, Timing, Weekday},
    words::LanguageTag,
};

use crate::{
    browser::clock,
    components::Words,
    plural,
    shared::{
        record_words::{list, quoted, sentences},
        wording::unit_in_words,
    },
    text,
};

/// One step in words.
pub(super) fn words(step: Term<Dosage>, language: Option<&LanguageTag>) -> Words {
    let Dosage { method, dose, timing, route, site, as_needed, also } = match step {
        Term::Words(words) => return quoted(words, language),
        Term::Known(dosage) => dosage,
    };
    let own = |words: Option<String>| words.map(|words| quoted(words, language));
    let parts = [
        own(method),
        dose.as_ref().map(|dose| amount(dose, language)),
        timing.map(|timing| when(timing, language)),
        own(route),
        own(site),
        as_needed.map(|needed| need(needed, language)),
    ];
    let step = list(parts.into_iter().flatten()).capitalised();
    sentences([step].into_iter().chain(also.into_iter().map(|words| quoted(words, language))))
}

/// "1 tablet", "1 to 2 tablets", "500 mg to 1 g".
fn amount(dose: &Dose, language: Option<&LanguageTag>) -> Words {
    let Dose { figure, most, unit, low_unit } = dose;
    match (most, low_unit) {
        (None, _) => with_unit(figure, unit, language),
        (Some(most), None) => {
            let range = text!(record.result.range_low_high, low = figure.as_str(), high = most.as_str());
            with_unit(&range, unit, language)
        }
        (Some(most), Some(low_unit)) => {
            let [low, high] = Words::PLACES;
            let ends = [with_unit(figure, low_unit, language), with_unit(most, unit, language)];
            Words::within(&text!(record.result.range_low_high, low = low, high = high), ends)
        }
    }
}

fn with_unit(figure: &str, unit: &str, language: Option<&LanguageTag>) -> Words {
    if unit.is_empty() {
        return figure.to_owned().into();
    }
    let [place, _] = Words::PLACES;
    let unit = unit_in_words(unit).map_or_else(|| quoted(unit, language), Words::from);
    Words::within(&text!(common.figure_with_unit, figure = figure, unit = place), [unit])
}

fn need(needed: AsNeeded, language: Option<&LanguageTag>) -> Words {
    match needed {
        AsNeeded::Unsaid => text!(record.dosage.as_needed).into(),
        AsNeeded::For(reason) => {
            let [place, _] = Words::PLACES;
            Words::within(&text!(record.dosage.as_needed_for, reason = place), [quoted(reason, language)])
        }
    }
}

/// "2 times a day after dinner for 5 days".
fn when(timing: Timing, language: Option<&LanguageTag>) -> Words {
    let Timing { often: how_often, at, minutes, moments, days, lasts, words } = timing;
    let mut parts: Vec<Words> = Vec::new();
    parts.extend(how_often.map(|how_often| often(how_often).into()));
    if !at.is_empty() {
        parts.push(text!(record.dosage.at, times = in_a_row(at)).into());
    }
    if !moments.is_empty() {
        parts.push(in_a_row(moments.into_iter().map(|at| near(at, minutes))).into());
    }
    if !days.is_empty() {
        parts.push(text!(record.dosage.on, days = in_a_row(days.into_iter().map(weekday))).into());
    }
    parts.extend(lasts.map(|lasts| duration(&lasts).into()));
    parts.extend(words.map(|words| quoted(words, language)));
    Words::joined(parts, " ")
}

/// "Before breakfast", "30 minutes before breakfast".
fn near(at: DayMoment, minutes: Option<u32>) -> String {
    match (minutes, at) {
        (None, _) => moment(at).to_owned(),
        // HL7 counts back from bedtime.
        (Some(minutes), DayMoment::Bedtime) => {
            plural!(minutes, record.dosage.offset, moment = text!(record.dosage.moment.before_bedtime))
        }
        (Some(minutes), _) => plural!(minutes, record.dosage.offset, moment = moment(at)),
    }
}

fn in_a_row<T: Into<Words>>(things: impl IntoIterator<Item = T>) -> String {
    list(things.into_iter().map(Into::into)).plain()
}

/// "2 times a day", "every 8 hours".
fn often(often: Often) -> String {
    let Often { times, times_most, every, every_most, unit } = often;
    let span = match (every, every_most) {
        (every, Some(most)) => every_range(unit, every, most),
        (1, None) => per(unit).to_owned(),
        (every, None) => every_so_many(unit, every),
    };
    let number = match times_most {
        Some(most) => plural!(most, record.dosage.times_range, low = times),
        // "Every 8 hours", not "once every 8 hours".
        None if times == 1 && (every, every_most) != (1, None) => return span,
        None => plural!(times, record.dosage.times),
    };
    text!(record.dosage.often, times = number.as_str(), span = span.as_str())
}

fn duration(lasts: &Lasts) -> String {
    match lasts {
        Lasts::Until(day) => text!(record.dosage.until, date = clock::date(day)),
        Lasts::For { count, unit } => {
            let count = *count;
            match unit {
                TimeUnit::Minute => plural!(count, record.dosage.lasts.minute),
                TimeUnit::Hour => plural!(count, record.dosage.lasts.hour),
                TimeUnit::Day => plural!(count, record.dosage.lasts.day),
                TimeUnit::Week => plural!(count, record.dosage.lasts.week),
                TimeUnit::Month => plural!(count, record.dosage.lasts.month),
                TimeUnit::Year => plural!(count, record.dosage.lasts.year),
            }
        }
    }
}

fn per(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Minute => text!(record.dosage.per.minute),
        TimeUnit::Hour => text!(record.dosage.per.hour),
        TimeUnit::Day => text!(record.dosage.per.day),
        TimeUnit::Week => text!(record.dosage.per.week),
        TimeUnit::Month => text!(record.dosage.per.month),
        TimeUnit::Year => text!(record.dosage.per.year),
    }
}

fn every_so_many(unit: TimeUnit, count: u32) -> String {
    match unit {
        TimeUnit::Minute => plural!(count, record.dosage.every.minute),
        TimeUnit::Hour => plural!(count, record.dosage.every.hour),
        TimeUnit::Day => plural!(count, record.dosage.every.day),
        TimeUnit::Week => plural!(count, record.dosage.every.week),
        TimeUnit::Month => plural!(count, record.dosage.every.month),
        TimeUnit::Year => plural!(count, record.dosage.every.year),
    }
}

fn every_range(unit: TimeUnit, low: u32, high: u32) -> String {
    match unit {
        TimeUnit::Minute => plural!(high, record.dosage.every_range.minute, low = low),
        TimeUnit::Hour => plural!(high, record.dosage.every_range.hour, low = low),
        TimeUnit::Day => plural!(high, record.dosage.every_range.day, low = low),
        TimeUnit::Week => plural!(high, record.dosage.every_range.week, low = low),
        TimeUnit::Month => plural!(high, record.dosage.every_range.month, low = low),
        TimeUnit::Year => plural!(high, record.dosage.every_range.year, low = low),
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => text!(record.dosage.weekday.monday),
        Weekday::Tuesday => text!(record.dosage.weekday.tuesday),
        Weekday::Wednesday => text!(record.dosage.weekday.wednesday),
        Weekday::Thursday => text!(record.dosage.weekday.thursday),
        Weekday::Friday => text!(record.dosage.weekday.friday),
        Weekday::Saturday => text!(record.dosage.weekday.saturday),
        Weekday::Sunday => text!(record.dosage.weekday.sunday),
    }
}

fn moment(moment: DayMoment) -> &'static str {
    match moment {
        DayMoment::Morning => text!(record.dosage.moment.morning),
        DayMoment::Noon => text!(record.dosage.moment.noon),
        DayMoment::Afternoon => text!(record.dosage.moment.afternoon),
        DayMoment::Evening => text!(record.dosage.moment.evening),
        DayMoment::Night => text!(record.dosage.moment.night),
        DayMoment::Bedtime => text!(record.dosage.moment.bedtime),
        DayMoment::Waking => text!(record.dosage.moment.waking),
        DayMoment::Sleep => text!(record.dosage.moment.sleep),
        DayMoment::BeforeMeals => text!(record.dosage.moment.before_meals),
        DayMoment::BeforeBreakfast => text!(record.dosage.moment.before_breakfast),
        DayMoment::BeforeLunch => text!(record.dosage.moment.before_lunch),
        DayMoment::BeforeDinner => text!(record.dosage.moment.before_dinner),
        DayMoment::WithMeals => text!(record.dosage.moment.with_meals),
        DayMoment::WithBreakfast => text!(record.dosage.moment.with_breakfast),
        DayMoment::WithLunch => text!(record.dosage.moment.with_lunch),
        DayMoment::WithDinner => text!(record.dosage.moment.with_dinner),
        DayMoment::AfterMeals => text!(record.dosage.moment.after_meals),
        DayMoment::AfterBreakfast => text!(record.dosage.moment.after_breakfast),
        DayMoment::AfterLunch => text!(record.dosage.moment.after_lunch),
        DayMoment::AfterDinner => text!(record.dosage.moment.after_dinner),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test may stop")]

    use super::*;
    use crate::texts::{Locale, embedded, speak};

    /// Tablets whose words need no plural form, which only a browser knows.
    fn tablets() -> Term<Dosage> {
        Term::Known(Dosage {
            dose: Some(Dose { figure: "1".into(), most: None, unit: "tablet".into(), low_unit: None }),
            timing: Some(Timing { moments: vec![DayMoment::Morning, DayMoment::AfterDinner], ..Timing::default() }),
            route: Some("oral route".into()),
            as_needed: Some(AsNeeded::For("pain".into())),
            ..Dosage::default()
        })
    }

    #[test]
    fn a_dosage_in_parts_is_said_in_the_readers_language() {
        assert_eq!(
            words(tablets(), None).plain(),
            "1 tablet, in the morning, after dinner, oral route, as needed for pain"
        );
        assert!(speak(Locale::Ar, false, embedded(Locale::Ar, false)));
        let arabic = words(tablets(), None).plain();
        assert!(arabic.contains("في الصباح") && arabic.contains("بعد العشاء"), "{arabic}");
        assert!(arabic.contains("tablet"), "the source's words stay: {arabic}");
    }

    #[test]
    fn a_range_between_two_units_names_both() {
        let dose = |low_unit: Option<&str>| Dose {
            figure: "500".into(),
            most: Some("1".into()),
            unit: "g".into(),
            low_unit: low_unit.map(str::to_owned),
        };
        let both = amount(&dose(Some("mg")), None).plain();
        let (low, high) = both.split_once(" to ").expect("a range");
        assert!(low.starts_with("500") && low.ends_with("mg"), "{both}");
        assert!(high.starts_with('1') && high.ends_with('g'), "{both}");
        assert!(!amount(&dose(None), None).plain().contains("mg"));
    }

    #[test]
    fn the_prescribers_words_stay_as_they_are() {
        assert_eq!(words("one at night".into(), None).plain(), "one at night");
    }

    #[test]
    fn a_step_begins_like_a_sentence() {
        let step = Term::Known(Dosage { as_needed: Some(AsNeeded::Unsaid), ..Dosage::default() });
        assert_eq!(words(step, None).plain(), "As needed");
    }
}
