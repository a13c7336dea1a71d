//! What holds for all languages: the same keys, the same places, the plural forms that the language has, and no leftovers.

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, Entry, flat};

/// The plural categories of a language that has a catalogue: those it must have, those it may have, and those that stand for one
/// number only, whose text may say the number in words. From the Unicode CLDR, plural rules for whole numbers.
struct Plurals {
    must: &'static [&'static str],
    may: &'static [&'static str],
    single: &'static [&'static str],
}

fn plurals(language: &str) -> Plurals {
    match language {
        "en" => Plurals { must: &["one", "other"], may: &[], single: &["one"] },
        "es" => Plurals { must: &["one", "other"], may: &["many"], single: &["one"] },
        // one is 0 and 1
        "fr" => Plurals { must: &["one", "other"], may: &["many"], single: &[] },
        "ar" => {
            Plurals { must: &["zero", "one", "two", "few", "many", "other"], may: &[], single: &["zero", "one", "two"] }
        }
        _ => panic!("the plural rules of {language} are not written down yet"),
    }
}

/// Texts that are the same in English and in a translation. `*` is every language.
const SAME: [(&str, &[&str]); 3] = [
    ("*", &["Salus"]),
    ("es", &["Error: {{ title }}", "No"]),
    (
        "fr",
        &[
            "Allergies",
            "Calcium",
            "Conversation",
            "Conversations",
            "Date",
            "Dose {{ dose }}",
            "{{ count }} minute {{ moment }}",
            "{{ count }} minutes {{ moment }}",
            "Messages",
            "Potassium",
            "Prostate",
            "Sodium",
            "minutes",
        ],
    ),
];

/// Where a language differs from English in keys, places or plural forms.
pub(crate) fn differences(english: &Catalogue, other: &Catalogue, language: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    found.extend(english.keys().filter(|key| !other.contains_key(*key)).map(|key| format!("{key} is missing")));
    found.extend(other.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("{key} is not in English")));
    for (key, entry) in other {
        if let Some(original) = english.get(key) {
            found.extend(unlike(original, entry, language).into_iter().map(|what| format!("{key} {what}")));
        }
    }
    found
}

/// Where easy texts differ from the plain ones of their language. Easy read may leave texts as they are, never say less.
pub(crate) fn easy_differences(plain: &Catalogue, easy: &Catalogue, language: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (key, entry) in easy {
        match plain.get(key) {
            None => found.push(format!("{key} is not a plain text")),
            Some(original) if original == entry => found.push(format!("{key} is the plain text again")),
            Some(original) => {
                found.extend(unlike(original, entry, language).into_iter().map(|what| format!("{key} {what}")))
            }
        }
    }
    found
}

/// The texts of a language that are the English ones.
pub(crate) fn left_over(english: &Catalogue, other: &Catalogue, language: &str) -> Vec<String> {
    let same = |text: &str| SAME.iter().any(|(whose, words)| ["*", language].contains(whose) && words.contains(&text));
    let spoken = |text: &str| places_and_rest(text).1.chars().any(char::is_alphabetic);
    let mut found = Vec::new();
    for (key, entry) in other {
        let originals: BTreeSet<&str> =
            english.get(key).into_iter().flat_map(Entry::forms).map(|(_, text)| text).collect();
        for (_, text) in entry.forms().filter(|(_, text)| originals.contains(text) && spoken(text) && !same(text)) {
            found.push(format!("{key}: {text}"));
        }
    }
    found
}

/// Latin words in a text of a language that is written in other letters. Signs such as LDL, B12 and HbA1c are the same everywhere.
pub(crate) fn latin(text: &str) -> Vec<String> {
    let (_, rest) = places_and_rest(text);
    let words = rest.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 2 && *word != "Salus");
    words.filter(|word| word.chars().skip(1).all(|c| c.is_ascii_lowercase())).map(str::to_owned).collect()
}

/// Slips of the keyboard in a text.
pub(crate) fn untidy(text: &str) -> Vec<String> {
    let rest = places_and_rest(text).1;
    let slips = [
        (text.is_empty(), "is empty"),
        (text.trim() != text, "begins or ends with a space"),
        (text.contains("  "), "has two spaces"),
        (text.contains(['\n', '\t', '\r']), "has a line break or a tab"),
        (text.contains(" .") || text.contains(" ,"), "has a space before a full stop or a comma"),
        (rest.contains(['{', '}']), "has a place that is not written {{ name }}"),
        (
            text.contains([
                '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{feff}',
            ]),
            "has a hidden sign of direction",
        ),
    ];
    slips.iter().filter(|(slip, _)| *slip).map(|(_, what)| (*what).to_owned()).collect()
}

