//! Which languages and areas there are, and what the grammar of a language needs.

/// The languages of the portal, the first one being the one that the others are compared with. A new language is a folder in
/// `locales/`, its tag here, its plural forms in [`forms_of`] and its variant in the portal's `Locale`.
pub const LANGUAGES: [&str; 4] = ["en", "ar", "fr", "es"];

/// One file for each area of the portal, in the order in which a patient meets them.
pub const AREAS: [&str; 18] = [
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
    "security",
    "preferences",
    "accessibility",
    "protection",
    "recovery",
    "access_help",
    "team",
];

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
