//! Which languages and areas there are, and what the grammar of a language needs.

/// The languages of the portal, the first one being the one that the others are compared with. A new language is a folder in
/// `locales/`, its tag here, its plural forms in [`forms_of`] and its variant in the portal's `Locale`.
pub const LANGUAGES: [&str; 4] = ["en", "ar", "fr", "es"];

/// One file for each area of the portal, in the order in which a patient meets them.
pub const AREAS: [&str; 19] = [
    "shell",
    "common",
    "dates",
    "errors",
    "sign_in",
    "activation",
    "home",
    "record",
    "tests",
    "messages",
    "feedback",
    "access",
    "security",
    "preferences",
    "accessibility",
    "protection",
    "recovery",
    "access_help",
    "team",
];

/// Areas that few people open, or few at a time: their texts come last, and a finished portal loads them in a file of their own
/// when the first page that needs them is opened. A text of theirs is said nowhere else.
pub const RARE: [&str; 7] =
    ["activation", "security", "accessibility", "protection", "recovery", "access_help", "team"];

/// Whether a key (`team.inbox_title`) is one of a rare area.
#[must_use]
pub fn is_rare(key: &str) -> bool {
    key.split_once('.').is_some_and(|(area, _)| RARE.contains(&area))
}

/// The plural forms that every plural text of a language must have, and those that it may have besides (CLDR, plural rules
/// for cardinal numbers).
#[must_use]
pub fn forms_of(language: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match language {
        "ar" => (&["zero", "one", "two", "few", "many", "other"], &[]),
        // `many` is for a million and more.
        "fr" | "es" => (&["one", "other"], &["many"]),
        _ => (&["one", "other"], &[]),
    }
}
