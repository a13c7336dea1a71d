//! Every text that a person reads, from the catalogues in `locales/`: [`text!`](crate::text) and [`plural!`](crate::plural).
//!
//! The keys and their places are checked when the portal is built. The program itself carries no text: the first file of the
//! reader's language is loaded before anything is drawn ([`crate::client::texts`]), a second one with the rare areas when a page
//! of theirs is opened; or all of it is taken from [`embedded`].

use std::{cell::Cell, fmt::Display};

use salus_protocol::preferences::{Direction, Language};

use crate::browser::clock;

/// What `build.rs` makes of the catalogues: a type for each key.
#[allow(
    missing_docs,
    non_camel_case_types,
    clippy::allow_attributes,
    reason = "keys are named as in the catalogues, which say what each is for"
)]
pub mod catalogue {
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}

/// Where the files are.
mod files {
    include!(concat!(env!("OUT_DIR"), "/files.rs"));

    pub(super) fn address_of(tag: &str, easy: bool) -> Option<[(&'static str, &'static str); 2]> {
        address(tag, easy)
    }

    pub(super) fn whole_of(tag: &str, easy: bool) -> &'static str {
        whole(tag, easy)
    }
}

/// A language in which the portal can speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// English with accents and two fifths longer; for tests and the gallery.
    Accented,
    /// English from right to left; for tests and the gallery.
    Mirrored,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::En, Self::Ar, Self::Fr, Self::Es, Self::Accented, Self::Mirrored];

    /// The language tag (BCP 47), as in the attribute `lang` and in the names of files.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match (self, self.language()) {
            (_, Some(language)) => language.tag(),
            (Self::Mirrored, None) => "ar-XB",
            (_, None) => "en-XA",
        }
    }

    /// The locale with this tag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        matches!(self.written(), Direction::RightToLeft)
    }

    /// The value of the attribute `dir`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        self.written().as_str()
    }

    /// Which way it is written.
    const fn written(self) -> Direction {
        match (self, self.language()) {
            (_, Some(language)) => language.direction(),
            (Self::Mirrored, None) => Direction::RightToLeft,
            (_, None) => Direction::LeftToRight,
        }
    }

    /// The language for the browser's `Intl`.
    #[must_use]
    pub const fn for_intl(self) -> &'static str {
        match self {
            // British order: the day before the month, as most readers of English write it.
            Self::En | Self::Accented | Self::Mirrored => "en-GB",
            Self::Ar => "ar",
            Self::Fr => "fr",
            Self::Es => "es",
        }
    }

    /// The language that the reader can choose; `None` for those that nobody speaks.
    #[must_use]
    pub const fn language(self) -> Option<Language> {
        match self {
            Self::En => Some(Language::En),
            Self::Ar => Some(Language::Ar),
            Self::Fr => Some(Language::Fr),
            Self::Es => Some(Language::Es),
            Self::Accented | Self::Mirrored => None,
        }
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Ar => Self::Ar,
            Language::Fr => Self::Fr,
            Language::Es => Self::Es,
        }
    }
}

/// What the portal says at the moment.
#[derive(Clone, Copy, Default)]
struct Spoken {
    locale: Locale,
    easy: bool,
    lines: Option<&'static [&'static str]>,
}

thread_local! {
    /// Not in a context, because what is said after an answer from the network has none.
    static SPOKEN: Cell<Spoken> = const { Cell::new(Spoken { locale: Locale::En, easy: false, lines: None }) };
}

/// The reader's language, English until [`speak`] has been called.
#[must_use]
pub fn locale() -> Locale {
    SPOKEN.get().locale
}

/// Whether the texts are those for easy read.
#[must_use]
pub fn is_easy() -> bool {
    SPOKEN.get().easy
}

/// Speaks from now on as a file of texts says, the first one of a language or all of it; what is drawn already stays as it is.
/// `false` if the file is not one of this version of the portal: then nothing has changed.
pub fn speak(locale: Locale, easy: bool, file: &str) -> bool {
    if ![catalogue::FIRST_LINES, catalogue::LINES].contains(&file.lines().count()) {
        return false;
    }
    // A person changes the language a few times at most, and every text may be kept for as long as the portal runs.
    let file: &'static str = Box::leak(file.to_owned().into_boxed_str());
    let lines: &'static [&'static str] = Box::leak(file.lines().collect());
    SPOKEN.set(Spoken { locale, easy, lines: Some(lines) });
    true
}

