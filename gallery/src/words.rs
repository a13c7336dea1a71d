//! Words of the stories in the reader's language: [`say`].

use std::{cell::Cell, cell::RefCell, collections::HashMap};

use crate::address::Language;

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::En) };
    /// What was made of English once. Stories take words that live as long as the program.
    static MADE: RefCell<HashMap<(Language, &'static str), &'static str>> = RefCell::default();
}

/// Speaks a language from now on.
pub fn speak(language: Language) {
    LANGUAGE.set(language);
}

/// The language of what is drawn now.
#[must_use]
pub fn language() -> Language {
    LANGUAGE.get()
}

/// Words of a story in English and in Arabic. Stories are no catalogue: French and Spanish readers see English here and
/// their own language on the whole pages. The two invented languages are made of the English words.
#[must_use]
pub fn say(english: &'static str, arabic: &'static str) -> &'static str {
    let language = language();
    let make: fn(&str) -> String = match language {
        Language::Ar => return arabic,
        Language::En | Language::Fr | Language::Es => return english,
        Language::EnXa => lengthened,
        Language::ArXb => mirrored,
    };
    MADE.with_borrow_mut(|made| {
        *made.entry((language, english)).or_insert_with(|| Box::leak(make(english).into_boxed_str()))
    })
}

/// The same with accents and two fifths longer, as other languages are.
fn lengthened(english: &str) -> String {
    const PLAIN: &str = "aceinosuyzACEINOSUYZ";
    const ACCENTED: &str = "àçéîñöšûýžÀÇÉÎÑÖŠÛÝŽ";
    let mut out: String = english
        .chars()
        .map(|letter| match PLAIN.find(letter) {
            Some(at) => ACCENTED.chars().nth(at).unwrap_or(letter),
            None => letter,
        })
        .collect();
    let missing = english.chars().count() * 2 / 5;
    let filling: String = " one two three four five six seven eight".chars().cycle().take(missing).collect();
    out.push_str(filling.trim_end());
    ["[", &out, "]"].concat()
}

/// The same, each word turned round, so that it reads from right to left.
fn mirrored(english: &str) -> String {
    let turned = |word: &str| ["\u{202e}", word, "\u{202c}"].concat();
    english.split(' ').map(turned).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{say, speak};
    use crate::address::Language;

    #[test]
    fn words_are_those_of_the_language() {
        speak(Language::Ar);
        assert_eq!(say("Send", "أرسل"), "أرسل");
        speak(Language::Fr);
        assert_eq!(say("Send", "أرسل"), "Send");
    }

    #[test]
    fn the_long_language_is_at_least_two_fifths_longer_and_still_readable() {
        speak(Language::EnXa);
        let long = say("Ask your care team", "اسأل فريقك");
        assert!(long.starts_with("[Àšk ýöûr çàré téàm"), "{long}");
        assert!(long.chars().count() * 10 >= "Ask your care team".len() * 14, "{long}");
    }

    #[test]
    fn the_mirrored_language_turns_every_word_and_turns_back_behind_it() {
        speak(Language::ArXb);
        let text = say("Ask us", "اسألنا");
        assert_eq!(text, "\u{202e}Ask\u{202c} \u{202e}us\u{202c}");
    }
}
