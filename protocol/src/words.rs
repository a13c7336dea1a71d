//! Words with rules: text that has been checked once and says by its type that it is in order.
//!
//! Each type has one constructor, `parse`, and one [`Reason`] for refusal that both sides show in the same words.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::sample::Sample;

/// Why a field was refused. The portal has a sentence for each, in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing, or only white space.
    Empty,
    /// Fewer characters than needed.
    TooShort {
        /// How many are needed.
        min: u32,
    },
    /// More characters than allowed.
    TooLong {
        /// How many are allowed.
        max: u32,
    },
    /// Not in the form that the field needs.
    Malformed,
    /// A password that many people use, or that is easy to guess.
    TooCommon,
    /// A password that contains the person's own name or e-mail address, or the portal's name.
    ContainsYourDetails,
    /// Characters that cannot be shown, such as control characters.
    UnreadableCharacters,
}

/// Number of characters as people count them here: code points.
fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Control characters other than line breaks and tabs have no place in what a person writes.
fn has_unreadable(text: &str, lines: bool) -> bool {
    text.chars().any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\t')))
}

/// White space and marks of direction or width that show nothing: text of only these is empty for its reader.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

macro_rules! text_word {
    ($(#[$doc:meta])* $name:ident, max $max:literal, lines $lines:literal, empty $empty:literal, sample $sample:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// How many characters it may have.
            pub const MAX: u32 = $max;

            /// Checks and keeps the text, without white space around it and with line breaks as `\n`.
            ///
            /// # Errors
            /// The [`Reason`] for refusal.
            pub fn parse(text: &str) -> Result<Self, Reason> {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                let text = text.trim();
                if is_blank(text) {
                    return if $empty { Ok(Self(String::new())) } else { Err(Reason::Empty) };
                }
                if length(text) > Self::MAX {
                    return Err(Reason::TooLong { max: Self::MAX });
                }
                if has_unreadable(text, $lines) {
                    return Err(Reason::UnreadableCharacters);
                }
                Ok(Self(text.to_owned()))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        word_conversions!($name, $sample);
    };
}

macro_rules! word_conversions {
    ($name:ident, $sample:literal) => {
        impl TryFrom<String> for $name {
            type Error = Refused;
            fn try_from(text: String) -> Result<Self, Refused> {
                Self::parse(&text).map_err(Refused)
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0
            }
        }

        impl Sample for $name {
            fn sample() -> Self {
                Self($sample.into())
            }
        }
    };
}

mod language_tag;

pub use language_tag::LanguageTag;

/// A word that was refused, as serde reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(pub Reason);

impl Refused {
    /// Finds the reason in the text of an error that serde made of a refusal: the way back from serde, which keeps only text.
    #[must_use]
    pub fn in_text(text: &str) -> Option<Reason> {
        let (_, json) = text.split_once(MARK)?;
        serde_json::Deserializer::from_str(json).into_iter().next()?.ok()
    }
}

/// What stands before the reason in the text of a refusal.
const MARK: &str = "refused: ";

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARK)?;
        f.write_str(&serde_json::to_string(&self.0).unwrap_or_default())
    }
}

impl std::error::Error for Refused {}

text_word!(
    /// What a conversation is about: one line of 1 to 80 characters.
    Subject, max 80, lines false, empty false, sample "Metformin and stomach ache"
);
text_word!(
    /// What a person writes in a message: 1 to 10,000 characters, line breaks allowed.
    MessageBody, max 10_000, lines true, empty false, sample "Since the new dose I have a stomach ache in the evening."
);
text_word!(
    /// What a person adds to their feedback: at most 2,000 characters, may be empty.
    FeedbackComment, max 2_000, lines true, empty true, sample "Everything was explained well."
);
text_word!(
    /// The name that a person gives to a passkey: 1 to 40 characters.
    PasskeyName, max 40, lines false, empty false, sample "My phone"
);
text_word!(
    /// A person's name as it is shown: 1 to 120 characters.
    PersonName, max 120, lines false, empty false, sample "Lina Marsh"
);

