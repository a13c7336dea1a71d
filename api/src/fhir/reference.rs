//! References: the many ways in which a resource names another.

use crate::fhir::{node::Node, source::is_type_name};

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `Type/id`, also where it was written as an absolute address or with a version.
    Key(String),
    /// An address that holds inside its bundle only, such as `urn:uuid:...`.
    Bundle(String),
    /// A resource inside the same resource.
    Contained(String),
    /// The resource of a type with this identifier: `system|value`.
    Identifier {
        /// The resource type, where the reference names it.
        kind: Option<String>,
        /// `system|value`.
        identifier: String,
    },
}

impl Target {
    /// Reads a `Reference`; `None` if it leads nowhere.
    #[must_use]
    pub fn of(reference: &Node<'_>) -> Option<Self> {
        // Some sources write the address where the object should be.
        let address = reference.get("reference").text().or_else(|| match reference {
            Node::Text(_) => reference.text(),
            _ => None,
        });
        if let Some(target) = address.as_deref().and_then(Self::parse) {
            return Some(target);
        }
        let identifier = identifier(reference.get("identifier"))?;
        Some(Self::Identifier { kind: reference.word("type").filter(|kind| is_type_name(kind)), identifier })
    }

    /// Reads the address of a reference.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        if let Some(id) = address.strip_prefix('#') {
            return (!id.is_empty()).then(|| Self::Contained(id.to_owned()));
        }
        if address.starts_with("urn:") {
            return Some(Self::Bundle(address.to_owned()));
        }
        if let Some((path, query)) = address.split_once('?') {
            let kind = path.rsplit('/').next().filter(|kind| is_type_name(kind))?;
            let value = query.split('&').find_map(|pair| pair.strip_prefix("identifier="))?;
            return Some(Self::Identifier { kind: Some(kind.to_owned()), identifier: percent_decoded(value) });
        }
        let address = address.split('#').next().unwrap_or(address);
        let address = address.split("/_history").next().unwrap_or(address);
        let mut segments = address.rsplit('/');
        let (id, kind) = (segments.next()?, segments.next()?);
        (is_type_name(kind) && !id.is_empty()).then(|| Self::Key(format!("{kind}/{id}")))
    }

    /// The resource type, where the reference names it.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        match self {
            Self::Key(key) => key.split('/').next(),
            Self::Identifier { kind, .. } => kind.as_deref(),
            Self::Bundle(_) | Self::Contained(_) => None,
        }
    }
}

/// An `Identifier` as `system|value`; `None` without a value.
#[must_use]
pub fn identifier(node: &Node<'_>) -> Option<String> {
    let value = node.word("value")?;
    Some(format!("{}|{value}", node.word("system").unwrap_or_default()))
}

/// The last part of `urn:uuid:...`: what a resource of that bundle is usually called as well.
#[must_use]
pub fn urn_tail(urn: &str) -> Option<&str> {
    urn.strip_prefix("urn:uuid:").or_else(|| urn.strip_prefix("urn:oid:")).filter(|tail| !tail.is_empty())
}

/// `%7C` and the like as the characters they stand for.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_name_a_patient_is_understood() {
        let key = Some(Target::Key("Patient/a-1".into()));
        for address in [
            "Patient/a-1",
            "Patient/a-1/_history/7",
            "https://ehr.example/fhir/r4/Patient/a-1",
            "https://ehr.example/fhir/r4/Patient/a-1/_history/2",
        ] {
            assert_eq!(Target::parse(address), key, "{address}");
        }
        assert_eq!(Target::parse("urn:uuid:0c3"), Some(Target::Bundle("urn:uuid:0c3".into())));
        assert_eq!(Target::parse("#p1"), Some(Target::Contained("p1".into())));
        for address in [
            "Patient?identifier=http://x.example/mrn|77",
            "https://x.example/Patient?identifier=http%3A%2F%2Fx.example%2Fmrn%7C77",
        ] {
            let conditional =
                Target::Identifier { kind: Some("Patient".into()), identifier: "http://x.example/mrn|77".into() };
            assert_eq!(Target::parse(address), Some(conditional), "{address}");
        }
    }

    #[test]
    fn an_address_that_names_no_resource_leads_nowhere() {
        for address in
            ["", "#", "Patient", "/", "Patient/", "https://ehr.example/", "../../etc/passwd", "Patient?name=x"]
        {
            assert_eq!(Target::parse(address), None, "{address}");
        }
    }
}
