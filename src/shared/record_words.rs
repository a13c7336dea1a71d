//! Words of the record among ours: they keep the language in which they were written.

use leptos::prelude::*;
use salus_protocol::{
    record::{Range, Term, Value, VisitKind},
    words::LanguageTag,
};

use crate::{
    components::Words,
    session::Here,
    shared::wording,
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
pub fn value(value: &Value, language: Option<&LanguageTag>) -> Words {
    match value {
        Value::Quantity { figure, unit } => wording::with_unit(figure, unit).into(),
        Value::Text { text } | Value::Parts { text } => quoted(text, language),
        Value::Absent { reason: Some(reason) } => {
            let [place, _] = Words::PLACES;
            Words::within(&text!(record.result.absent_reason, reason = place), [quoted(reason, language)])
        }
        Value::Absent { reason: None } => text!(record.result.absent).into(),
    }
}

/// A range in short words of ours, or in the laboratory's own.
#[must_use]
pub fn range(range: &Range, language: Option<&LanguageTag>) -> Option<Words> {
    let told = || Some(quoted(range.text.as_deref()?, language));
    wording::range(range).map(Words::from).or_else(told)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

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
    fn a_list_keeps_the_language_of_each_of_its_words() {
        let arabic = || Words::quoted("بنسلين", Some("ar".to_owned()));
        assert_eq!(list([arabic(), Words::quoted("Latex", None)]).plain(), "بنسلين, Latex");
        assert!(list([]).is_missing());
    }
}
