//! The portal's own words, from its catalogues, so that a journey follows when a text changes.

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{Mutex, OnceLock, PoisonError},
};

use serde_json::Value;

/// The languages in which journeys are told; the first is the one of [`t`].
pub const LANGUAGES: [&str; 2] = ["en", "ar"];

/// The English text under a key: `t("sign_in.email")` is `email` in `locales/en/sign_in.json`; deeper keys go on with dots.
///
/// # Panics
/// If there is no such text: the journey names a word that the portal does not have.
#[must_use]
pub fn t(key: &str) -> String {
    said_in("en", key)
}

/// The text under a key in a language: `said_in("ar", "sign_in.email")`.
///
/// # Panics
/// If there is no such text, or no such language.
#[must_use]
pub fn said_in(language: &str, key: &str) -> String {
    #[expect(clippy::panic, reason = "a journey with a wrong word cannot go on")]
    find(language, key).unwrap_or_else(|| panic!("the catalogues of `{language}` have no text `{key}`"))
}

/// The English text under a key with its places filled: `tf("feedback.visit", &[("title", "Review"), ("date", "today")])`.
///
/// # Panics
/// If there is no such text.
#[must_use]
pub fn tf(key: &str, places: &[(&str, &str)]) -> String {
    filled(t(key), places)
}

/// A text with its places filled.
#[must_use]
pub fn filled(text: String, places: &[(&str, &str)]) -> String {
    let fill = |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{{ {name} }}}}"), value);
    places.iter().fold(text, fill)
}

/// The part of an English text before its first place, for texts whose values the journey does not know.
///
/// # Panics
/// If there is no such text.
#[must_use]
pub fn beginning(key: &str) -> String {
    t(key).split("{{").next().unwrap_or_default().trim_end().to_owned()
}

fn find(language: &str, key: &str) -> Option<String> {
    static READ: OnceLock<Mutex<HashMap<String, HashMap<String, Value>>>> = OnceLock::new();
    let (area, rest) = key.split_once('.')?;
    let mut read = READ.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    let areas = read.entry(language.to_owned()).or_insert_with(|| catalogues(language));
    let value = rest.split('.').try_fold(areas.get(area)?, |value, part| value.get(part))?;
    value.as_str().map(ToOwned::to_owned)
}

fn catalogues(language: &str) -> HashMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(language);
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let read = |path: &Path| serde_json::from_str(&fs::read_to_string(path).ok()?).ok();
    files
        .filter_map(|file| Some((file.path().file_stem()?.to_string_lossy().into_owned(), read(&file.path())?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_under_its_area_and_its_places_are_filled() {
        assert_eq!(t("common.nav.record"), "Record");
        assert_eq!(tf("common.emergency_call", &[("number", "112")]), "Call 112");
        assert_eq!(beginning("common.emergency_call"), "Call");
    }

    #[test]
    fn every_language_has_its_own_words() {
        let [english, arabic] = LANGUAGES.map(|language| said_in(language, "common.nav.record"));
        assert_ne!(english, arabic);
        assert_eq!(find("en", "common.no.such_text"), None);
    }
}
