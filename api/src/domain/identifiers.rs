//! What a patient is found by besides a name: the same number written in two ways is one number.
//!
//! What is left of a value here is hashed with a key and never stored itself; see `patient_identifiers`.

/// What kind of identifier a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The number of the medical record.
    RecordNumber,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
}

/// How many digits at the end of a telephone number count: those that stay the same whether or not it is written with its country.
const TELEPHONE_DIGITS: usize = 9;

impl Kind {
    /// The word that stands in the row.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RecordNumber => "record_number",
            Self::Telephone => "telephone",
            Self::Email => "email",
        }
    }

    /// The label of its keyed hashes.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::RecordNumber => "patients.identifier.record_number",
            Self::Telephone => "patients.identifier.telephone",
            Self::Email => "patients.identifier.email",
        }
    }

    /// What two ways to write the same value have in common; `None` if nothing is left that could find anybody.
    #[must_use]
    pub fn normal(self, value: &str) -> Option<String> {
        let normal = match self {
            Self::RecordNumber => record_number(value),
            Self::Telephone => telephone(value),
            Self::Email => email(value),
        };
        Some(normal).filter(|normal| !normal.is_empty())
    }
}

/// Something a patient can be found by, in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What all ways to write it have in common.
    pub value: String,
}

impl Identifier {
    /// Reads what somebody wrote; `None` if nothing is left that could find anybody.
    #[must_use]
    pub fn of(kind: Kind, written: &str) -> Option<Self> {
        kind.normal(written).map(|value| Self { kind, value })
    }
}

/// A record number in capitals, without spaces and hyphens.
#[must_use]
pub fn record_number(value: &str) -> String {
    value.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

/// The last nine digits of a telephone number, without the 00 or + of a country. Fewer than five find nobody: too many share them.
#[must_use]
pub fn telephone(value: &str) -> String {
    let digits: String = value.chars().filter_map(western_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    if digits.len() < 5 {
        return String::new();
    }
    digits[digits.len().saturating_sub(TELEPHONE_DIGITS)..].to_owned()
}

/// An e-mail address in lower case.
#[must_use]
pub fn email(value: &str) -> String {
    value.trim().to_lowercase()
}

/// A digit of the keyboards that people here write with.
fn western_digit(c: char) -> Option<char> {
    let digit = match c {
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
        c => c.to_digit(10)?,
    };
    char::from_digit(digit, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_number_counts_without_spaces_hyphens_and_case() {
        assert_eq!(record_number(" mr-00 42a "), "MR0042A");
        assert_eq!(Kind::RecordNumber.normal("0042"), Some("0042".to_owned()), "zeros at the front are part of it");
        assert_eq!(Kind::RecordNumber.normal(" - "), None);
    }

    #[test]
    fn a_telephone_number_is_the_same_with_and_without_its_country() {
        for written in ["+49 30 1234567", "0049 30 1234567", "030 / 123 45 67", "(030) 1234567", "٠٣٠١٢٣٤٥٦٧"]
        {
            assert_eq!(telephone(written), telephone("030 1234567"), "{written}");
        }
        assert_eq!(telephone("+1 (212) 555-0143"), "125550143");
        assert_eq!(telephone("112"), "", "too short to find one person");
        assert_eq!(Kind::Telephone.normal("call me"), None);
    }

    #[test]
    fn an_address_counts_without_case() {
        assert_eq!(email(" Lina@Example.ORG "), "lina@example.org");
    }

    #[test]
    fn each_kind_has_a_word_and_a_label_that_ends_with_it() {
        for kind in [Kind::RecordNumber, Kind::Telephone, Kind::Email] {
            assert_eq!(kind.label(), format!("patients.identifier.{}", kind.as_str()));
        }
    }
}
