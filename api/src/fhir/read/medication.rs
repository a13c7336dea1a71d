//! Medicines: what is prescribed (MedicationRequest) and what is taken (MedicationStatement).

use salus_protocol::{
    record::{Dosage, MedicationState, Term},
    time::RecordDate,
    words::LanguageTag,
};

use super::{date::first_date, dosage, links::Links, value, words};
use crate::fhir::node::Node;

/// Codes that say that nothing is taken, or that nothing is known.
const NOTHING_KNOWN: &[&str] = &["no-known-medications", "no-medication-info", "787481004"];

/// One medicine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medication {
    /// Its name and strength.
    pub name: String,
    /// Whether it is taken now.
    pub state: MedicationState,
    /// Whether it must not be taken.
    pub do_not_take: bool,
    /// How to take it.
    pub instructions: Vec<Term<Dosage>>,
    /// What it is for.
    pub reason: Option<String>,
    /// Who prescribed it.
    pub prescriber: Option<String>,
    /// Since when.
    pub since: Option<RecordDate>,
    /// Comments.
    pub notes: Vec<String>,
    /// The language of its words.
    pub language: Option<LanguageTag>,
}

/// Reads a MedicationRequest; `None` if it was entered in error, is a draft or a mere proposal.
#[must_use]
pub fn request(request: &Node<'_>, links: &Links) -> Option<Medication> {
    let forbidden = request.get("doNotPerform").truth() == Some(true);
    let state = match request.get("status").text().as_deref() {
        Some("entered-in-error" | "draft") => return None,
        Some(_) if request.is("intent", "proposal") => return None,
        _ if forbidden => MedicationState::Past,
        Some("active") => MedicationState::Current,
        Some("on-hold") => MedicationState::OnHold,
        Some("cancelled" | "completed" | "stopped") => MedicationState::Past,
        _ => MedicationState::Unknown,
    };
    let instructions = dosage::instructions(request.get("dosageInstruction"));
    let since = first_date(request, &["authoredOn"]);
    let medicine = read(request, state, instructions, request.get("requester"), since, links)?;
    Some(Medication { do_not_take: forbidden, ..medicine })
}

/// Reads a MedicationStatement; `None` if it was entered in error.
#[must_use]
pub fn statement(statement: &Node<'_>, links: &Links) -> Option<Medication> {
    let state = match statement.get("status").text().as_deref() {
        Some("entered-in-error") => return None,
        Some("active") => MedicationState::Current,
        Some("on-hold") => MedicationState::OnHold,
        Some("completed" | "stopped" | "not-taken") => MedicationState::Past,
        _ => MedicationState::Unknown,
    };
    let instructions = dosage::instructions(statement.get("dosage"));
    let since = first_date(statement, &["effectiveDateTime", "effectivePeriod", "dateAsserted"]);
    read(statement, state, instructions, &Node::Null, since, links)
}

fn read(
    resource: &Node<'_>,
    state: MedicationState,
    instructions: Vec<Term<Dosage>>,
    prescriber: &Node<'_>,
    since: Option<RecordDate>,
    links: &Links,
) -> Option<Medication> {
    let code = resource.get("medicationCodeableConcept");
    if words::codes(code).any(|code| NOTHING_KNOWN.contains(&code.as_ref())) {
        return None;
    }
    let name = words::concept(code).or_else(|| links.name(resource.get("medicationReference"), resource))?;
    let reason = words::first_concept(resource, "reasonCode")
        .or_else(|| resource.each("reasonReference").find_map(|reference| links.name(reference, resource)));
    Some(Medication {
        name: words::capitalised(&for_people(&name)),
        state,
        do_not_take: false,
        instructions,
        reason,
        prescriber: links.name(prescriber, resource),
        since,
        notes: words::notes(resource),
        language: words::language(resource),
    })
}

