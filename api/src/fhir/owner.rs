//! Whose a resource is.

use crate::fhir::{node::Node, reference::Target};

/// Types that are nobody's: who works where, what a medicine is, what a form asks.
const SHARED: &[&str] = &[
    "ActivityDefinition",
    "CapabilityStatement",
    "CodeSystem",
    "ConceptMap",
    "Device",
    "DeviceDefinition",
    "Endpoint",
    "EventDefinition",
    "Evidence",
    "EvidenceVariable",
    "GraphDefinition",
    "HealthcareService",
    "ImplementationGuide",
    "InsurancePlan",
    "Library",
    "Location",
    "Measure",
    "Medication",
    "MedicationKnowledge",
    "NamingSystem",
    "OperationDefinition",
    "Organization",
    "OrganizationAffiliation",
    "PlanDefinition",
    "Practitioner",
    "PractitionerRole",
    "Questionnaire",
    "ResearchStudy",
    "Schedule",
    "SearchParameter",
    "Slot",
    "SpecimenDefinition",
    "StructureDefinition",
    "StructureMap",
    "Substance",
    "TerminologyCapabilities",
    "ValueSet",
];

/// Elements that say whose a resource is, the most telling first.
const ELEMENTS: &[&str] =
    &["subject", "patient", "beneficiary", "for", "individual", "candidate", "securityContext", "actor", "source"];

/// What a resource says about whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// It is the patient.
    Patient,
    /// It names a patient, or something that may be one.
    Named(Vec<Target>),
    /// It is about other resources, and belongs to whom they belong.
    Through(Vec<Target>),
    /// It is nobody's.
    Shared,
    /// It should be somebody's and does not say whose.
    Nobody,
}

/// Reads whose a resource is. Of two patients the one it is about counts, not one who is mentioned.
#[must_use]
pub fn subject_of(kind: &str, resource: &Node<'_>) -> Subject {
    if kind == "Patient" {
        return Subject::Patient;
    }
    for element in ELEMENTS {
        let named: Vec<Target> = resource.each(element).filter_map(Target::of).filter(may_be_patient).collect();
        if !named.is_empty() {
            return Subject::Named(with_identifiers_of_contained(named, resource));
        }
    }
    let among = |list: &str, inner: &str| -> Vec<Target> {
        resource.each(list).flat_map(|item| item.each(inner)).filter_map(Target::of).collect()
    };
    let patients = |targets: Vec<Target>| -> Vec<Target> { targets.into_iter().filter(is_patient).collect() };
    let (named, through) = match kind {
        "Appointment" => (among("participant", "actor").into_iter().filter(may_be_patient).collect(), Vec::new()),
        "Provenance" => {
            let targets: Vec<Target> = resource.each("target").filter_map(Target::of).collect();
            (patients(targets.clone()), targets)
        }
        "AuditEvent" => (patients(among("entity", "what")), among("entity", "what")),
        "Person" => (patients(among("link", "target")), Vec::new()),
        "Communication" | "CommunicationRequest" => {
            let people = ["recipient", "sender"].iter().flat_map(|element| resource.each(element));
            (patients(people.filter_map(Target::of).collect()), Vec::new())
        }
        _ => (Vec::new(), Vec::new()),
    };
    if !named.is_empty() {
        Subject::Named(with_identifiers_of_contained(named, resource))
    } else if !through.is_empty() {
        Subject::Through(through)
    } else if SHARED.contains(&kind) {
        Subject::Shared
    } else {
        Subject::Nobody
    }
}

/// Whether the reference names a patient for certain.
fn is_patient(target: &Target) -> bool {
    target.kind() == Some("Patient")
}

/// Whether the reference names a patient, or does not say what it names.
fn may_be_patient(target: &Target) -> bool {
    target.kind().is_none_or(|kind| kind == "Patient")
}

/// A patient who stands inside the resource has no key; their identifiers may be known.
fn with_identifiers_of_contained(targets: Vec<Target>, resource: &Node<'_>) -> Vec<Target> {
    let mut found = Vec::new();
    for target in targets {
        if let Target::Contained(id) = &target {
            let inside =
                resource.each("contained").find(|inner| inner.is("resourceType", "Patient") && inner.is("id", id));
            for one in inside.into_iter().flat_map(|patient| patient.each("identifier")) {
                if let Some(identifier) = super::reference::identifier(one) {
                    found.push(Target::Identifier { kind: Some("Patient".into()), identifier });
                }
            }
        } else {
            found.push(target);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn subject(text: &str) -> Subject {
        let node = Node::parse(text).unwrap();
        subject_of(&node.word("resourceType").unwrap(), &node)
    }

    fn key(text: &str) -> Subject {
        Subject::Named(vec![Target::Key(text.into())])
    }

    #[test]
    fn the_subject_counts_and_not_another_patient_who_is_mentioned() {
        let observation = r#"{"resourceType": "Observation", "subject": {"reference": "Patient/1"}, "focus": [{"reference": "Patient/2"}]}"#;
        assert_eq!(subject(observation), key("Patient/1"));
        let allergy = r#"{"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/1"}, "recorder": {"reference": "Patient/2"}}"#;
        assert_eq!(subject(allergy), key("Patient/1"));
    }

    #[test]
    fn an_appointment_belongs_to_the_patient_among_its_participants() {
        let appointment = r#"{"resourceType": "Appointment", "participant": [{"actor": {"reference": "Practitioner/9"}}, {"actor": {"reference": "Patient/1"}}]}"#;
        assert_eq!(subject(appointment), key("Patient/1"));
    }

    #[test]
    fn people_and_places_are_shared_and_a_device_is_its_patients() {
        assert_eq!(subject(r#"{"resourceType": "Practitioner"}"#), Subject::Shared);
        assert_eq!(subject(r#"{"resourceType": "Device"}"#), Subject::Shared);
        assert_eq!(subject(r#"{"resourceType": "Device", "patient": {"reference": "Patient/1"}}"#), key("Patient/1"));
    }

    #[test]
    fn what_should_be_somebodys_and_is_not_is_never_guessed() {
        assert_eq!(subject(r#"{"resourceType": "Observation"}"#), Subject::Nobody);
        assert_eq!(subject(r#"{"resourceType": "Observation", "subject": {"reference": "Group/3"}}"#), Subject::Nobody);
        assert_eq!(subject(r#"{"resourceType": "Observation", "subject": 17}"#), Subject::Nobody);
    }

    #[test]
    fn a_contained_patient_is_known_by_identifier_only() {
        let report = r##"{"resourceType": "DiagnosticReport", "subject": {"reference": "#p"},
            "contained": [{"resourceType": "Patient", "id": "p", "identifier": [{"system": "urn:x", "value": "7"}]}]}"##;
        let identifier = Target::Identifier { kind: Some("Patient".into()), identifier: "urn:x|7".into() };
        assert_eq!(subject(report), Subject::Named(vec![identifier]));
    }
}
