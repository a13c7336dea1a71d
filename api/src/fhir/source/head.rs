//! The few elements of a resource that the importer needs before anybody reads it.

use super::reject::{Reason, is_type_name};
use crate::fhir::node::{Node, members_of};

/// What stands at the beginning of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The resource type: letters only.
    pub kind: String,
    /// The id that the source gave.
    pub id: Option<String>,
    /// When the source last changed it, as the source wrote it.
    pub last_updated: Option<String>,
}

impl Head {
    /// Reads the head of a resource.
    ///
    /// # Errors
    /// Why the text is no resource.
    pub fn read(text: &str) -> Result<Self, Reason> {
        let members = members_of(text).map_err(|_| Reason::NotFhir)?;
        let member = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
        let word = |text: &str| Node::parse(text).ok().and_then(|node| node.text().map(|text| text.into_owned()));
        let kind = member("resourceType").ok_or(Reason::NotFhir)?;
        let kind = word(kind).filter(|kind| is_type_name(kind)).ok_or(Reason::WrongType)?;
        let id = member("id").and_then(word).filter(|id| is_id(id));
        let last_updated =
            member("meta").and_then(|meta| Node::parse(meta).ok()).and_then(|meta| meta.word("lastUpdated"));
        Ok(Self { kind, id, last_updated })
    }
}

/// Whether the text may be an id: the standard's characters, and longer than it allows, as sources do.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'|' | b':'))
}
