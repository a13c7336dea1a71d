//! Medicines, conditions and allergies.

use serde_json::{Value, json};

use super::{
    bundle::{coded, concept, exact, quantity, snomed},
    chart::Chart,
    days::stamp,
    practice::Member,
};

/// A prescription.
#[derive(Clone, Copy, Debug)]
pub(super) struct Medicine<'a> {
    /// Names its ids.
    pub(super) slug: &'static str,
    /// Its ATC code.
    pub(super) atc: &'static str,
    /// Name, strength and form as patients read them.
    pub(super) name: &'static str,
    /// How to take it, one line for each step.
    pub(super) how: &'a [Step],
    /// What it is for.
    pub(super) reason: &'static str,
    /// Who prescribed it.
    pub(super) by: &'static Member,
}

/// One step of how to take a medicine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// In the prescriber's words.
    pub(super) words: &'static str,
    /// How much: figure, unit for people, UCUM code.
    pub(super) dose: (&'static str, &'static str, &'static str),
    /// When.
    pub(super) when: When,
}

/// When a dose is taken.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// So many times in so many days, at these times of FHIR's list (may be none).
    Every {
        /// How many times.
        times: u32,
        /// In how many days.
        days: u32,
        /// Codes such as `MORN`.
        at: &'static [&'static str],
    },
    /// Only when needed.
    Needed,
    /// One single time.
    Once,
}

/// One tablet.
pub(super) const ONE_TABLET: (&str, &str, &str) = ("1", "tablet", "{tablet}");

/// How a prescription stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing {
    /// Taken now; how many more times it may be handed out.
    Current(u32),
    /// On hold, because of this.
    OnHold(&'static str),
    /// Stopped, because of this.
    Stopped(&'static str),
    /// Taken to its end.
    Finished,
}

impl Chart {
    /// A prescription written so many days ago, with a comment (may be empty).
    pub(super) fn prescribe(&mut self, ago: i32, medicine: Medicine<'_>, standing: Standing, note: &str) {
        let (status, why, repeats) = match standing {
            Standing::Current(repeats) => ("active", None, repeats),
            Standing::OnHold(why) => ("on-hold", Some(why), 0),
            Standing::Stopped(why) => ("stopped", Some(why), 0),
            Standing::Finished => ("completed", None, 0),
        };
        let on = self.days.workday_ago(ago);
        let steps: Vec<Value> = medicine.how.iter().enumerate().map(|(index, step)| dosage(index, step)).collect();
        let mut resource = json!({
            "status": status,
            "intent": "order",
            "medicationCodeableConcept": coded("http://www.whocc.no/atc", medicine.atc, medicine.name),
            "subject": self.subject(),
            "authoredOn": stamp(on, 10, 15),
            "requester": medicine.by.reference(),
            "reasonCode": [{ "text": medicine.reason }],
            "dosageInstruction": steps,
        });
        if let Some(why) = why {
            resource["statusReason"] = json!({ "text": why });
        }
        if status == "active" {
            resource["dispenseRequest"] = json!({
                "validityPeriod": { "start": on.to_string() },
                "numberOfRepeatsAllowed": repeats,
            });
        }
        let notes: Vec<Value> = [note, why.unwrap_or_default()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| json!({ "text": text }))
            .collect();
        if !notes.is_empty() {
            resource["note"] = json!(notes);
        }
        self.put("MedicationRequest", medicine.slug, resource);
    }

    /// A condition: SNOMED CT code (none where empty), name, since how many days, until how many days ago, a comment.
    pub(super) fn condition(&mut self, code: &str, name: &str, since: i32, until: Option<i32>, note: &str) {
        let status = if until.is_some() { ("resolved", "Resolved") } else { ("active", "Active") };
        let mut resource = json!({
            "clinicalStatus": concept(
                "http://terminology.hl7.org/CodeSystem/condition-clinical", status.0, status.1, status.1,
            ),
            "verificationStatus": concept(
                "http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed", "Confirmed", "Confirmed",
            ),
            "category": [concept(
                "http://terminology.hl7.org/CodeSystem/condition-category",
                "problem-list-item", "Problem List Item", "Problem",
            )],
            "code": snomed(code, name),
            "subject": self.subject(),
            "recordedDate": self.days.workday_ago(since).to_string(),
        });
        // What lies long back is known by its year alone.
        resource["onsetDateTime"] =
            json!(if since > 3650 { self.days.year_ago(since) } else { self.days.workday_ago(since).to_string() });
        if let Some(until) = until {
            resource["abatementDateTime"] = json!(self.days.workday_ago(until).to_string());
        }
        if !note.is_empty() {
            resource["note"] = json!([{ "text": note }]);
        }
        self.put("Condition", "condition", resource);
    }

    /// An allergy with what happens.
    pub(super) fn allergy(&mut self, allergy: Allergy) {
        let mut resource = json!({
            "clinicalStatus": concept(
                "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active", "Active", "Active",
            ),
            "verificationStatus": concept(
                "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", "confirmed", "Confirmed", "Confirmed",
            ),
            "code": snomed(allergy.snomed, allergy.name),
            "patient": self.subject(),
            "recordedDate": self.days.workday_ago(allergy.since).to_string(),
        });
        if let Some(class) = allergy.class {
            resource["type"] = json!(class.0);
            resource["category"] = json!([class.1]);
            resource["criticality"] = json!(if allergy.dangerous { "high" } else { "low" });
            resource["onsetDateTime"] = json!(self.days.year_ago(allergy.since));
        }
        if !allergy.reactions.is_empty() {
            let manifestation: Vec<Value> = allergy.reactions.iter().map(|(code, words)| snomed(code, words)).collect();
            resource["reaction"] = json!([{ "manifestation": manifestation, "severity": if allergy.dangerous { "severe" } else { "mild" } }]);
        }
        if !allergy.note.is_empty() {
            resource["note"] = json!([{ "text": allergy.note }]);
        }
        self.put("AllergyIntolerance", "allergy", resource);
    }
}

/// An allergy or intolerance, or the statement that there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allergy {
    /// SNOMED CT code; none where empty.
    pub(super) snomed: &'static str,
    /// To what.
    pub(super) name: &'static str,
    /// `allergy` or `intolerance`, and the category; `None` for the statement that there is none.
    pub(super) class: Option<(&'static str, &'static str)>,
    /// Whether it can be dangerous.
    pub(super) dangerous: bool,
    /// SNOMED CT codes and words of what happens.
    pub(super) reactions: &'static [(&'static str, &'static str)],
    /// Known since how many days.
    pub(super) since: i32,
    /// A comment, may be empty.
    pub(super) note: &'static str,
}

fn dosage(index: usize, step: &Step) -> Value {
    let (figure, unit, ucum) = step.dose;
    let mut dosage = json!({
        "sequence": index + 1,
        "text": step.words,
        "doseAndRate": [{ "doseQuantity": quantity(exact(figure), unit, ucum) }],
    });
    match step.when {
        When::Every { times, days, at } => {
            let mut repeat = json!({ "frequency": times, "period": days, "periodUnit": "d" });
            if !at.is_empty() {
                repeat["when"] = json!(at);
            }
            dosage["timing"] = json!({ "repeat": repeat });
        }
        When::Once => dosage["timing"] = json!({ "repeat": { "count": 1 } }),
        When::Needed => dosage["asNeededBoolean"] = json!(true),
    }
    dosage
}
