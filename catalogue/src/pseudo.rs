//! Languages that nobody speaks, for tests and for the gallery: they show what was not translated, what does not fit and
//! what does not mirror.

use super::{Catalogues, LANGUAGES, Texts, data_of};

/// English with accents, and two fifths longer in brackets: what German or Finnish would need.
pub const ACCENTED: &str = "en-XA";

/// English written from right to left.
pub const MIRRORED: &str = "ar-XB";

impl Catalogues {
    /// The texts of a pseudo-language, as [`Catalogues::data`] gives those of a real one.
    #[must_use]
    pub fn pseudo_data(&self, tag: &str, easy: bool) -> Option<String> {
        let change = match tag {
            ACCENTED => accented,
            MIRRORED => mirrored,
            _ => return None,
        };
        let plain = self.texts(LANGUAGES[0], false)?;
        let texts: Texts =
            self.texts(LANGUAGES[0], easy)?.iter().map(|(key, entry)| (key.clone(), entry.map_words(change))).collect();
        Some(data_of(plain, &texts))
    }
}

/// Words with accents on their vowels, and two more letters for every five.
#[must_use]
pub fn accented(words: &str) -> String {
    let mut longer = String::with_capacity(words.len() * 2);
    let mut letters = 0;
    for letter in words.chars() {
        let accent = match letter {
            'a' => 'á',
            'e' => 'é',
            'i' => 'î',
            'o' => 'ö',
            'u' => 'ü',
            'A' => 'Å',
            'E' => 'É',
            'I' => 'Î',
            'O' => 'Ø',
            'U' => 'Ü',
            'n' => 'ñ',
            'c' => 'ç',
            other => other,
        };
        longer.push(accent);
        if letter.is_alphabetic() {
            letters += 1;
            // A vowel twice makes words longer, not only lines.
            if letters % 5 == 0 || letters % 5 == 2 {
                longer.push(if letter.is_lowercase() { accent } else { '\u{e9}' });
            }
        }
    }
    longer
}

/// Words whose letters run from right to left, by the override characters of Unicode (UAX #9, section 2.2).
#[must_use]
pub fn mirrored(words: &str) -> String {
    let (start, rest) = words.split_at(words.len() - words.trim_start().len());
    let middle = rest.trim_end();
    let end = &rest[middle.len()..];
    if middle.is_empty() { words.to_owned() } else { format!("{start}\u{202e}{middle}\u{202c}{end}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accented_words_are_two_fifths_longer_and_still_to_be_recognised() {
        assert_eq!(accented("Security"), "Sééçürrîtty");
        let long = "Your care team answers within two days";
        let more = accented(long).chars().count() - long.chars().count();
        assert!((10..=16).contains(&more), "{more} more than {}", long.len());
    }

    #[test]
    fn mirrored_words_keep_the_spaces_around_places() {
        assert_eq!(mirrored("Call "), "\u{202e}Call\u{202c} ");
        assert_eq!(mirrored(" "), " ");
    }
}