/// A drug's name without the numbers of the authorities, and its strength in the units that are printed on packs.
fn for_people(name: &str) -> String {
    let unit = |word: &str| {
        let parts: Vec<&str> = word
            .split('/')
            .map(|part| match part {
                "MG" => "mg",
                "ML" => "mL",
                "MCG" => "mcg",
                "UNT" => "units",
                "ACTUAT" => "dose",
                "HR" => "hour",
                other => other,
            })
            .collect();
        parts.join("/")
    };
    let is_number_of_authority = |word: &str| {
        word.len() == 9
            && ["NDA", "BLA", "ANDA"].iter().any(|start| word.starts_with(start))
            && word[3..].bytes().all(|b| b.is_ascii_digit())
    };
    let words: Vec<String> =
        name.split(' ').filter(|word| !word.is_ascii() || !is_number_of_authority(word)).map(unit).collect();
    words.join(" ")
}

/// The name of a Medication resource, with its strength where the name is only the substance.
#[must_use]
pub fn name_of(medication: &Node<'_>) -> Option<String> {
    if let Some(name) = words::concept(medication.get("code")) {
        return Some(name);
    }
    let substances: Vec<String> = medication
        .each("ingredient")
        .filter_map(|ingredient| {
            let name = words::concept(ingredient.get("itemCodeableConcept"))?;
            let strength = value::in_words(ingredient.at(&["strength", "numerator"]));
            Some(strength.map_or_else(|| name.clone(), |strength| format!("{name} {strength}")))
        })
        .collect();
    (!substances.is_empty()).then(|| substances.join(", "))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_taper_on_hold_shows_its_steps() {
        let text = r#"{"status": "on-hold", "intent": "plan", "medicationCodeableConcept": {"text": "prednisoLONE taper"},
            "dosageInstruction": [{"sequence": 2, "text": "then 10 mg daily"}, {"sequence": 1, "text": "20 mg daily for 5 days"}]}"#;
        let read = request(&Node::parse(text).unwrap(), &Links::default()).unwrap();
        assert_eq!((read.name.as_str(), read.state), ("PrednisoLONE taper", MedicationState::OnHold));
        assert_eq!(read.instructions, ["20 mg daily for 5 days".into(), "then 10 mg daily".into()]);
    }

    #[test]
    fn a_contained_medicine_is_named_and_a_forbidden_one_says_so() {
        let text = r##"{"status": "active", "doNotPerform": true, "medicationReference": {"reference": "#m"},
            "contained": [{"resourceType": "Medication", "id": "m", "code": {"coding": [{"display": "Nizatidine 15 MG/ML [Axid]"}]}}]}"##;
        let read = request(&Node::parse(text).unwrap(), &Links::default()).unwrap();
        assert_eq!(read.name, "Nizatidine 15 mg/mL [Axid]");
        assert_eq!((read.state, read.do_not_take, read.instructions), (MedicationState::Past, true, Vec::new()));
    }

    #[test]
    fn a_name_for_pharmacists_becomes_one_for_people() {
        assert_eq!(
            for_people("NDA020800 0.3 ML Epinephrine 1 MG/ML Auto-Injector"),
            "0.3 mL Epinephrine 1 mg/mL Auto-Injector"
        );
        assert_eq!(for_people("24 HR Metformin 500 MG"), "24 hour Metformin 500 mg");
        assert_eq!(for_people("Insulin 70 UNT/ML"), "Insulin 70 units/mL");
        assert_eq!(for_people("Éplérénone MGX"), "Éplérénone MGX");
    }

    #[test]
    fn drafts_and_errors_are_not_read() {
        for status in ["draft", "entered-in-error"] {
            let text = format!(r#"{{"status": "{status}", "medicationCodeableConcept": {{"text": "x"}}}}"#);
            assert_eq!(request(&Node::parse(&text).unwrap(), &Links::default()), None);
        }
        let text =
            r#"{"status": "active", "medicationCodeableConcept": {"coding": [{"code": "no-known-medications"}]}}"#;
        assert_eq!(statement(&Node::parse(text).unwrap(), &Links::default()), None);
    }
}
