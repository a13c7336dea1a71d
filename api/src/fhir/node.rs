//! JSON as the readers want it: figures keep their text, and asking for something that is not there is not an error.
//!
//! `serde_json`'s own numbers would turn `5.40` into `5.4`. A [`Node`] keeps the source's text. Every accessor returns
//! "nothing" when the source has another type there, so that one odd element never hides the rest of a resource.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

/// Deeper nesting than this is no FHIR resource, and would cost the reader its stack.
const DEEPEST: usize = 64;

/// What an absent element reads as.
static NOTHING: Node<'static> = Node::Null;

/// One JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    /// `null`, and everything that is not there.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the source wrote it.
    Number(&'a str),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object, its members in the order of the source.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// The text is not JSON, or nested too deeply. Says where, never what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// The line, from 1; 0 where it is not known.
    pub line: usize,
    /// The column, from 1; 0 where it is not known.
    pub column: usize,
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not JSON at line {}, column {}", self.line, self.column)
    }
}

impl std::error::Error for NotJson {}

impl From<serde_json::Error> for NotJson {
    fn from(error: serde_json::Error) -> Self {
        Self { line: error.line(), column: error.column() }
    }
}

impl<'a> Node<'a> {
    /// Reads a JSON text.
    ///
    /// # Errors
    /// [`NotJson`] if the text is not JSON or nested more than 64 levels deep.
    pub fn parse(text: &'a str) -> Result<Self, NotJson> {
        let raw: &RawValue = serde_json::from_str(text)?;
        Self::from_raw(raw.get(), 0)
    }

    fn from_raw(text: &'a str, depth: usize) -> Result<Self, NotJson> {
        if depth > DEEPEST {
            return Err(NotJson { line: 0, column: 0 });
        }
        Ok(match text.as_bytes().first() {
            Some(b'{') => {
                let Members(members) = serde_json::from_str(text)?;
                let members = members.into_iter().map(|(name, raw)| Ok((name, Self::from_raw(raw.get(), depth + 1)?)));
                Self::Object(members.collect::<Result<_, NotJson>>()?)
            }
            Some(b'[') => {
                let Items(items) = serde_json::from_str(text)?;
                Self::List(items.into_iter().map(|raw| Self::from_raw(raw.get(), depth + 1)).collect::<Result<_, _>>()?)
            }
            Some(b'"') => Self::Text(serde_json::from_str::<Words<'a>>(text)?.0),
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'n') | None => Self::Null,
            Some(_) => Self::Number(text),
        })
    }

    /// The member of that name; nothing if this is no object or has none. A list with one object answers for that object,
    /// because sources confuse the two.
    #[must_use]
    pub fn get(&self, name: &str) -> &Node<'a> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map_or(&NOTHING, |(_, value)| value),
            Self::List(items) => match items.as_slice() {
                [only @ Self::Object(_)] => only.get(name),
                _ => &NOTHING,
            },
            _ => &NOTHING,
        }
    }

    /// The member under a path of names.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> &Node<'a> {
        path.iter().fold(self, |node, name| node.get(name))
    }

    /// The items of a list. A value that stands where a list is expected is a list of itself; nothing has no items.
    pub fn items(&self) -> impl Iterator<Item = &Node<'a>> {
        match self {
            Self::List(items) => items.as_slice(),
            Self::Null => &[],
            one => std::slice::from_ref(one),
        }
        .iter()
        .filter(|item| !matches!(item, Self::Null))
    }

    /// The items of the list under that name.
    pub fn each(&self, name: &str) -> impl Iterator<Item = &Node<'a>> {
        self.get(name).items()
    }

    /// The text, in one line and without what no reader should see; a number where text is expected is its digits.
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => {
                let trimmed = text.trim();
                let plain = |c: char| !c.is_control() && !is_invisible(c);
                if trimmed.is_empty() {
                    None
                } else if trimmed.chars().all(plain) {
                    Some(Cow::Borrowed(trimmed))
                } else {
                    let words: String = trimmed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
                    let words: String = words.chars().filter(|c| !is_invisible(*c)).collect();
                    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    (!words.is_empty()).then_some(Cow::Owned(words))
                }
            }
            Self::Number(figure) => Some(Cow::Borrowed(figure)),
            _ => None,
        }
    }

    /// The text with its lines, for comments; other control characters become spaces.
    #[must_use]
    pub fn lines(&self) -> Option<String> {
        let Self::Text(text) = self else { return None };
        let text: String = text
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
            .collect();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The text under that name, owned.
    #[must_use]
    pub fn word(&self, name: &str) -> Option<String> {
        self.get(name).text().map(Cow::into_owned)
    }

    /// Whether the text under that name is exactly this code.
    #[must_use]
    pub fn is(&self, name: &str, code: &str) -> bool {
        self.get(name).text().is_some_and(|text| text == code)
    }

    /// The digits of a number, also of one that the source wrote as text.
    #[must_use]
    pub fn figure(&self) -> Option<&str> {
        let figure = match self {
            Self::Number(figure) => figure,
            Self::Text(text) => text.trim(),
            _ => return None,
        };
        is_number(figure).then_some(figure)
    }

    /// `true` or `false`, also where the source wrote it as text.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            Self::Text(text) if text == "true" => Some(true),
            Self::Text(text) if text == "false" => Some(false),
            _ => None,
        }
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            _ => false,
        }
    }

    /// The members of an object.
    pub fn members(&self) -> impl Iterator<Item = (&str, &Node<'a>)> {
        let members = match self {
            Self::Object(members) => members.as_slice(),
            _ => &[],
        };
        members.iter().map(|(name, value)| (name.as_ref(), value))
    }
}

