//! What a patient can be found by: record numbers, telephones, e-mail addresses.

use crate::{
    domain::identifiers::{Identifier, Kind},
    fhir::node::Node,
};

/// Reads a `Patient`: each thing once, in its one form.
#[must_use]
pub fn read(patient: &Node<'_>) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    let mut add = |kind, written: Option<String>| {
        if let Some(identifier) = written.and_then(|written| Identifier::of(kind, &written))
            && !found.contains(&identifier)
        {
            found.push(identifier);
        }
    };
    let numbers = || patient.each("identifier").filter(|identifier| !identifier.is("use", "old"));
    let marked = numbers().any(is_record_number);
    for number in
        numbers().filter(|number| if marked { is_record_number(number) } else { may_be_record_number(number) })
    {
        add(Kind::RecordNumber, number.word("value"));
    }
    for contact in patient.each("telecom").filter(|contact| !contact.is("use", "old")) {
        match contact.word("system").as_deref() {
            Some("phone" | "sms") => add(Kind::Telephone, contact.word("value")),
            Some("email") => add(Kind::Email, contact.word("value")),
            _ => {}
        }
    }
    found
}

/// Whether the source says that it is a medical record number (HL7 table 0203, code MR).
fn is_record_number(identifier: &Node<'_>) -> bool {
    identifier.get("type").each("coding").any(|coding| coding.is("code", "MR"))
}

/// Where no number is marked: one that is not marked as anything else. Numbers of the state are never kept, not even as a hash:
/// there are so few of them that trying all would find each.
fn may_be_record_number(identifier: &Node<'_>) -> bool {
    let system = identifier.word("system").unwrap_or_default().to_lowercase();
    let of_the_state = ["ssn", "social-security", "national", "passport", "driver", "tax"];
    identifier.get("type").is_nothing() && !of_the_state.iter().any(|word| system.contains(word))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let read = read(&Node::parse(text).unwrap());
        read.into_iter().map(|identifier| (identifier.kind.as_str(), identifier.value)).collect()
    }

    #[test]
    fn the_number_that_is_marked_counts_and_numbers_of_the_state_never_do() {
        let marked = r#"{"identifier": [
            {"system": "urn:clinic", "value": "7"},
            {"type": {"coding": [{"code": "MR"}]}, "value": "mr-10 4"},
            {"type": {"coding": [{"code": "SS"}]}, "value": "999-10-1000"}]}"#;
        assert_eq!(found(marked), [("record_number", "MR104".to_owned())]);
        let plain = r#"{"identifier": [
            {"system": "urn:clinic", "value": "7"},
            {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-10-1000"}]}"#;
        assert_eq!(found(plain), [("record_number", "7".to_owned())]);
    }

    #[test]
    fn telephones_and_addresses_are_found_once_and_old_ones_not_at_all() {
        let patient = r#"{"telecom": [
            {"system": "phone", "value": "+44 20 7946 0958"}, {"system": "sms", "value": "020 7946 0958"},
            {"system": "phone", "use": "old", "value": "+44 20 7946 0000"}, {"system": "fax", "value": "1"},
            {"system": "email", "value": "Ana@example.org"}, "odd", {"system": "email"}]}"#;
        assert_eq!(found(patient), [("telephone", "079460958".to_owned()), ("email", "ana@example.org".to_owned())]);
    }
}
