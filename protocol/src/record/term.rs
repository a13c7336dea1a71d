//! Terms: the source's own words, or what a list of ours names, so that the portal can say it in the reader's language.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
    ser::SerializeMap,
};

/// What something is called. On the wire the source's words are a text, and what is known is `{"known": ..}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term<K> {
    /// The source's own words, in the language of their entry.
    Words(String),
    /// One of a list; the portal has words for it in every language.
    Known(K),
}

impl<K> Term<K> {
    /// The source's own words, if it is them.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            Self::Known(_) => None,
        }
    }
}

impl<K> From<String> for Term<K> {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl<K> From<&str> for Term<K> {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl<K: Serialize> Serialize for Term<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Words(words) => serializer.serialize_str(words),
            Self::Known(known) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("known", known)?;
                map.end()
            }
        }
    }
}

impl<'de, K: Deserialize<'de>> Deserialize<'de> for Term<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either(PhantomData))
    }
}

struct Either<K>(PhantomData<K>);

impl<'de, K: Deserialize<'de>> Visitor<'de> for Either<K> {
    type Value = Term<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or a map with the entry `known`")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Term<K>, E> {
        Ok(words.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Term<K>, A::Error> {
        match map.next_key::<String>()?.as_deref() {
            Some("known") => map.next_value().map(Term::Known),
            _ => Err(A::Error::missing_field("known")),
        }
    }
}

/// What kind of visit it was, where the source gives it no name of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    /// A visit, of which the source says no more.
    Visit,
    /// A visit for something that the source names.
    For(String),
    /// A stay in hospital.
    HospitalStay,
    /// A visit in an emergency.
    Emergency,
    /// Somebody came to the patient.
    AtHome,
    /// By phone or video.
    Remote,
}

/// Why there is no value, as HL7 lists it (`DataAbsentReason`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// Nobody knows.
    Unknown,
    /// Nobody asked.
    NotAsked,
    /// The patient did not want to answer.
    Declined,
    /// It is withheld.
    Withheld,
    /// It does not apply to this patient.
    DoesNotApply,
    /// It was not done.
    NotDone,
    /// It may not be shown.
    NotPermitted,
    /// It could not be measured.
    NotMeasured,
}

#[cfg(test)]
mod tests {
    use super::*;

    type Title = Term<VisitKind>;

    #[test]
    fn words_are_a_text_on_the_wire_and_what_is_known_says_so() {
        for (title, wire) in [
            (Title::from("Diabetes review"), r#""Diabetes review""#),
            (Term::Known(VisitKind::HospitalStay), r#"{"known":"hospital_stay"}"#),
            (Term::Known(VisitKind::For("check up".into())), r#"{"known":{"for":"check up"}}"#),
        ] {
            assert_eq!(serde_json::to_string(&title).ok().as_deref(), Some(wire));
            assert_eq!(serde_json::from_str::<Title>(wire).ok(), Some(title));
        }
    }

    #[test]
    fn what_is_neither_is_refused() {
        for wire in ["5", "null", "{}", r#"{"words":"x"}"#, r#"{"known":"a_word_of_tomorrow"}"#, r#"["known"]"#] {
            assert!(serde_json::from_str::<Title>(wire).is_err(), "{wire}");
        }
    }
}