/// The members of an object, each with its JSON text unread: for those who want one or two of many.
///
/// # Errors
/// [`NotJson`] if the text is no JSON object.
pub fn members_of(text: &str) -> Result<Vec<(Cow<'_, str>, &str)>, NotJson> {
    let Members(members) = serde_json::from_str(text)?;
    Ok(members.into_iter().map(|(name, raw)| (name, raw.get())).collect())
}

/// Marks that change the direction of writing or have no width: they can make a text read as another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether the text is a number as JSON writes them.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && text.len() <= 64
        && serde_json::from_str::<serde_json::Number>(text).is_ok()
}

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut members = Vec::new();
                while let Some((Words(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Read)
    }
}

struct Items<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Self::Value, S::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(Read)
    }
}

/// A text that borrows from the source where it holds no escapes.
struct Words<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Words<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Words<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Words(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Words(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Read)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_figure_keeps_the_text_of_the_source() {
        let node = Node::parse(r#"{"a": 5.40, "b": -0.10e3, "c": "7.0", "d": "about 7", "e": 12345678901234567890.5}"#)
            .unwrap();
        assert_eq!(node.get("a").figure(), Some("5.40"));
        assert_eq!(node.get("b").figure(), Some("-0.10e3"));
        assert_eq!(node.get("c").figure(), Some("7.0"));
        assert_eq!(node.get("d").figure(), None);
        assert_eq!(node.get("e").figure(), Some("12345678901234567890.5"));
    }

    #[test]
    fn another_type_than_expected_is_nothing_and_hides_nothing() {
        let node = Node::parse(r#"{"code": 17, "status": {"x": []}, "list": "one", "last": "here"}"#).unwrap();
        assert_eq!(node.get("code").get("text").text(), None);
        assert_eq!(node.word("status"), None);
        assert_eq!(node.each("list").count(), 1);
        assert_eq!(node.at(&["code", "coding", "display"]).text(), None);
        assert_eq!(node.word("last").as_deref(), Some("here"));
    }

    #[test]
    fn escapes_and_control_characters_become_readable_text() {
        let node =
            Node::parse(r#"{"a": "  Echevarr\u00eda\n\tC. \u202e ", "b": "one\r\ntwo\u0007", "c": " \n "}"#).unwrap();
        assert_eq!(node.word("a").as_deref(), Some("Echevarría C."));
        assert_eq!(node.get("b").lines().as_deref(), Some("one\ntwo"));
        assert_eq!(node.word("c"), None);
    }

    #[test]
    fn nesting_without_end_is_refused_and_does_not_exhaust_the_stack() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(Node::parse(&deep).is_err());
        assert_eq!(Node::parse("{\n \"a\": ,}").unwrap_err(), NotJson { line: 2, column: 7 });
    }
}