/// Adds the file with the rare areas to what is spoken. `false` if another language is spoken by now, or the file is not one of this
/// version: then nothing has changed.
pub fn add_rare(locale: Locale, easy: bool, file: &str) -> bool {
    let spoken = SPOKEN.get();
    let Some(lines) = spoken.lines.filter(|_| spoken.locale == locale && spoken.easy == easy) else { return false };
    if lines.len() + file.lines().count() != catalogue::LINES {
        return false;
    }
    let file: &'static str = Box::leak(file.to_owned().into_boxed_str());
    let lines: &'static [&'static str] = Box::leak(lines.iter().copied().chain(file.lines()).collect());
    SPOKEN.set(Spoken { lines: Some(lines), ..spoken });
    true
}

/// Whether the rare areas can be spoken, too.
#[must_use]
pub fn has_rare() -> bool {
    // Only a finished portal has files.
    cfg!(not(feature = "split")) || SPOKEN.get().lines.is_some_and(|lines| lines.len() == catalogue::LINES)
}

/// Where the two files of a language are found beside the portal, the first and that of the rare areas, each with the hash of what
/// it must be; `None` for those that are only embedded.
#[must_use]
pub fn address(locale: Locale, easy: bool) -> Option<[(&'static str, &'static str); 2]> {
    files::address_of(locale.tag(), easy)
}

/// The file of a language from inside the program, for tests, the gallery and the server of a developer. A program that
/// calls this carries all languages.
#[must_use]
pub fn embedded(locale: Locale, easy: bool) -> &'static str {
    files::whole_of(locale.tag(), easy)
}

/// A line of the file; for the types of [`catalogue`].
pub(crate) fn line(number: usize) -> &'static str {
    let lines = SPOKEN.get().lines;
    // Only a finished portal waits for its file; everything else begins with English.
    #[cfg(not(feature = "split"))]
    let lines = lines.or_else(|| {
        speak(Locale::En, false, embedded(Locale::En, false));
        SPOKEN.get().lines
    });
    lines.and_then(|lines| lines.get(number)).copied().unwrap_or_default()
}

/// The line with the plural form for a count; for the types of [`catalogue`].
pub(crate) fn plural_line(first: usize, count: u32) -> &'static str {
    let other = first + clock::PluralForm::Other as usize;
    let form = line(first + clock::plural_form(count) as usize);
    // Some languages have a form of their own for numbers that are not met here.
    if form.is_empty() { line(other) } else { form }
}

