//! Who the patient is.

use salus_protocol::time::Day;
use serde::{Deserialize, Serialize};

use super::{date::date, name};
use crate::fhir::node::Node;

/// What the portal needs to know about a patient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demographics {
    /// The whole name in current use, without titles; `None` if the source gives none.
    pub name: Option<String>,
    /// The given name by which to greet.
    pub given: Option<String>,
    /// The date of birth, where the source gives the whole day.
    pub birth_date: Option<Day>,
    /// The administrative gender: `female`, `male`, `other` or `unknown`.
    pub gender: Option<String>,
    /// The preferred language as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether the source says that the patient has died.
    pub deceased: bool,
    /// The e-mail addresses that the source has not marked as old.
    #[serde(default)]
    pub emails: Vec<String>,
}

/// Reads a `Patient`.
#[must_use]
pub fn read(patient: &Node<'_>) -> Demographics {
    let current = name::current(patient);
    let given = current.as_ref().and_then(|name| name.each("given").next()?.text().map(|given| given.into_owned()));
    let languages = || patient.each("communication");
    let language = languages()
        .find(|language| language.get("preferred").truth() == Some(true))
        .or_else(|| languages().next())
        .and_then(|language| language.get("language").each("coding").next()?.word("code"));
    let gender =
        patient.word("gender").filter(|gender| ["female", "male", "other", "unknown"].contains(&gender.as_str()));
    Demographics {
        name: current.as_ref().and_then(|current| name::written(current, false)),
        given,
        birth_date: date(patient.get("birthDate")).and_then(|birth| birth.day()),
        gender,
        language: language.filter(|tag| tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')),
        emails: emails(patient),
        deceased: patient.get("deceasedBoolean").truth() == Some(true)
            || date(patient.get("deceasedDateTime")).is_some(),
    }
}

/// The values of `Patient.telecom` that are e-mail addresses, each once.
fn emails(patient: &Node<'_>) -> Vec<String> {
    let mut emails: Vec<String> = Vec::new();
    for contact in patient.each("telecom") {
        let is = |name: &str, word: &str| contact.word(name).is_some_and(|found| found == word);
        if let Some(email) = contact.word("value").filter(|_| is("system", "email") && !is("use", "old"))
            && !emails.contains(&email)
        {
            emails.push(email);
        }
    }
    emails
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn patient(text: &str) -> Demographics {
        read(&Node::parse(text).unwrap())
    }

    #[test]
    fn a_patient_with_nothing_but_an_id_is_read() {
        assert_eq!(patient(r#"{"resourceType": "Patient", "id": "x"}"#), Demographics::default());
    }

    #[test]
    fn wrong_types_in_one_element_leave_the_others() {
        let read = patient(
            r#"{"name": "Ana Upton", "birthDate": 1979, "gender": ["x"], "deceasedBoolean": "no", "communication": 3}"#,
        );
        assert_eq!(read.name.as_deref(), Some("Ana Upton"));
        assert_eq!((read.birth_date, read.gender, read.deceased), (None, None, false));
    }

    #[test]
    fn only_addresses_of_e_mail_that_are_in_use_are_read() {
        let read = patient(
            r#"{"telecom": [{"system": "phone", "value": "555-0143"}, {"system": "email", "value": "ana@example.org"},
                {"system": "email", "value": "old@example.org", "use": "old"}, {"system": "email", "value": "ana@example.org"},
                {"system": "email"}, 3]}"#,
        );
        assert_eq!(read.emails, ["ana@example.org"]);
    }

    #[test]
    fn a_date_of_death_says_that_the_patient_has_died() {
        assert!(patient(r#"{"deceasedDateTime": "2020-11-11"}"#).deceased);
        assert!(!patient(r#"{"deceasedBoolean": false}"#).deceased);
    }
}