text_word!(
    /// What a patient is looked for by: 1 to 120 characters.
    LookupValue, max 120, lines false, empty false, sample "MRN-204118"
);

/// An e-mail address: something, an at sign, a domain; at most 254 characters (RFC 5321, section 4.5.3.1.3).
///
/// Kept as written but for white space around it; compared without regard to case through [`EmailAddress::key`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Checks and keeps the address.
    ///
    /// # Errors
    /// [`Reason::Empty`], [`Reason::TooLong`] or [`Reason::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Reason::Empty);
        }
        if length(text) > 254 {
            return Err(Reason::TooLong { max: 254 });
        }
        let (local, domain) = text.rsplit_once('@').ok_or(Reason::Malformed)?;
        let well_formed = !local.is_empty()
            && !local.contains(['@', ' ', '<', '>', ',', ';', '"'])
            && !has_unreadable(text, false)
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        if well_formed { Ok(Self(text.to_owned())) } else { Err(Reason::Malformed) }
    }

    /// The address as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case: two addresses with the same key are the same account.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

word_conversions!(EmailAddress, "lina@example.org");

/// A password as a person typed it: 12 to 128 characters, nothing else demanded of its form (NIST SP 800-63B-4,
/// section 3.1.1.2). How guessable it is, only the server judges. Never shown: `Debug` prints stars.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NewPassword(String);

impl NewPassword {
    /// How many characters it must have.
    pub const MIN: u32 = 12;
    /// How many characters it may have.
    pub const MAX: u32 = 128;

    /// Checks the length and keeps the password exactly as typed.
    ///
    /// # Errors
    /// [`Reason::Empty`], [`Reason::TooShort`] or [`Reason::TooLong`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        match length(text) {
            0 => Err(Reason::Empty),
            n if n < Self::MIN => Err(Reason::TooShort { min: Self::MIN }),
            n if n > Self::MAX => Err(Reason::TooLong { max: Self::MAX }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The password itself, to be hashed or sent and never shown.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

word_conversions!(NewPassword, "three quiet green boats");

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(***)")
    }
}

/// A password given to prove who is there: any text of at most 512 bytes, so that an attempt is never refused for its
/// form. Never shown: `Debug` prints stars.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GivenPassword(String);

impl GivenPassword {
    /// Keeps the password exactly as typed.
    ///
    /// # Errors
    /// [`Reason::Empty`] or [`Reason::TooLong`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        if text.is_empty() {
            Err(Reason::Empty)
        } else if text.len() > 512 {
            Err(Reason::TooLong { max: NewPassword::MAX })
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The password itself, to be compared or sent and never shown.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

word_conversions!(GivenPassword, "three quiet green boats");

impl fmt::Debug for GivenPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GivenPassword(***)")
    }
}

/// Reads so many characters of [`PaperCode::ALPHABET`] as people type them.
fn read_code(text: &str, characters: usize) -> Result<String, Reason> {
    let mut code = String::with_capacity(characters);
    for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        if !c.is_ascii() || !PaperCode::ALPHABET.contains(&(c as u8)) || code.len() == characters {
            return Err(Reason::Malformed);
        }
        code.push(c);
    }
    if code.is_empty() {
        Err(Reason::Empty)
    } else if code.len() == characters {
        Ok(code)
    } else {
        Err(Reason::Malformed)
    }
}

/// A code on paper: 26 characters of Crockford's base 32 (128 bits), written in groups for the reader. Spaces, hyphens
/// and case do not matter, and the letters O, I and L are read as the digits they look like. `Debug` prints stars.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PaperCode(String);

impl PaperCode {
    /// The alphabet: digits and letters without I, L, O and U (Crockford's base 32).
    pub const ALPHABET: &'static [u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    /// Number of characters without separators.
    pub const LENGTH: usize = 26;

