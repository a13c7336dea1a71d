//! Words of the record among ours: they keep the language in which they were written.

mod test_names;

use leptos::prelude::*;
use salus_protocol::{
    messages::{About, AboutShown},
    record::{Absence, Measure, Range, Term, Test, ToldRange, Value, VisitKind},
    words::LanguageTag,
};

use crate::{
    browser::clock,
    components::Words,
    session::Here,
    shared::{access_words, wording},
    text,
    texts::{Locale, locale},
};

/// The value of `lang` for words of the record: their own language, else the practice's; `None` where that is the reader's,
/// and where neither is known.
#[must_use]
pub fn lang_of(language: Option<&LanguageTag>) -> Option<String> {
    let practice = use_context::<Here>().and_then(|here| untrack(|| here.practice()));
    foreign(language.or(practice.as_ref().map(|practice| &practice.record_language)), locale())
}

fn foreign(language: Option<&LanguageTag>, reader: Locale) -> Option<String> {
    language.filter(|language| language.primary() != reader.tag()).map(ToString::to_string)
}

/// Words of the record, in the language that their entry names, if it names one.
#[must_use]
pub fn quoted(text: impl Into<String>, language: Option<&LanguageTag>) -> Words {
    Words::quoted(text, lang_of(language))
}

/// What kind of visit it was: the source's words, or ours.
#[must_use]
pub fn visit_title(title: Term<VisitKind>, language: Option<&LanguageTag>) -> Words {
    match title {
        Term::Words(words) => quoted(words, language),
        Term::Known(VisitKind::For(what)) => {
            let [place, _] = Words::PLACES;
            Words::within(&text!(record.visits.kind.for_, what = place), [quoted(what, language)])
        }
        Term::Known(VisitKind::Visit) => text!(record.visits.kind.visit).into(),
        Term::Known(VisitKind::HospitalStay) => text!(record.visits.kind.hospital_stay).into(),
        Term::Known(VisitKind::Emergency) => text!(record.visits.kind.emergency).into(),
        Term::Known(VisitKind::AtHome) => text!(record.visits.kind.at_home).into(),
        Term::Known(VisitKind::Remote) => text!(record.visits.kind.remote).into(),
    }
}

/// What a test is called: the source's words, or ours.
#[must_use]
pub fn test_name(name: Term<Test>, language: Option<&LanguageTag>) -> Words {
    match name {
        Term::Words(words) => quoted(words, language),
        Term::Known(test) => test_names::of(test).into(),
    }
}

/// The entry that a conversation is about, with what was found; a line of the access log in the reader's own language.
#[must_use]
pub fn about(about: AboutShown) -> Words {
    if let About::Access(_) = about.about {
        let line = about.access.as_ref().map(access_words::line);
        return line.unwrap_or_else(|| text!(messages.access_line).to_owned()).into();
    }
    let AboutShown { title, value: found, language, .. } = about;
    let language = language.as_ref();
    list([test_name(title, language)].into_iter().chain(found.map(|found| value(&found, language))))
}

/// Several of them one after the other, as the reader's language separates them.
#[must_use]
pub fn list(things: impl IntoIterator<Item = Words>) -> Words {
    let [first, next] = Words::PLACES;
    let sentence = text!(common.list, first = first, next = next);
    things.into_iter().reduce(|all, thing| Words::within(&sentence, [all, thing])).unwrap_or_default()
}

/// Sentences and parts of sentences, one after the other.
#[must_use]
pub fn sentences(parts: impl IntoIterator<Item = Words>) -> Words {
    Words::joined(parts, ". ")
}

/// What was found, in one line.
#[must_use]
pub fn value(found: &Value, language: Option<&LanguageTag>) -> Words {
    match found {
        Value::Quantity { figure, unit } => wording::with_unit(figure, unit).into(),
        Value::Text { text } | Value::Parts { text } => quoted(text, language),
        Value::YesNo { yes } => if *yes { text!(record.result.yes) } else { text!(record.result.no) }.into(),
        Value::Between { low, high } => between(low.as_ref(), high.as_ref()).into(),
        Value::Moment { at } => clock::date_and_time(at).into(),
        Value::Period { start, end } => wording::period(start.as_ref(), end.as_ref()).into(),
        Value::Panel { parts } => {
            let [first, second] = Words::PLACES;
            let sentence = text!(record.result.part, name = first, value = second);
            list(parts.iter().map(|part| {
                Words::within(&sentence, [test_name(part.name.clone(), language), value(&part.value, language)])
            }))
        }
        Value::Absent { reason: Some(reason) } => {
            let [place, _] = Words::PLACES;
            let reason = match reason {
                Term::Words(words) => quoted(words, language),
                Term::Known(reason) => absence(*reason).into(),
            };
            Words::within(&text!(record.result.absent_reason, reason = place), [reason])
        }
        Value::Absent { reason: None } => text!(record.result.absent).into(),
    }
}

