//! A text in which words of another language may stand.

use std::mem;

use leptos::prelude::*;

/// A text of a component. It may be missing; an empty one is missing too.
///
/// Most are one text of the reader's language, made of a `&str` or a `String`. Words that somebody else wrote, such as
/// those of a record, are [`quoted`](Self::quoted): they keep their own language and direction among ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    /// Whether somebody else wrote it.
    quoted: bool,
    /// The language tag of what somebody else wrote, where it is not the reader's language.
    lang: Option<String>,
}

impl Words {
    /// Holds the place of quoted words in a sentence that [`within`](Self::within) completes. The first is for the first
    /// words, and so on; a sentence may have them in any order.
    pub const PLACES: [char; 2] = ['\u{e000}', '\u{e001}'];

    /// Words that somebody else wrote, with their language tag where that is not the reader's language.
    #[must_use]
    pub fn quoted(text: impl Into<String>, lang: Option<String>) -> Self {
        Self::of(Piece { text: text.into(), quoted: true, lang })
    }

    /// A sentence with words in its places.
    #[must_use]
    pub fn within<const N: usize>(sentence: &str, words: [Self; N]) -> Self {
        let mut words = words;
        let mut made = Self::default();
        let mut rest = sentence;
        while let Some((place, letter)) = rest.char_indices().find(|(_, letter)| Self::PLACES.contains(letter)) {
            // Whoever fills the sentence may have isolated the place; quoted words are isolated by their element.
            made.add(rest[..place].trim_end_matches('\u{2068}').into());
            if let Some(words) =
                words.iter_mut().zip(Self::PLACES).find_map(|(words, place)| (place == letter).then_some(words))
            {
                made.add(mem::take(words));
            }
            rest = rest[place + letter.len_utf8()..].trim_start_matches('\u{2069}');
        }
        made.add(rest.into());
        made
    }

    /// Several texts with something between each two of them; missing ones are left out.
    #[must_use]
    pub fn joined(words: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut made = Self::default();
        for words in words.into_iter().filter(|words| !words.is_missing()) {
            if !made.is_missing() {
                made.add(between.into());
            }
            made.add(words);
        }
        made
    }

    /// The text with a capital first letter, as a sentence begins.
    #[must_use]
    pub fn capitalised(mut self) -> Self {
        if let Some(first) = self.0.first_mut() {
            let mut letters = first.text.chars();
            first.text = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        }
        self
    }

    /// The text alone, for where there are no elements: the name of a page, an attribute.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.0.is_empty()
    }

    /// Draws the text, or nothing where it is missing.
    #[must_use]
    pub fn draw(self) -> AnyView {
        self.get().into_any()
    }

    /// The text as it is drawn, if there is one.
    pub(super) fn get(self) -> Option<AnyView> {
        if self.is_missing() {
            return None;
        }
        let draw = |Piece { text, quoted, lang }: Piece| {
            if quoted { view! { <bdi lang=lang>{text}</bdi> }.into_any() } else { text.into_any() }
        };
        Some(self.0.into_iter().map(draw).collect_view().into_any())
    }

    fn of(piece: Piece) -> Self {
        if piece.text.is_empty() { Self::default() } else { Self(vec![piece]) }
    }

    fn add(&mut self, words: Self) {
        self.0.extend(words.0);
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::of(Piece { text, quoted: false, lang: None })
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Option<String>> for Words {
    fn from(text: Option<String>) -> Self {
        text.unwrap_or_default().into()
    }
}

impl From<Option<&str>> for Words {
    fn from(text: Option<&str>) -> Self {
        text.unwrap_or_default().into()
    }
}

/// A title that may change while it is on the screen, or one in which words of another language stand.
#[derive(Clone, Debug)]
pub enum Title {
    /// Changes.
    Live(Signal<String>),
    /// Stays as it is.
    Still(Words),
}

impl Title {
    pub(super) fn draw(self) -> AnyView {
        match self {
            Self::Live(text) => text.into_any(),
            Self::Still(words) => words.draw(),
        }
    }
}

impl From<Signal<String>> for Title {
    fn from(text: Signal<String>) -> Self {
        Self::Live(text)
    }
}

impl From<Words> for Title {
    fn from(words: Words) -> Self {
        Self::Still(words)
    }
}

impl From<String> for Title {
    fn from(text: String) -> Self {
        Self::Still(text.into())
    }
}

impl From<&str> for Title {
    fn from(text: &str) -> Self {
        Self::Still(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn arabic(text: &str) -> Words {
        Words::quoted(text, Some("ar".to_owned()))
    }

    #[test]
    fn an_empty_text_is_a_missing_one() {
        assert!(Words::from("").is_missing());
        assert!(Words::from(None::<String>).is_missing());
        assert!(arabic("").is_missing());
        assert_eq!(Words::from(Some("Nurse")).plain(), "Nurse");
    }

    #[test]
    fn quoted_words_stand_in_the_places_of_a_sentence_without_its_isolates() {
        let [first, second] = Words::PLACES;
        let sentence = format!("\u{2068}{second}\u{2069} with {first}.");
        let made = Words::within(&sentence, [arabic("ليلى"), arabic("مراجعة")]);
        assert_eq!(made.plain(), "مراجعة with ليلى.");
        assert_eq!(made, Words::joined([arabic("مراجعة"), " with ".into(), arabic("ليلى"), ".".into()], ""));
    }

    #[test]
    fn what_is_missing_is_not_joined() {
        assert_eq!(Words::joined(["One".into(), Words::default(), "two".into()], ". ").plain(), "One. two");
    }
}
