//! What a patient can be found by, in the one form in which it is compared: as people write it, the same number has many.

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// The number under which the practice keeps the record.
    RecordNumber,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
}

impl IdentifierKind {
    /// The word that stands in the row.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RecordNumber => "record_number",
            Self::Telephone => "telephone",
            Self::Email => "email",
        }
    }
}

/// Something a patient can be found by, in its one form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    /// What kind of thing it is.
    pub kind: IdentifierKind,
    /// Its one form.
    pub value: String,
}

impl Identifier {
    /// Brings what somebody wrote into its one form; `None` if nothing is left of it.
    #[must_use]
    pub fn of(kind: IdentifierKind, written: &str) -> Option<Self> {
        let value = match kind {
            IdentifierKind::RecordNumber => record_number(written),
            IdentifierKind::Telephone => telephone(written),
            IdentifierKind::Email => email(written),
        };
        (!value.is_empty()).then_some(Self { kind, value })
    }
}

/// A record number: upper case, without spaces and hyphens.
#[must_use]
pub fn record_number(written: &str) -> String {
    written.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

/// A telephone number: its last nine digits, which are the same with the country's number before it and without.
#[must_use]
pub fn telephone(written: &str) -> String {
    let digits: Vec<char> = written.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(9)..].iter().collect()
}

/// An e-mail address: lower case.
#[must_use]
pub fn email(written: &str) -> String {
    written.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        assert_eq!(record_number(" mr-104 22 "), "MR10422");
        for written in ["+44 20 7946 0958", "0044 20 7946 0958", "020 7946 0958", "(020) 7946-0958"] {
            assert_eq!(telephone(written), "079460958", "{written}");
        }
        assert_eq!(telephone("112"), "112");
        assert_eq!(email(" Ana@Example.ORG "), "ana@example.org");
    }

    #[test]
    fn what_has_nothing_to_compare_finds_nobody() {
        for (kind, written) in [
            (IdentifierKind::RecordNumber, " - "),
            (IdentifierKind::Telephone, "unknown"),
            (IdentifierKind::Email, "  "),
        ] {
            assert_eq!(Identifier::of(kind, written), None, "{written}");
        }
    }
}