/// Puts arguments into the places of a text; for the types of [`catalogue`].
///
/// What could run in another direction than the text around it is isolated (Unicode, UAX #9: FSI and PDI), so that an Arabic
/// name in an English sentence, or an e-mail address in an Arabic one, does not tear the sentence apart.
pub(crate) fn fill(text: &str, values: &[&dyn Display]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((number, after)) = after.split_once('}') else { break };
        if let Some(value) = number.parse::<usize>().ok().and_then(|number| values.get(number)) {
            let value = value.to_string();
            let plain = runs_along(&value);
            if plain {
                filled.push_str(&value);
            } else {
                filled.push(isolate_of(&value));
                filled.push_str(&value);
                filled.push('\u{2069}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The sign that begins the isolate of a value. A value that is a sentence of ours made of isolates alone, such as a day and a
/// time, has no letter of its own by which the browser could tell its direction: it runs as the reader's language does (RLI).
fn isolate_of(value: &str) -> char {
    let mut depth = 0_u32;
    let letters = value.chars().filter(|letter| {
        match letter {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ => return depth == 0 && letter.is_alphabetic(),
        }
        false
    });
    let made_of_isolates = value.contains('\u{2068}') && letters.count() == 0;
    if made_of_isolates && locale().is_right_to_left() { '\u{2067}' } else { '\u{2068}' }
}

/// A figure with its unit, or another text of signs, kept in its order in a language from right to left (LRI and PDI).
#[must_use]
pub fn left_to_right(signs: String) -> String {
    if locale().is_right_to_left() { format!("\u{2066}{signs}\u{2069}") } else { signs }
}

/// Whether words run in the direction of the reader's language from end to end.
fn runs_along(words: &str) -> bool {
    // The blocks of Hebrew, Arabic and their neighbours, and their presentation forms.
    let is_right_to_left =
        |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if locale().is_right_to_left() {
        // "120.5" stays bare, so that "120.5/80.1" is one number to the browser and keeps its order.
        let is_number = words.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        is_number || words.chars().all(|letter| letter == ' ' || is_right_to_left(letter))
    } else {
        !words.chars().any(is_right_to_left)
    }
}

/// A text by its area and key, with its arguments: `text!(home.morning, name = person)`.
#[macro_export]
macro_rules! text {
    ($area:ident $(. $key:ident)+ $(,)?) => {
        $crate::texts::catalogue::$area $(:: $key)+ .text()
    };
    ($area:ident $(. $key:ident)+ , $($name:ident = $value:expr),+ $(,)?) => {
        $crate::texts::catalogue::$area $(:: $key)+ { $($name: &$value),+ }.text()
    };
}

/// A text that depends on a count: `plural!(left, common.characters_left)`. The catalogue has one text for each plural
/// form of the language.
#[macro_export]
macro_rules! plural {
    ($count:expr, $area:ident $(. $key:ident)+ $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::texts::catalogue::$area $(:: $key)+ { count: $count, $($name: &$value),* }.plural()
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_arabic() {
        assert!(speak(Locale::Ar, false, embedded(Locale::Ar, false)));
    }

    #[test]
    fn a_text_is_said_with_its_arguments_in_the_order_of_its_places() {
        assert_eq!(text!(common.nav.home), "Home");
        assert_eq!(text!(home.with, name = "Amira Haddad", title = "Review"), "Review with Amira Haddad");
    }

    #[test]
    fn a_file_of_another_version_changes_nothing() {
        assert!(!speak(Locale::Fr, false, "one line\n"));
        assert_eq!(locale(), Locale::En);
        assert_eq!(text!(common.nav.home), "Home");
    }

    #[test]
    fn the_rare_areas_are_added_to_the_language_that_is_spoken() {
        let whole: Vec<&str> = embedded(Locale::Fr, false).lines().collect();
        let (first, rare) = whole.split_at(catalogue::FIRST_LINES);
        let (first, rare) = (first.join("\n"), rare.join("\n"));
        assert!(speak(Locale::Fr, false, &first));
        assert_eq!(text!(common.nav.home), "Accueil");
        assert_eq!(text!(protection.title), "", "it is not here yet");
        assert!(!add_rare(Locale::Ar, false, &rare), "another language");
        assert!(!add_rare(Locale::Fr, false, "one line"), "another version");
        assert!(add_rare(Locale::Fr, false, &rare));
        let added = text!(protection.title);
        assert!(speak(Locale::Fr, false, embedded(Locale::Fr, false)));
        assert_eq!(added, text!(protection.title));
        assert!(!added.is_empty());
    }

    #[test]
    fn an_arabic_name_in_an_english_sentence_is_isolated_and_an_english_one_is_not() {
        assert_eq!(fill("{0} answered", &[&"ليلى"]), "\u{2068}ليلى\u{2069} answered");
        assert_eq!(fill("{0} answered", &[&"José"]), "José answered");
    }

    #[test]
    fn what_is_not_arabic_is_isolated_in_an_arabic_sentence() {
        in_arabic();
        assert_eq!(fill("{0}", &[&"+44 20 7946"]), "\u{2068}+44 20 7946\u{2069}");
        assert_eq!(fill("{0}", &[&"ليلى حداد"]), "ليلى حداد");
        assert_eq!(fill("{0}", &[&12]), "12");
        assert_eq!(fill("{0}/{1}", &[&"120.5", &"80.1"]), "120.5/80.1");
    }

    #[test]
    fn a_day_and_a_time_keep_their_order_within_an_arabic_sentence() {
        in_arabic();
        let moment = fill("{0}، {1}", &[&"23 نوفمبر 2026", &"8:20 ص"]);
        assert!(fill("{0}", &[&moment]).starts_with('\u{2067}'), "the browser would take it for left to right");
        assert!(fill("{0}", &[&"+44 20 7946"]).starts_with('\u{2068}'));
    }

    #[test]
    fn every_language_has_a_file_of_this_version_and_the_invented_ones_none_beside_the_portal() {
        for locale in Locale::ALL {
            for easy in [false, true] {
                assert!(speak(locale, easy, embedded(locale, easy)), "{} ({easy})", locale.tag());
                assert_eq!(address(locale, easy).is_some(), locale.language().is_some());
            }
        }
    }

    #[test]
    fn a_tag_leads_to_its_locale() {
        for locale in Locale::ALL {
            assert_eq!(Locale::of_tag(locale.tag()), Some(locale));
        }
        assert_eq!(Locale::of_tag("de"), None);
    }
}