    /// Reads a code as people type it.
    ///
    /// # Errors
    /// [`Reason::Empty`] or [`Reason::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        read_code(text, Self::LENGTH).map(Self)
    }

    /// Writes 128 bits as a code: the most significant bits first, the last character carrying three of them.
    #[must_use]
    pub fn from_bits(bits: u128) -> Self {
        let code = (0..Self::LENGTH).map(|place| {
            let five = match 123_usize.checked_sub(5 * place) {
                Some(shift) => bits >> shift,
                None => bits << 2,
            };
            char::from(Self::ALPHABET[(five % 32) as usize])
        });
        Self(code.collect())
    }

    /// The code without separators, to be hashed or sent.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The code in groups of four and five for people: `XXXX-XXXX-XXXX-XXXX-XXXXX-XXXXX`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut grouped = String::with_capacity(Self::LENGTH + 5);
        for (place, c) in self.0.chars().enumerate() {
            if matches!(place, 4 | 8 | 12 | 16 | 21) {
                grouped.push('-');
            }
            grouped.push(c);
        }
        grouped
    }
}

word_conversions!(PaperCode, "7K3M9QXR4T2W8YBC5DFGH6JNPS");

impl fmt::Debug for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PaperCode(***)")
    }
}

/// Reads a code of digits as people type it: spaces and hyphens do not count, and Arabic-Indic digits are digits.
fn read_digits(text: &str, length: usize) -> Result<String, Reason> {
    let mut digits = String::with_capacity(length);
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let digit = match c {
            '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
            '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
            c => c.to_digit(10).ok_or(Reason::Malformed)?,
        };
        digits.push(char::from_digit(digit, 10).ok_or(Reason::Malformed)?);
    }
    match digits.len() {
        0 => Err(Reason::Empty),
        found if found == length => Ok(digits),
        _ => Err(Reason::Malformed),
    }
}

/// The eight digits of a code that was mailed, as people type them. `Debug` prints stars.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailedCode(String);

impl MailedCode {
    /// Number of digits: 26 bits, and five tries.
    pub const LENGTH: usize = 8;

    /// Reads a code as people type it.
    ///
    /// # Errors
    /// [`Reason::Empty`] or [`Reason::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        read_digits(text, Self::LENGTH).map(Self)
    }

    /// The eight digits.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

word_conversions!(MailedCode, "40211765");

impl fmt::Debug for MailedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailedCode(***)")
    }
}

/// The six digits that an authenticator app shows (RFC 6238), with or without a space, in Western or Arabic-Indic digits.
/// `Debug` prints stars.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TotpCode(String);

impl TotpCode {
    /// Number of digits.
    pub const LENGTH: usize = 6;

    /// Reads a code as people type it.
    ///
    /// # Errors
    /// [`Reason::Empty`] or [`Reason::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        read_digits(text, Self::LENGTH).map(Self)
    }

    /// The six digits.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

word_conversions!(TotpCode, "402117");

impl fmt::Debug for TotpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpCode(***)")
    }
}

/// The name of a time zone as browsers give it (IANA Time Zone Database), for example `Europe/Berlin`: up to 64 letters,
/// digits, `/`, `_`, `+` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeZoneName(String);

impl TimeZoneName {
    /// Checks a name's form; whether there is such a zone is not asked.
    ///
    /// # Errors
    /// [`Reason::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'+' | b'-');
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(known);
        if fits { Ok(Self(text.to_owned())) } else { Err(Reason::Malformed) }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

word_conversions!(TimeZoneName, "Europe/Berlin");

/// Marks one attempt to send something, so that a repeated request is stored once: 16 to 64 letters, digits, hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key.
    ///
    /// # Errors
    /// [`Reason::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let valid = (16..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if valid { Ok(Self(text.to_owned())) } else { Err(Reason::Malformed) }
    }

    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

