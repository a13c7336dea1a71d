//! One text of a catalogue.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// The plural categories of CLDR, in the order of their lines in a file of texts.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A text with its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Vec<Piece>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Place(String),
}

impl Text {
    /// Reads a text as it stands in a catalogue: `Good morning, {{ name }}`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(source: &str) -> Result<Self, &'static str> {
        if source.trim() != source || source.is_empty() {
            return Err("is empty, or begins or ends with a space");
        }
        if source.chars().any(char::is_control) {
            return Err("has a line break or another control character");
        }
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").ok_or("has a place without an end")?;
            let name = name.trim();
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                return Err("has a place whose name is no small ASCII word");
            }
            if !before.is_empty() {
                pieces.push(Piece::Words(before.to_owned()));
            }
            pieces.push(Piece::Place(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        let braces = |piece: &Piece| matches!(piece, Piece::Words(words) if words.contains(['{', '}']));
        if pieces.iter().any(braces) { Err("has a single brace") } else { Ok(Self(pieces)) }
    }

    /// The names of its places.
    #[must_use]
    pub fn places(&self) -> BTreeSet<String> {
        let name = |piece: &Piece| match piece {
            Piece::Place(name) => Some(name.clone()),
            Piece::Words(_) => None,
        };
        self.0.iter().filter_map(name).collect()
    }

    /// The text with its words changed and its places as they are.
    #[must_use]
    pub fn map_words(&self, change: impl Fn(&str) -> String) -> Self {
        let map = |piece: &Piece| match piece {
            Piece::Words(words) => Piece::Words(change(words)),
            Piece::Place(name) => Piece::Place(name.clone()),
        };
        Self(self.0.iter().map(map).collect())
    }

    /// The text with numbered places, for a program that counts the places of a key in the order of their names.
    fn numbered(&self, places: &BTreeSet<String>) -> String {
        let number = |name: &String| places.iter().position(|place| place == name).unwrap_or_default();
        let write = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Place(name) => format!("{{{}}}", number(name)),
        };
        self.0.iter().map(write).collect()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Words(words) => formatter.write_str(words),
            Piece::Place(name) => write!(formatter, "{{{{ {name} }}}}"),
        })
    }
}

/// What stands under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One text.
    Plain(Text),
    /// The plural forms of a text by their category.
    Plural(BTreeMap<String, Text>),
}

impl Entry {
    /// The names of its places, those of all forms together. A plural text always has `count`, also where no form names it.
    #[must_use]
    pub fn places(&self) -> BTreeSet<String> {
        match self {
            Self::Plain(text) => text.places(),
            Self::Plural(forms) => {
                forms.values().flat_map(Text::places).chain(std::iter::once("count".to_owned())).collect()
            }
        }
    }

    /// How many lines it takes in a file of texts.
    #[must_use]
    pub fn height(&self) -> usize {
        match self {
            Self::Plain(_) => 1,
            Self::Plural(_) => FORMS.len(),
        }
    }

    /// Its lines, with places numbered as in `places`; the line of a form that the language does not have is empty.
    pub(crate) fn lines(&self, places: &BTreeSet<String>) -> Vec<String> {
        match self {
            Self::Plain(text) => vec![text.numbered(places)],
            Self::Plural(forms) => FORMS
                .iter()
                .map(|form| forms.get(*form).map(|text| text.numbered(places)).unwrap_or_default())
                .collect(),
        }
    }

    /// The entry with the words of its texts changed.
    #[must_use]
    pub fn map_words(&self, change: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Plain(text) => Self::Plain(text.map_words(change)),
            Self::Plural(forms) => {
                Self::Plural(forms.iter().map(|(form, text)| (form.clone(), text.map_words(&change))).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may say what is not as it should be")]

    use super::*;

    #[test]
    fn places_are_numbered_in_the_order_of_their_names_in_every_language() {
        let english = Text::parse("{{ title }} with {{ name }}").unwrap();
        let other = Text::parse("{{ name }}: {{ title }}").unwrap();
        assert_eq!(english.numbered(&english.places()), "{1} with {0}");
        assert_eq!(other.numbered(&other.places()), "{0}: {1}");
    }

    #[test]
    fn a_text_that_could_not_be_filled_is_refused() {
        for wrong in ["", " a", "a ", "a\nb", "{{ name", "{{ }}", "{{ Name }}", "a { b"] {
            assert!(Text::parse(wrong).is_err(), "{wrong:?} was taken");
        }
    }

    #[test]
    fn a_plural_text_has_a_line_for_each_form_of_any_language() {
        let form = |name: &str, text: &str| (name.to_owned(), Text::parse(text).unwrap());
        let entry = Entry::Plural([form("one", "One day"), form("other", "{{ count }} days")].into());
        assert_eq!(entry.lines(&entry.places()), ["", "One day", "", "", "", "{0} days"]);
        assert_eq!(entry.height(), 6);
    }
}
