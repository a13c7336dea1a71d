//! What was not imported, and why: enough to find it in the source, and nothing of what it says about a person.

use std::{fmt, path::PathBuf};

use serde::{Serialize, Serializer};

/// Why something was not imported, or not shown to a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The file cannot be opened or read.
    Unreadable,
    /// The file holds nothing.
    Empty,
    /// The file is larger than the importer takes.
    TooLarge,
    /// The file is not UTF-8 text.
    NotText,
    /// The text is not JSON.
    Malformed,
    /// The text ends in the middle.
    Truncated,
    /// JSON, but no FHIR resource.
    NotFhir,
    /// The resource does not say its type, or says it in a way that is none.
    WrongType,
    /// A bundle inside a bundle: its entries are not read.
    NestedBundle,
    /// An entry that carries no resource, such as a deletion.
    NoResource,
    /// The same resource stands in these files more than once with different content; the newest one counts.
    Repeated,
    /// A remark of the sending server, not a part of a record.
    ServerRemark,
    /// The id is in use for a person with another name and date of birth.
    AnotherPerson,
    /// The resource is nested too deeply to be read.
    TooDeep,
}

impl Reason {
    /// The reason in a sentence that says what to do, where there is something to do.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Unreadable => "The file could not be read. Check that it exists and may be opened.",
            Self::Empty => "The file is empty.",
            Self::TooLarge => "The file is larger than the limit. Split it, or export it as NDJSON.",
            Self::NotText => "The text is not UTF-8. Save it as UTF-8 and import it again.",
            Self::Malformed => "This is not valid JSON. Export it again and import the new file.",
            Self::Truncated => "The text ends in the middle. Copy the whole file and import it again.",
            Self::NotFhir => "This is not a FHIR resource.",
            Self::WrongType => "The resource type is missing or is not a FHIR type.",
            Self::NestedBundle => "A bundle inside a bundle is not read. Import it as a file of its own.",
            Self::NoResource => "The entry carries no resource.",
            Self::Repeated => {
                "The same resource stands more than once in these files, with different content. The newest one counts."
            }
            Self::ServerRemark => "A remark of the server that sent the file, not a part of a record.",
            Self::AnotherPerson => {
                "The id of this patient belongs to somebody with another name and date of birth. Nothing was changed."
            }
            Self::TooDeep => "The resource is nested too deeply to be read.",
        }
    }
}

/// Where in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The whole file.
    File,
    /// A line, from 1, with its column where that helps.
    Line(usize, Option<usize>),
    /// An entry of a bundle, from 0, as FHIR paths count them.
    Entry(usize),
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the whole file"),
            Self::Line(line, None) => write!(f, "line {line}"),
            Self::Line(line, Some(column)) => write!(f, "line {line}, column {column}"),
            Self::Entry(entry) => write!(f, "entry[{entry}]"),
        }
    }
}

impl Serialize for Spot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One thing that was not imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// In which file.
    pub file: PathBuf,
    /// Where in it.
    pub spot: Spot,
    /// Its resource type, where that is known and is a FHIR type name.
    pub resource_type: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// Whether the text can be the name of a resource type; anything else is never repeated in a report.
#[must_use]
pub fn is_type_name(text: &str) -> bool {
    (3..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}
