//! A story that can be played with: knobs for its main props, kept in the address as `knob.kind=quiet`.

use leptos::prelude::AnyView;
use salus_portal::texts::{self, Locale};

use crate::words::say;

/// What a story does with the knobs.
pub struct Live {
    /// The knobs.
    pub knobs: &'static [Knob],
    /// Draws the story as the knobs are set.
    pub render: fn(&Values) -> AnyView,
}

impl Live {
    /// The values of all knobs, where `set` is what the address says.
    #[must_use]
    pub fn values(&self, set: &[(String, String)]) -> Values {
        let value = |knob: &'static Knob| {
            let set = set.iter().find(|(name, _)| name == knob.id).map(|(_, value)| value.clone());
            (knob, set.unwrap_or_else(|| knob.default(texts::locale())))
        };
        Values(self.knobs.iter().map(value).collect())
    }
}

/// One thing that can be changed.
#[derive(Debug)]
pub struct Knob {
    /// Its name in the address: that of the prop.
    pub id: &'static str,
    /// What it is called on the screen.
    pub label: &'static str,
    /// What can be set.
    pub kind: KnobKind,
}

/// What can be set on a knob.
#[derive(Debug)]
pub enum KnobKind {
    /// Words; the English and the Arabic ones it begins with.
    Words(&'static str, &'static str),
    /// Yes or no, and which at first.
    Switch(bool),
    /// One of these words; the first at first.
    Choice(&'static [&'static str]),
    /// A number from, to, and at first.
    Number(i32, i32, i32),
}

impl Knob {
    /// A knob for words.
    pub(crate) const fn words(
        id: &'static str,
        label: &'static str,
        english: &'static str,
        arabic: &'static str,
    ) -> Self {
        Self { id, label, kind: KnobKind::Words(english, arabic) }
    }

    /// A knob for yes or no.
    pub(crate) const fn switch(id: &'static str, label: &'static str, on: bool) -> Self {
        Self { id, label, kind: KnobKind::Switch(on) }
    }

    /// A knob for one of a few words.
    pub(crate) const fn choice(id: &'static str, label: &'static str, words: &'static [&'static str]) -> Self {
        Self { id, label, kind: KnobKind::Choice(words) }
    }

    /// A knob for a number.
    pub(crate) const fn number(id: &'static str, label: &'static str, from: i32, to: i32, first: i32) -> Self {
        Self { id, label, kind: KnobKind::Number(from, to, first) }
    }

    /// What holds when the address does not say, for a story in this language.
    #[must_use]
    pub fn default(&self, language: Locale) -> String {
        match self.kind {
            KnobKind::Words(_, arabic) if language == Locale::Ar => arabic.to_owned(),
            KnobKind::Words(english, arabic) => say(english, arabic).to_owned(),
            KnobKind::Switch(on) => if on { "on" } else { "off" }.to_owned(),
            KnobKind::Choice(words) => words.first().copied().unwrap_or_default().to_owned(),
            KnobKind::Number(.., first) => first.to_string(),
        }
    }
}

/// The values of the knobs of a story.
pub struct Values(Vec<(&'static Knob, String)>);

impl Values {
    fn get(&self, id: &str) -> Option<&(&'static Knob, String)> {
        self.0.iter().find(|(knob, _)| knob.id == id)
    }

    /// The words on a knob.
    #[must_use]
    pub fn words(&self, id: &str) -> String {
        self.get(id).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The words on a knob, none for empty ones.
    #[must_use]
    pub fn some_words(&self, id: &str) -> Option<String> {
        Some(self.words(id)).filter(|words| !words.is_empty())
    }

    /// Whether a knob is on.
    #[must_use]
    pub fn on(&self, id: &str) -> bool {
        self.get(id).is_some_and(|(_, value)| value == "on")
    }

    /// The number on a knob.
    #[must_use]
    pub fn number(&self, id: &str) -> i32 {
        let Some((knob, value)) = self.get(id) else { return 0 };
        let KnobKind::Number(from, to, first) = knob.kind else { return 0 };
        value.parse().unwrap_or(first).clamp(from, to)
    }

    /// What belongs to the word that was chosen: `all` stands in the order of the words, the first for an unknown word.
    #[must_use]
    pub fn choose<T: Copy, const N: usize>(&self, id: &str, all: [T; N]) -> T {
        const { assert!(N > 0, "there is something to choose from") };
        let place = self.get(id).and_then(|(knob, value)| match knob.kind {
            KnobKind::Choice(words) => words.iter().position(|word| word == value),
            _ => None,
        });
        *place.and_then(|place| all.get(place)).unwrap_or(&all[0])
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::IntoAny;

    use super::{Knob, Live};

    const LIVE: Live = Live {
        knobs: &[
            Knob::choice("kind", "Kind", &["primary", "quiet"]),
            Knob::switch("busy", "Busy", false),
            Knob::number("value", "Value", 0, 10, 7),
            Knob::words("text", "Words", "Send", "أرسل"),
        ],
        render: |_| ().into_any(),
    };

    fn set(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_untouched_knob_has_its_first_value() {
        let values = LIVE.values(&[]);
        assert_eq!(values.choose("kind", [1, 2]), 1);
        assert!(!values.on("busy"));
        assert_eq!(values.number("value"), 7);
        assert_eq!(values.words("text"), "Send");
    }

    #[test]
    fn a_knob_follows_the_address() {
        let values = LIVE.values(&set(&[("kind", "quiet"), ("busy", "on"), ("value", "3"), ("text", "")]));
        assert_eq!(values.choose("kind", [1, 2]), 2);
        assert!(values.on("busy"));
        assert_eq!(values.number("value"), 3);
        assert_eq!(values.some_words("text"), None);
    }

    #[test]
    fn what_a_knob_cannot_be_set_to_changes_nothing() {
        let values = LIVE.values(&set(&[("kind", "loud"), ("value", "many")]));
        assert_eq!(values.choose("kind", [1, 2]), 1);
        assert_eq!(values.number("value"), 7);
        assert_eq!(LIVE.values(&set(&[("value", "99")])).number("value"), 10);
    }
}