/// What one entry has otherwise than the entry that it stands for.
fn unlike(original: &Entry, entry: &Entry, language: &str) -> Vec<String> {
    let places =
        |entry: &Entry| entry.forms().flat_map(|(_, text)| places_and_rest(text).0).collect::<BTreeSet<String>>();
    let wanted = places(original);
    let mut found = Vec::new();
    match (original, entry) {
        (Entry::Text(_), Entry::Text(_)) => {}
        (Entry::Plural(_), Entry::Plural(forms)) => {
            let Plurals { must, may, .. } = plurals(language);
            found.extend(
                must.iter().filter(|form| !forms.contains_key(**form)).map(|form| format!("has no form `{form}`")),
            );
            let known = |form: &str| must.contains(&form) || may.contains(&form);
            found.extend(forms.keys().filter(|form| !known(form)).map(|form| format!("has a form `{form}` too many")));
        }
        (Entry::Text(_), Entry::Plural(_)) => found.push("has plural forms, the other has none".to_owned()),
        (Entry::Plural(_), Entry::Text(_)) => found.push("has no plural forms".to_owned()),
    }
    for (form, text) in entry.forms() {
        let here = places_and_rest(text).0;
        let without_number = !form.is_empty() && plurals(language).single.contains(&form);
        let left_out = wanted.difference(&here).filter(|place| !(without_number && *place == "count"));
        found.extend(left_out.map(|place| format!("{form} leaves out {{{{ {place} }}}}")));
        found.extend(here.difference(&wanted).map(|place| format!("{form} has {{{{ {place} }}}} too many")));
    }
    found
}

/// The names of the places in a text, and the text without them.
fn places_and_rest(text: &str) -> (BTreeSet<String>, String) {
    let (mut places, mut rest, mut open) = (BTreeSet::new(), String::new(), text);
    while let Some((before, after)) = open.split_once("{{ ") {
        let Some((name, after)) = after.split_once(" }}") else { break };
        rest.push_str(before);
        places.insert(name.to_owned());
        open = after;
    }
    rest.push_str(open);
    (places, rest)
}

#[test]
fn a_missing_key_a_lost_place_and_a_wrong_plural_are_found() {
    let english = flat(
        "a",
        &serde_json::json!({
            "gone": "Gone",
            "hello": "Hello {{ name }}",
            "days": { "one": "{{ count }} day", "other": "{{ count }} days" },
        }),
    );
    let arabic = flat(
        "a",
        &serde_json::json!({
            "hello": "مرحبا {{ nom }}",
            "new": "جديد",
            "days": { "zero": "لا أيام", "one": "يوم", "two": "يومان", "few": "أيام", "other": "{{ count }} يوم" },
        }),
    );
    let found = differences(&english, &arabic, "ar");
    let expected = [
        "a.gone is missing",
        "a.new is not in English",
        "a.days has no form `many`",
        "a.days few leaves out {{ count }}",
        "a.hello  leaves out {{ name }}",
        "a.hello  has {{ nom }} too many",
    ];
    assert_eq!(found, expected);
    assert!(differences(&english, &english, "en").is_empty());
    assert_eq!(differences(&english, &english, "fr").len(), 0);
}

#[test]
fn an_easy_text_without_a_plain_one_or_like_it_is_found() {
    let plain = flat("a", &serde_json::json!({ "one": "First", "two": "Second of {{ count }}" }));
    let easy = flat("a", &serde_json::json!({ "one": "First", "two": "Second", "three": "Third" }));
    let expected = ["a.one is the plain text again", "a.three is not a plain text", "a.two  leaves out {{ count }}"];
    assert_eq!(easy_differences(&plain, &easy, "en"), expected);
}

#[test]
fn a_text_that_stayed_english_is_found() {
    let english = flat("a", &serde_json::json!({ "app": "Salus", "save": "Save", "pair": "{{ a }}/{{ b }}" }));
    assert_eq!(left_over(&english, &english, "fr"), ["a.save: Save"]);
}

#[test]
fn a_latin_word_among_arabic_ones_is_found() {
    assert_eq!(latin("افتح Security الآن"), ["Security"]);
    assert!(latin("اختبار LDL و HbA1c في Salus، {{ name }}").is_empty());
}

#[test]
fn slips_of_the_keyboard_are_found() {
    for bad in
        ["", " Save", "Save\u{a0}", "Save  it", "Save\nit", "Save .", "Hello {{name}}", "Hello { name }", "\u{200f}نعم"]
    {
        assert_eq!(untidy(bad).len(), 1, "{bad:?}: {:?}", untidy(bad));
    }
    assert!(untidy("Hello {{ name }}").is_empty());
}
