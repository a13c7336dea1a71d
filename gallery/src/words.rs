//! Words of the stories in the reader's language: [`say`].

use std::{cell::RefCell, collections::HashMap, fmt::Display};

use salus_catalogue::pseudo;
use salus_portal::texts::{self, Locale};

/// What was made of English once, by the word and whether it is mirrored.
type Made = HashMap<(&'static str, bool), &'static str>;

thread_local! {
    /// Stories take words that live as long as the program, so each is made only once.
    static MADE: RefCell<Made> = RefCell::default();
}

/// Words of a story in English and in Arabic, as the language of the portal's texts wants them. Stories are no catalogue:
/// French and Spanish readers see English here, and their own language on the whole pages. The two languages that nobody
/// speaks are made of the English words.
#[must_use]
pub fn say(english: &'static str, arabic: &'static str) -> &'static str {
    let (mirrored, make): (_, fn(&str) -> String) = match texts::locale() {
        Locale::Ar => return arabic,
        Locale::En | Locale::Fr | Locale::Es => return english,
        Locale::Accented => (false, pseudo::accented),
        Locale::Mirrored => (true, pseudo::mirrored),
    };
    MADE.with_borrow_mut(|made| {
        *made.entry((english, mirrored)).or_insert_with(|| Box::leak(make(english).into_boxed_str()))
    })
}

/// Words of a story with a value at `{}`.
#[must_use]
pub fn say_with(english: &'static str, arabic: &'static str, value: impl Display) -> String {
    say(english, arabic).replace("{}", &value.to_string())
}

#[cfg(test)]
mod tests {
    use salus_portal::texts::{self, Locale};

    use super::say;

    fn said_in(language: Locale) -> &'static str {
        assert!(texts::speak(language, false, texts::embedded(language, false)));
        say("Send", "أرسل")
    }

    #[test]
    fn a_value_stands_where_its_place_is() {
        said_in(Locale::Accented);
        assert!(super::say_with("{} left", "بقي {}", 12).starts_with("12 "));
    }

    #[test]
    fn words_are_those_of_the_language() {
        assert_eq!(said_in(Locale::Ar), "أرسل");
        assert_eq!(said_in(Locale::Fr), "Send");
        assert_eq!(said_in(Locale::En), "Send");
    }

    #[test]
    fn the_languages_that_nobody_speaks_are_made_of_the_english_words() {
        assert_ne!(said_in(Locale::Accented), "Send");
        assert!(said_in(Locale::Mirrored).contains("Send"));
        assert_ne!(said_in(Locale::Mirrored), "Send");
    }
}
