//! Ids: UUIDs in their usual text form, one type for each thing, so that none is taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Text that is not a UUID in its usual form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id: expected 32 hexadecimal digits in groups of 8-4-4-4-12")
    }
}

impl std::error::Error for NotAnId {}

/// Whether `text` is a UUID in its usual form (RFC 9562, section 4), lower case.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads an id.
            ///
            /// # Errors
            /// [`NotAnId`] if the text is not a UUID in lower case.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                if is_uuid(text) { Ok(Self(text.to_owned())) } else { Err(NotAnId) }
            }

            /// The id as text: letters, digits and hyphens only.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                Self::parse(&text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl $crate::sample::Sample for $name {
            fn sample() -> Self {
                Self("0192f0c1-2b3c-7def-8a90-1234567890ab".into())
            }
        }
    )*};
}

ids! {
    /// A person's account, patient or staff.
    AccountId;
    /// A patient.
    PatientId;
    /// A conversation between a patient and the care team.
    ThreadId;
    /// One message in a conversation.
    MessageId;
    /// One result: a measured value in the record.
    ResultId;
    /// One entry of the record other than a result (a medicine, a condition, ...).
    EntryId;
    /// A visit.
    VisitId;
    /// A passkey on an account.
    PasskeyId;
    /// A signed-in session.
    SessionId;
    /// One line of the access log.
    AccessId;
    /// A reset of an account whose owner has lost every way in.
    ResetId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_with_anything_but_a_uuid_is_refused() {
        for text in [
            "",
            "1",
            "0192f0c1-2b3c-7def-8a90-1234567890AB",
            "../../../etc/passwd",
            "0192f0c12b3c7def8a901234567890ab0000",
        ] {
            assert_eq!(ThreadId::parse(text), Err(NotAnId), "{text}");
        }
        assert!(ThreadId::parse("0192f0c1-2b3c-7def-8a90-1234567890ab").is_ok());
    }
}
