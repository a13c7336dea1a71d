//! Reads the catalogues and holds the languages against each other.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Map, Value};

use super::{AREAS, Catalogues, Entry, FORMS, Faults, LANGUAGES, Text, Texts, forms_of};

impl Catalogues {
    /// Reads `locales/`.
    ///
    /// # Errors
    /// [`Faults`]: files that cannot be read, keys or places that only some languages have, plural forms that are missing
    /// or unknown, easy texts for keys that do not exist.
    pub fn read(folder: &Path) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut languages = BTreeMap::new();
        for language in LANGUAGES {
            let home = folder.join(language);
            let plain = texts_in(&home, language, true, &mut faults);
            let easier = texts_in(&home.join("easy"), language, false, &mut faults);
            for key in easier.keys().filter(|key| !plain.contains_key(*key)) {
                faults.push(format!("{language}: easy text for the unknown key {key}"));
            }
            for (key, easy) in &easier {
                // An easy text may say less, but cannot know more.
                if plain.get(key).is_some_and(|entry| !easy.places().is_subset(&entry.places())) {
                    faults.push(format!("{language}: the easy text {key} has a place that the plain one has not"));
                }
                if plain.get(key).is_some_and(|entry| entry.height() != easy.height()) {
                    faults
                        .push(format!("{language}: the easy text {key} must have plural forms just as the plain one"));
                }
            }
            let mut easy = plain.clone();
            easy.extend(easier);
            languages.insert(language.to_owned(), (plain, easy));
        }
        compare(&languages, &mut faults);
        if faults.is_empty() { Ok(Self { languages }) } else { Err(Faults { faults }) }
    }
}

/// All texts of a folder. Where the catalogue is not the whole one, areas may be missing.
fn texts_in(folder: &Path, language: &str, whole: bool, faults: &mut Vec<String>) -> Texts {
    let mut texts = Texts::new();
    for area in AREAS {
        let file = folder.join(area).with_extension("json");
        if !whole && !file.is_file() {
            continue;
        }
        let read = fs::read_to_string(&file).map_err(|error| error.to_string());
        match read.and_then(|text| serde_json::from_str::<Map<String, Value>>(&text).map_err(|error| error.to_string()))
        {
            Ok(values) => collect(area, &values, language, &mut texts, faults),
            Err(error) => faults.push(format!("{language}: {area}.json: {error}")),
        }
    }
    texts
}

/// Takes the texts of an object, key by key.
fn collect(above: &str, values: &Map<String, Value>, language: &str, texts: &mut Texts, faults: &mut Vec<String>) {
    for (name, value) in values {
        let key = format!("{above}.{name}");
        match value {
            Value::String(source) => match Text::parse(source) {
                Ok(text) => {
                    texts.insert(key, Entry::Plain(text));
                }
                Err(fault) => faults.push(format!("{language}: {key} {fault}")),
            },
            Value::Object(forms) if forms.keys().all(|form| FORMS.contains(&form.as_str())) => {
                texts.insert(key.clone(), plural(&key, forms, language, faults));
            }
            Value::Object(deeper) => collect(&key, deeper, language, texts, faults),
            _ => faults.push(format!("{language}: {key} is no text")),
        }
    }
}

/// The plural forms of one text.
fn plural(key: &str, values: &Map<String, Value>, language: &str, faults: &mut Vec<String>) -> Entry {
    let (needed, possible) = forms_of(language);
    for form in needed.iter().filter(|form| !values.contains_key(**form)) {
        faults.push(format!("{language}: {key} has no plural form `{form}`"));
    }
    let mut forms = BTreeMap::new();
    for (form, value) in values {
        if !needed.contains(&form.as_str()) && !possible.contains(&form.as_str()) {
            faults.push(format!("{language}: {key} has the plural form `{form}`, which the language does not use"));
        }
        match value.as_str().ok_or("is no text").and_then(Text::parse) {
            Ok(text) => {
                forms.insert(form.clone(), text);
            }
            Err(fault) => faults.push(format!("{language}: {key}.{form} {fault}")),
        }
    }
    Entry::Plural(forms)
}

/// Holds each language against the first.
fn compare(languages: &BTreeMap<String, (Texts, Texts)>, faults: &mut Vec<String>) {
    let Some((first, _)) = languages.get(LANGUAGES[0]) else { return };
    for (language, (texts, _)) in languages {
        for key in first.keys().filter(|key| !texts.contains_key(*key)) {
            faults.push(format!("{language}: {key} is missing"));
        }
        for (key, entry) in texts {
            match first.get(key) {
                None => faults.push(format!("{language}: {key} is unknown in {}", LANGUAGES[0])),
                Some(other) if other.height() != entry.height() => {
                    faults.push(format!("{language}: {key} has plural forms in one language and none in the other"));
                }
                Some(other) if other.places() != entry.places() => faults.push(format!(
                    "{language}: {key} has the places {:?} and should have {:?}",
                    entry.places(),
                    other.places()
                )),
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may say what is not as it should be")]

    use super::*;

    fn texts(json: &str, language: &str) -> (Texts, Vec<String>) {
        let (mut texts, mut faults) = (Texts::new(), Vec::new());
        collect("a", &serde_json::from_str(json).unwrap(), language, &mut texts, &mut faults);
        (texts, faults)
    }

    fn compared(first: &str, other: &str) -> Vec<String> {
        let (first, _) = texts(first, "en");
        let (other, _) = texts(other, "fr");
        let mut faults = Vec::new();
        let languages = [("en", first), ("fr", other)];
        compare(&languages.map(|(tag, texts)| (tag.to_owned(), (texts.clone(), texts))).into(), &mut faults);
        faults
    }

    #[test]
    fn a_missing_key_and_an_unknown_one_are_named() {
        let faults = compared(r#"{"b": "x", "c": "y"}"#, r#"{"b": "x", "d": "z"}"#);
        assert_eq!(faults, ["fr: a.c is missing", "fr: a.d is unknown in en"]);
    }

    #[test]
    fn another_place_is_named() {
        let faults = compared(r#"{"b": "{{ name }} x"}"#, r#"{"b": "{{ nom }} x"}"#);
        assert_eq!(faults.len(), 1, "{faults:?}");
    }

    #[test]
    fn a_plural_form_may_leave_the_count_out() {
        let english = r#"{"b": {"one": "{{ count }} day", "other": "{{ count }} days"}}"#;
        assert_eq!(compared(english, r#"{"b": {"one": "un jour", "other": "plusieurs jours"}}"#), Vec::<String>::new());
    }

    #[test]
    fn the_plural_forms_of_a_language_are_all_there_and_no_others() {
        let (_, faults) = texts(r#"{"b": {"one": "x", "other": "y"}}"#, "ar");
        assert_eq!(faults.len(), 4, "{faults:?}");
        let (_, faults) = texts(r#"{"b": {"one": "x", "two": "y", "other": "z"}}"#, "en");
        assert_eq!(faults, ["en: a.b has the plural form `two`, which the language does not use"]);
    }
}
