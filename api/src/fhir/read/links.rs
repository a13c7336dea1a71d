//! Names behind references: practitioners, places, organisations, medicines.

use std::{collections::HashMap, sync::Arc};

use super::{medication, name, words};
use crate::fhir::{
    node::Node,
    reference::{Target, identifier, urn_tail},
};

/// Types of shared resources that have a name for people.
pub const NAMED: &[&str] =
    &["Practitioner", "PractitionerRole", "Organization", "Location", "HealthcareService", "Medication"];

/// The names of shared resources, found by key and by identifier.
#[derive(Clone, Debug, Default)]
pub struct Links {
    names: HashMap<String, Entry>,
    shared: Option<Arc<Links>>,
}

#[derive(Clone, Debug)]
enum Entry {
    Name(String),
    /// A role has the name of whoever holds it.
    Role(Target),
}

impl Links {
    /// Names of one patient's own resources, over the shared ones.
    #[must_use]
    pub fn over(shared: &Arc<Self>) -> Self {
        Self { names: HashMap::new(), shared: Some(Arc::clone(shared)) }
    }

    /// Learns the name of a resource from its JSON text, as it was stored.
    pub fn learn(&mut self, text: &str) {
        if let Ok(node) = Node::parse(text) {
            let (full_url, resource) = crate::fhir::entry::opened(&node);
            self.learn_from(full_url, resource);
        }
    }

    /// Learns the name of a resource.
    pub fn learn_from(&mut self, full_url: Option<&str>, resource: &Node<'_>) {
        let Some(kind) = resource.word("resourceType") else { return };
        let entry = match kind.as_str() {
            "Practitioner" => name::practitioner(resource).map(Entry::Name),
            "Organization" | "Location" | "HealthcareService" => {
                resource.word("name").or_else(|| resource.word("description")).map(Entry::Name)
            }
            "Condition" => words::concept(resource.get("code")).map(Entry::Name),
            "Medication" => medication::name_of(resource).map(Entry::Name),
            "PractitionerRole" => {
                let practitioner = resource.get("practitioner");
                practitioner.word("display").map(Entry::Name).or_else(|| Target::of(practitioner).map(Entry::Role))
            }
            _ => None,
        };
        let Some(entry) = entry else { return };
        if let Some(id) = resource.word("id") {
            self.names.insert(format!("{kind}/{id}"), entry.clone());
            self.names.insert(id, entry.clone());
        }
        if let Some(tail) = full_url.and_then(urn_tail) {
            self.names.insert(tail.to_owned(), entry.clone());
        }
        for one in resource.each("identifier").filter_map(identifier) {
            self.names.insert(format!("{kind}?{one}"), entry.clone());
        }
    }

    /// The name behind a reference in `resource`: what the reference says itself, else what is known of its target.
    #[must_use]
    pub fn name(&self, reference: &Node<'_>, resource: &Node<'_>) -> Option<String> {
        if let Some(display) = reference.word("display") {
            return Some(words::without_tag(display.trim_matches('*').trim()).to_owned());
        }
        match Target::of(reference)? {
            Target::Contained(id) => {
                let inner = resource.each("contained").find(|inner| inner.is("id", &id))?;
                match inner.get("resourceType").text().as_deref() {
                    Some("Medication") => medication::name_of(inner),
                    Some("Practitioner") => name::practitioner(inner),
                    Some("PractitionerRole") => self.holder(inner.get("practitioner"), resource),
                    _ => inner.word("name"),
                }
            }
            target => self.known(&target, 0),
        }
    }

    /// The name of whoever holds a role that stands inside `resource`. Another role is not followed: it may lead back here.
    fn holder(&self, practitioner: &Node<'_>, resource: &Node<'_>) -> Option<String> {
        match Target::of(practitioner) {
            Some(Target::Contained(id)) if practitioner.word("display").is_none() => {
                let is_holder = |inner: &&Node<'_>| inner.is("id", &id) && inner.is("resourceType", "Practitioner");
                resource.each("contained").find(is_holder).and_then(name::practitioner)
            }
            _ => self.name(practitioner, resource),
        }
    }

    fn known(&self, target: &Target, depth: u8) -> Option<String> {
        let own = self.own(target, depth);
        own.or_else(|| self.shared.as_ref()?.known(target, depth))
    }

    fn own(&self, target: &Target, depth: u8) -> Option<String> {
        let entry = match target {
            Target::Key(key) => self.names.get(key),
            Target::Bundle(urn) => self.names.get(urn_tail(urn)?),
            Target::Identifier { kind: Some(kind), identifier } => self.names.get(&format!("{kind}?{identifier}")),
            Target::Identifier { kind: None, .. } | Target::Contained(_) => None,
        }?;
        match entry {
            Entry::Name(name) => Some(name.clone()),
            Entry::Role(target) if depth == 0 => self.known(target, 1),
            Entry::Role(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_name_is_found_by_key_by_bundle_address_and_by_identifier() {
        let mut links = Links::default();
        links.learn(
            r#"{"resourceType": "Practitioner", "id": "p-1", "identifier": [{"system": "urn:npi", "value": "99"}],
            "name": [{"family": "Ratke343", "given": ["Trey250"], "prefix": ["Dr."]}]}"#,
        );
        links.learn(
            r#"{"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "Practitioner/p-1"}}"#,
        );
        for address in ["Practitioner/p-1", "urn:uuid:p-1", "Practitioner?identifier=urn:npi|99", "PractitionerRole/r"]
        {
            let text = format!(r#"{{"reference": "{address}"}}"#);
            let found = links.name(&Node::parse(&text).unwrap(), &Node::Null);
            assert_eq!(found.as_deref(), Some("Dr. Trey250 Ratke343"), "{address}");
        }
    }

    #[test]
    fn a_name_inside_the_resource_is_found_and_an_unknown_one_is_nothing() {
        let resource =
            Node::parse(r#"{"contained": [{"resourceType": "Organization", "id": "o", "name": "North Laboratory"}]}"#)
                .unwrap();
        let links = Links::default();
        let name = |text: &str| links.name(&Node::parse(text).unwrap(), &resource);
        assert_eq!(name(r##"{"reference": "#o"}"##).as_deref(), Some("North Laboratory"));
        assert_eq!(name(r#"{"reference": "Organization/none"}"#), None);
        assert_eq!(name(r#"{"reference": 5}"#), None);
    }

    #[test]
    fn a_role_that_names_itself_or_another_role_has_no_name_and_costs_no_stack() {
        let resource = Node::parse(
            r##"{"contained": [
                {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "#r"}},
                {"resourceType": "PractitionerRole", "id": "a", "practitioner": {"reference": "#b"}},
                {"resourceType": "PractitionerRole", "id": "b", "practitioner": {"reference": "#a"}},
                {"resourceType": "PractitionerRole", "id": "c", "practitioner": {"reference": "#d"}},
                {"resourceType": "Practitioner", "id": "d", "name": [{"text": "Dr Mara Stone"}]}]}"##,
        )
        .unwrap();
        let links = Links::default();
        let name = |text: &str| links.name(&Node::parse(text).unwrap(), &resource);
        assert_eq!(name(r##"{"reference": "#r"}"##), None);
        assert_eq!(name(r##"{"reference": "#a"}"##), None);
        assert_eq!(name(r##"{"reference": "#c"}"##).as_deref(), Some("Dr Mara Stone"));
    }
}