fn between(low: Option<&Measure>, high: Option<&Measure>) -> String {
    let said = |measure: &Measure| wording::with_unit(&measure.figure, &measure.unit);
    match (low.map(said), high.map(said)) {
        (Some(low), Some(high)) => text!(record.result.range_low_high, low = low.as_str(), high = high.as_str()),
        (Some(low), None) => text!(record.result.range_from, low = low.as_str()),
        (None, Some(high)) => text!(record.result.range_to, high = high.as_str()),
        (None, None) => String::new(),
    }
}

fn absence(reason: Absence) -> &'static str {
    match reason {
        Absence::Unknown => text!(record.absence.unknown),
        Absence::NotAsked => text!(record.absence.not_asked),
        Absence::Declined => text!(record.absence.declined),
        Absence::Withheld => text!(record.absence.withheld),
        Absence::DoesNotApply => text!(record.absence.does_not_apply),
        Absence::NotDone => text!(record.absence.not_done),
        Absence::NotPermitted => text!(record.absence.not_permitted),
        Absence::NotMeasured => text!(record.absence.not_measured),
    }
}

/// A range in short words of ours, or in the laboratory's own.
#[must_use]
pub fn range(range: &Range, language: Option<&LanguageTag>) -> Option<Words> {
    let own = || Some(quoted(range.text.as_deref()?, language));
    let told = || Words::joined(range.told.iter().map(|range| told(range, language)), "; ");
    let words = wording::range(range).map(Words::from).or_else(own).unwrap_or_else(told);
    (!words.is_missing()).then_some(words)
}

/// A range with the condition it holds under.
fn told(range: &ToldRange, language: Option<&LanguageTag>) -> Words {
    let ToldRange { low, high, text: own, holds_for, age } = range;
    let limits =
        own.as_deref().map_or_else(|| between(low.as_ref(), high.as_ref()).into(), |own| quoted(own, language));
    let age = age.as_ref().map(|age| between(age.low.as_ref(), age.high.as_ref()).into());
    let who = list(holds_for.iter().map(|words| quoted(words, language)).chain(age));
    if who.is_missing() {
        return limits;
    }
    let [first, second] = Words::PLACES;
    Words::within(&text!(record.result.range_for, range = first, who = second), [limits, who])
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use salus_protocol::record::{AgeRange, PartFound};

    use super::*;
    use crate::texts::{embedded, speak};

    fn lang(language: &str, reader: Locale) -> Option<String> {
        foreign(Some(&LanguageTag::parse(language).unwrap()), reader)
    }

    #[test]
    fn words_in_another_language_than_the_readers_say_which() {
        assert_eq!(lang("en", Locale::Ar).as_deref(), Some("en"));
        assert_eq!(lang("pt-BR", Locale::Es).as_deref(), Some("pt-BR"));
        assert_eq!(lang("en", Locale::Accented).as_deref(), Some("en"), "nobody speaks the language of the tests");
    }

    #[test]
    fn words_in_the_readers_language_say_nothing_whatever_the_country() {
        assert_eq!(lang("ar", Locale::Ar), None);
        assert_eq!(lang("en-US", Locale::En), None);
        assert_eq!(foreign(None, Locale::Fr), None);
    }

    #[test]
    fn what_the_source_gives_as_a_code_is_said_in_the_readers_language() {
        let panel = Value::Panel {
            parts: vec![
                PartFound { name: Term::Known(Test::Hemoglobin), value: Value::YesNo { yes: true } },
                PartFound { name: "Farbe".into(), value: Value::Text { text: "gelb".into() } },
            ],
        };
        let absent = Value::Absent { reason: Some(Term::Known(Absence::NotDone)) };
        assert_eq!(value(&panel, None).plain(), "Hemoglobin Yes, Farbe gelb");
        assert_eq!(value(&absent, None).plain(), "No value. Reason: not done");
        assert!(speak(Locale::Fr, false, embedded(Locale::Fr, false)));
        assert_eq!(value(&panel, None).plain(), "Hémoglobine\u{a0}: Oui, Farbe\u{a0}: gelb");
        assert_eq!(value(&absent, None).plain(), "Pas de valeur. Raison\u{a0}: non fait");
    }

    #[test]
    fn a_range_says_for_whom_it_holds() {
        let measure = |figure: &str, unit: &str| Some(Measure { figure: figure.into(), unit: unit.into() });
        let told = ToldRange {
            low: None,
            high: measure("16", "mg/L"),
            text: None,
            holds_for: vec!["female".into()],
            age: Some(AgeRange { low: measure("18", "a"), high: None }),
        };
        let range_of = |told| Range { low: None, high: None, text: None, told };
        let said = range(&range_of(vec![told]), None).map(|words| words.plain());
        assert_eq!(said.as_deref(), Some("up to 16 mg/L (female, from 18 years)"));
        assert_eq!(range(&range_of(Vec::new()), None), None);
    }

    #[test]
    fn a_list_keeps_the_language_of_each_of_its_words() {
        let arabic = || Words::quoted("بنسلين", Some("ar".to_owned()));
        assert_eq!(list([arabic(), Words::quoted("Latex", None)]).plain(), "بنسلين, Latex");
        assert!(list([]).is_missing());
    }
}
