//! The words of mails, one file for each language, carried in the program and read once.

use std::{collections::BTreeMap, sync::LazyLock};

use salus_protocol::preferences::Language;
use serde::Deserialize;

use super::notice::{Kind, Next};

/// All words of mails in one language. A place is a name in braces, such as `{practice}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The first line.
    pub hello: String,
    /// When it happened: `{when}`.
    pub when: String,
    /// In which browser: `{browser}`.
    pub browser: String,
    /// A browser on a system: `{browser}`, `{system}`.
    pub browser_on_system: String,
    /// A browser that does not tell its name.
    pub browser_unknown: String,
    /// How to reach the practice, where its number is known: `{telephone}`.
    pub call: String,
    /// The same without a number.
    pub call_practice: String,
    /// That nobody reads answers.
    pub automatic: String,
    /// What to do if it was not the reader. `stop` names the `{link}`.
    pub next: BTreeMap<Next, String>,
    /// What happened.
    pub mails: BTreeMap<Kind, Words>,
}

/// The words of one kind of mail.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The subject, with `{practice}`.
    pub subject: String,
    /// What happened.
    pub body: String,
}

static ALL: LazyLock<BTreeMap<&'static str, Texts>> = LazyLock::new(|| {
    [
        ("en", include_str!("../../mails/en.json")),
        ("ar", include_str!("../../mails/ar.json")),
        ("fr", include_str!("../../mails/fr.json")),
        ("es", include_str!("../../mails/es.json")),
    ]
    .into_iter()
    .filter_map(|(tag, text)| Some((tag, serde_json::from_str(text).ok()?)))
    .collect()
});

/// The words in a language.
///
/// # Errors
/// [`NoWords`] if the file of this language is not in order.
pub fn texts(language: Language) -> Result<&'static Texts, NoWords> {
    ALL.get(language.tag()).ok_or(NoWords(language.tag()))
}

/// Makes sure that the words of all languages are there, before anything is promised.
///
/// # Errors
/// [`NoWords`] if a file is not in order or a mail has no words in it.
pub fn check() -> Result<(), NoWords> {
    for language in Language::ALL {
        let texts = texts(language)?;
        let complete = Kind::ALL.iter().all(|kind| texts.mails.contains_key(kind))
            && Next::ALL.iter().all(|next| texts.next.contains_key(next));
        if !complete {
            return Err(NoWords(language.tag()));
        }
    }
    Ok(())
}

/// A language whose words are not in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the words of mails in {0} are not in order")]
pub struct NoWords(&'static str);

impl NoWords {
    /// Of this language.
    pub(super) fn of(language: Language) -> Self {
        Self(language.tag())
    }
}

/// Puts values into the places of a text, each once: a value that looks like a place stays as it is.
#[must_use]
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        out.push_str(before);
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            out.push_str(value);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    fn file(language: Language) -> Value {
        let text = match language {
            Language::En => include_str!("../../mails/en.json"),
            Language::Ar => include_str!("../../mails/ar.json"),
            Language::Fr => include_str!("../../mails/fr.json"),
            Language::Es => include_str!("../../mails/es.json"),
        };
        serde_json::from_str(text).unwrap()
    }

    /// Each text by its path, with the places in it.
    fn places(value: &Value, path: &str, found: &mut Vec<(String, BTreeSet<String>)>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    places(value, &format!("{path}.{name}"), found);
                }
            }
            Value::String(text) => {
                let names = text.split('{').skip(1).map(|part| part.split('}').next().unwrap().to_owned());
                found.push((path.to_owned(), names.collect()));
            }
            other => panic!("{path} is {other}"),
        }
    }

    fn all_places(language: Language) -> Vec<(String, BTreeSet<String>)> {
        let mut found = Vec::new();
        places(&file(language), "", &mut found);
        found.sort();
        found
    }

    #[test]
    fn every_language_has_the_words_of_every_mail() {
        assert_eq!(check(), Ok(()));
        for language in Language::ALL {
            let texts = texts(language).unwrap();
            assert_eq!((texts.mails.len(), texts.next.len()), (Kind::ALL.len(), Next::ALL.len()));
        }
    }

    #[test]
    fn all_languages_have_the_same_keys_and_places() {
        let english = all_places(Language::En);
        for language in [Language::Ar, Language::Fr, Language::Es] {
            assert_eq!(all_places(language), english, "{}", language.tag());
        }
    }

    #[test]
    fn every_place_is_one_that_letters_fill() {
        let known = ["practice", "when", "browser", "system", "telephone", "link", "code", "opens"];
        for (path, names) in all_places(Language::En) {
            assert!(names.iter().all(|name| known.contains(&name.as_str())), "{path}: {names:?}");
        }
    }

    #[test]
    fn no_mail_shouts_and_no_two_languages_say_the_same() {
        for language in Language::ALL {
            let text = file(language).to_string();
            assert!(!text.contains(['!', '¡']), "{}", language.tag());
        }
        let english = texts(Language::En).unwrap();
        for language in [Language::Ar, Language::Fr, Language::Es] {
            for (kind, words) in &texts(language).unwrap().mails {
                assert_ne!(words.body, english.mails[kind].body, "{} {kind:?}", language.tag());
            }
        }
    }

    #[test]
    fn every_subject_names_the_practice_and_nothing_secret() {
        for language in Language::ALL {
            for (kind, words) in &texts(language).unwrap().mails {
                assert!(words.subject.contains("{practice}"), "{kind:?}");
                assert!(!words.subject.contains("{code}"), "{kind:?}: locked screens show subjects");
            }
        }
    }

    #[test]
    fn a_value_that_looks_like_a_place_stays_as_it_is() {
        let values = [("practice", "{code} & Sons"), ("code", "1234")];
        assert_eq!(filled("From {practice}: {code}.", &values), "From {code} & Sons: 1234.");
        assert_eq!(filled("{nothing} left", &values), " left");
        assert_eq!(filled("an open {brace", &values), "an open {brace");
    }
}
