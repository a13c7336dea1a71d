//! From the catalogues of texts in `locales/` to what the portal needs of them: typed keys, and one file of texts for each
//! language.
//!
//! A catalogue is a folder `locales/<language>/` with one JSON file for each area of the portal. A value is a text, in which
//! `{{ name }}` is a place for an argument, or an object: of further keys, or of the plural forms of one text
//! (`zero`, `one`, `two`, `few`, `many`, `other`, the categories of CLDR). `locales/<language>/easy/` holds, for some of
//! the keys, a shorter text for easy read.
//!
//! English is the first language: the others must have the same keys with the same places, and the plural forms that their
//! grammar needs. [`Catalogues::read`] refuses anything else and names every fault at once.
//!
//! [`Catalogues::keys`] is Rust source with a type for each key; [`Catalogues::data`] are the texts of one language, one a
//! line, in the order of those keys. A program thus carries no text at all, and loads the one file that its reader needs.

mod entry;
mod keys;
mod language;
pub mod pseudo;
mod read;

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

pub use entry::{Entry, FORMS, Text};
pub use language::{AREAS, LANGUAGES, RARE, forms_of, is_rare};

/// Why the catalogues cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the catalogues are not complete:\n{}", .faults.join("\n"))]
pub struct Faults {
    /// What is wrong, a sentence each, with the language and the key.
    pub faults: Vec<String>,
}

/// The texts of one language by their keys: `home.results_text`.
pub type Texts = BTreeMap<String, Entry>;

/// The two files of a language beside a finished portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    /// What everybody loads on arrival.
    First,
    /// The rare areas.
    Rare,
}

impl Portion {
    /// Both, in the order of their lines.
    pub const ALL: [Self; 2] = [Self::First, Self::Rare];

    /// Whether a key belongs to it.
    fn has(self, key: &str) -> bool {
        is_rare(key) == (self == Self::Rare)
    }
}

/// All languages.
#[derive(Clone, Debug)]
pub struct Catalogues {
    /// Each language by its tag, with its plain texts and with its easy ones (all keys in both).
    languages: BTreeMap<String, (Texts, Texts)>,
}

impl Catalogues {
    /// The texts of a language: plain, or for easy read.
    #[must_use]
    pub fn texts(&self, language: &str, easy: bool) -> Option<&Texts> {
        self.languages.get(language).map(|(plain, for_easy_read)| if easy { for_easy_read } else { plain })
    }

    /// The tags of the languages.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The texts of one language, one a line, in the order of the keys; a plural text has six lines, one for each form.
    /// A place is written `{0}`: the argument's number in the order of the names.
    #[must_use]
    pub fn data(&self, language: &str, easy: bool) -> Option<String> {
        let plain = self.texts(language, false)?;
        let texts = self.texts(language, easy)?;
        Some(data_of(plain, texts))
    }

    /// The lines of one of the two files of a language; one after the other they are [`Catalogues::data`].
    #[must_use]
    pub fn portion(&self, language: &str, easy: bool, portion: Portion) -> Option<String> {
        let plain = self.texts(language, false)?;
        let texts = self.texts(language, easy)?;
        Some(lines_of(plain, texts, portion))
    }

    /// The plain texts of one area by their keys within it, with places as in the catalogues: for what is shown before the
    /// program runs.
    #[must_use]
    pub fn area(&self, language: &str, area: &str) -> Option<BTreeMap<String, String>> {
        let texts = self.texts(language, false)?;
        let word = |(key, entry): (&String, &Entry)| {
            let key = key.strip_prefix(area)?.strip_prefix('.')?;
            match entry {
                Entry::Plain(text) => Some((key.to_owned(), text.to_string())),
                Entry::Plural(_) => None,
            }
        };
        Some(texts.iter().filter_map(word).collect())
    }

    /// The name of a file of a language, which follows its content: `texts-ar-easy-0123456789abcdef.txt`, and
    /// `texts-ar-easy-rare-0123456789abcdef.txt` for its rare areas.
    #[must_use]
    pub fn file_name(&self, language: &str, easy: bool, portion: Portion) -> Option<String> {
        let data = self.portion(language, easy, portion)?;
        let digest = Sha256::digest(data.as_bytes());
        let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let easy = if easy { "-easy" } else { "" };
        let rare = if portion == Portion::Rare { "-rare" } else { "" };
        Some(format!("texts-{language}{easy}{rare}-{hash}.txt"))
    }

    /// What a browser checks a file of a language against (Subresource Integrity): `sha256-...`.
    #[must_use]
    pub fn integrity(&self, language: &str, easy: bool, portion: Portion) -> Option<String> {
        let data = self.portion(language, easy, portion)?;
        Some(format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(data.as_bytes()))))
    }
}

/// The texts in the order of their lines: those of the rare areas last.
pub(crate) fn in_order(texts: &Texts) -> impl Iterator<Item = (&String, &Entry)> {
    Portion::ALL.into_iter().flat_map(|portion| texts.iter().filter(move |(key, _)| portion.has(key)))
}

/// The lines of all texts. An easy text may leave a place out, so the plain one says how places are counted.
pub(crate) fn data_of(plain: &Texts, texts: &Texts) -> String {
    Portion::ALL.into_iter().map(|portion| lines_of(plain, texts, portion)).collect()
}

fn lines_of(plain: &Texts, texts: &Texts, portion: Portion) -> String {
    let mut data = String::new();
    for (key, entry) in texts.iter().filter(|(key, _)| portion.has(key)) {
        for line in entry.lines(&plain.get(key).unwrap_or(entry).places()) {
            data.push_str(&line);
            data.push('\n');
        }
    }
    data
}