word_conversions!(IdempotencyKey, "4f9c1d2e-7a3b-4c5d-8e6f-0a1b2c3d4e5f");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_only_spaces_is_refused() {
        for text in ["", "   ", "\n\n\t", "\u{200B}\u{2060}", "\u{202E}"] {
            assert_eq!(MessageBody::parse(text), Err(Reason::Empty), "{text:?}");
        }
    }

    #[test]
    fn a_message_of_ten_thousand_characters_is_the_longest() {
        assert!(MessageBody::parse(&"ä".repeat(10_000)).is_ok());
        assert_eq!(MessageBody::parse(&"ä".repeat(10_001)), Err(Reason::TooLong { max: 10_000 }));
    }

    #[test]
    fn line_breaks_are_kept_in_a_message_and_refused_in_a_subject() {
        assert_eq!(MessageBody::parse(" one\r\ntwo ").map(String::from), Ok("one\ntwo".to_owned()));
        assert_eq!(Subject::parse("one\ntwo"), Err(Reason::UnreadableCharacters));
        assert_eq!(MessageBody::parse("a\u{0}b"), Err(Reason::UnreadableCharacters));
    }

    #[test]
    fn a_reason_survives_serde() {
        let error = serde_json::from_str::<MessageBody>("\"  \"").map_err(|error| error.to_string());
        assert_eq!(error.map_err(|text| Refused::in_text(&text)), Err(Some(Reason::Empty)));
        let error = serde_json::from_str::<NewPassword>("\"short\"").map_err(|error| error.to_string());
        assert_eq!(error.map_err(|text| Refused::in_text(&text)), Err(Some(Reason::TooShort { min: 12 })));
        assert_eq!(Refused::in_text("expected a string"), None);
    }

    #[test]
    fn a_comment_may_be_empty() {
        assert_eq!(FeedbackComment::parse("  ").map(String::from), Ok(String::new()));
    }

    #[test]
    fn addresses_that_cannot_receive_mail_are_refused() {
        for text in [
            "lina",
            "@example.org",
            "lina@",
            "lina@exa mple.org",
            "li na@example.org",
            "lina@@example.org",
            "lina@-x.org",
            "a@b..c",
        ] {
            assert_eq!(EmailAddress::parse(text), Err(Reason::Malformed), "{text}");
        }
        for text in ["lina@example.org", " Lina.Marsh+portal@Example.ORG ", "lina@localhost", "lina@bücher.example"] {
            assert!(EmailAddress::parse(text).is_ok(), "{text}");
        }
        assert_eq!(EmailAddress::parse("Lina@Example.ORG").map(|a| a.key()), Ok("lina@example.org".to_owned()));
    }

    #[test]
    fn a_password_is_counted_in_characters_and_kept_as_typed() {
        assert_eq!(NewPassword::parse("elevenchars"), Err(Reason::TooShort { min: 12 }));
        assert_eq!(NewPassword::parse("مرحبا بالعالم").map(|p| p.expose().to_owned()), Ok("مرحبا بالعالم".to_owned()));
        assert_eq!(NewPassword::parse(&"x".repeat(129)), Err(Reason::TooLong { max: 128 }));
        assert_eq!(format!("{:?}", NewPassword::sample()), "NewPassword(***)");
    }

    #[test]
    fn a_paper_code_survives_the_way_people_type_it() {
        let code = PaperCode::from_bits(0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF);
        assert_eq!(code.expose().len(), PaperCode::LENGTH);
        assert_eq!(PaperCode::parse(&code.grouped().to_lowercase()), Ok(code.clone()));
        assert_eq!(PaperCode::parse(&code.expose().replace('0', "o").replace('1', "l")), Ok(code.clone()));
        assert_eq!(PaperCode::parse(&code.expose()[1..]), Err(Reason::Malformed));
        assert_eq!(PaperCode::parse(&format!("{}0", code.expose())), Err(Reason::Malformed));
        assert_ne!(PaperCode::from_bits(1), PaperCode::from_bits(2));
        assert_ne!(PaperCode::from_bits(1 << 127), PaperCode::from_bits(0));
    }
}
