//! A patient's record in the making: who it is, and the visits that the rest hangs on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    bundle::{Bundle, concept, entry_id, reference, snomed},
    days::{Days, Dice, stamp},
    practice::{Member, Place, SURGERY, organization},
};

/// Who a patient is.
#[derive(Debug)]
pub(super) struct Identity {
    /// The id of the Patient; every other id begins with it.
    pub(super) id: &'static str,
    /// The first name.
    pub(super) given: &'static str,
    /// The family name.
    pub(super) family: &'static str,
    /// How the name was spelt in older papers, where it was spelt otherwise.
    pub(super) once: Option<&'static str>,
    /// `female` or `male`.
    pub(super) gender: &'static str,
    /// The age in years.
    pub(super) age: i32,
    /// How many days ago the last birthday was.
    pub(super) birthday_ago: i32,
    /// Telephone, from the numbers kept for drama.
    pub(super) phone: &'static str,
    /// The address to sign in with.
    pub(super) email: &'static str,
    /// Street and number.
    pub(super) street: &'static str,
    /// The member of the care team who looks after them.
    pub(super) doctor: &'static Member,
}

impl Identity {
    /// The whole name.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }
}

/// A patient's record in the making.
#[derive(Debug)]
pub(super) struct Chart {
    /// Whose it is.
    pub(super) who: &'static Identity,
    /// The calendar.
    pub(super) days: Days,
    /// Scatter for figures that no story depends on.
    pub(super) dice: Dice,
    bundle: Bundle,
    numbers: BTreeMap<(String, String), u32>,
    visits: Vec<Visit>,
}

/// A past visit, to hang results and vital signs on.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// The Encounter's id; `None` for a sample or a measurement outside a visit.
    pub(super) encounter: Option<String>,
    /// The day.
    pub(super) on: Date,
    /// The hour at which it began.
    pub(super) hour: u8,
    /// Whom the patient met.
    pub(super) with: &'static Member,
}

impl Visit {
    /// A sample that was taken without a visit, so many days ago, for this member of the team.
    pub(super) fn sample(days: Days, ago: i32, with: &'static Member) -> Self {
        Self { encounter: None, on: days.workday_ago(ago), hour: 7, with }
    }

    /// Adds `encounter` to a resource that was made during this visit.
    pub(super) fn mark(&self, resource: &mut Value) {
        if let Some(id) = &self.encounter {
            resource["encounter"] = json!({ "reference": format!("Encounter/{id}") });
        }
    }
}

/// What a visit was, in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// For example "Diabetes review".
    pub(super) title: &'static str,
    /// Whom the patient meets.
    pub(super) with: &'static Member,
    /// Where.
    pub(super) place: &'static Place,
    /// The hour at which such visits begin.
    pub(super) hour: u8,
}

impl Chart {
    /// An empty record with its Patient.
    pub(super) fn new(who: &'static Identity, days: Days) -> Self {
        let mut chart = Self {
            who,
            days,
            dice: Dice::new(who.id),
            bundle: Bundle::default(),
            numbers: BTreeMap::new(),
            visits: Vec::new(),
        };
        let born = days.born(who.age, who.birthday_ago);
        let mut names =
            vec![json!({ "use": "official", "text": who.name(), "family": who.family, "given": [who.given] })];
        if let Some(once) = who.once {
            names.push(json!({ "use": "old", "text": once, "period": { "end": days.year_ago(3000) } }));
        }
        chart.bundle.put(json!({
            "resourceType": "Patient",
            "id": who.id,
            "active": true,
            "identifier": [{
                "use": "usual", "system": "https://north-clinic.example.org/patients",
                "value": format!("NC-{:06}", 100_000 + Dice::new(who.id).below(900_000)),
                "type": concept("http://terminology.hl7.org/CodeSystem/v2-0203", "MR", "Medical record number", "Patient number"),
            }],
            "name": names,
            "gender": who.gender,
            "birthDate": born.to_string(),
            "telecom": [
                { "system": "phone", "value": who.phone, "use": "mobile" },
                { "system": "email", "value": who.email },
            ],
            "address": [{ "use": "home", "line": [who.street], "city": "Northhaven" }],
            "managingOrganization": organization(),
            "generalPractitioner": [who.doctor.reference()],
        }));
        chart
    }

    /// Adds a resource: gives it its type and an id made of `what` and a number, and returns that id.
    pub(super) fn put(&mut self, kind: &str, what: &str, mut resource: Value) -> String {
        let number = self.numbers.entry((kind.to_owned(), what.to_owned())).or_default();
        *number += 1;
        let id = entry_id(self.who.id, what, *number);
        resource["resourceType"] = json!(kind);
        resource["id"] = json!(id);
        self.bundle.put(resource);
        id
    }

    /// A reference to the patient.
    pub(super) fn subject(&self) -> Value {
        reference("Patient", self.who.id, &self.who.name())
    }

    /// The patient's age on that day in years.
    pub(super) fn age_on(&self, date: Date) -> f64 {
        let since_birthday = f64::from(self.who.birthday_ago - self.days.since(date));
        f64::from(self.who.age) + since_birthday / 365.25
    }

    /// The past visits.
    pub(super) fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// The finished Bundle.
    pub(super) fn finish(self) -> Bundle {
        self.bundle
    }

    /// A past visit, on the working day that many days ago.
    pub(super) fn visit(&mut self, ago: i32, kind: Kind, reason: &str) -> Visit {
        let on = self.days.workday_ago(ago);
        let minute = 10 * u8::try_from(self.dice.below(4)).unwrap_or_default();
        let by_telephone = kind.place.id == "telephone";
        let class = if by_telephone { ("VR", "virtual") } else { ("AMB", "ambulatory") };
        let mut encounter = json!({
            "status": "finished",
            "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": class.0, "display": class.1 },
            "type": [{ "text": kind.title }],
            "subject": self.subject(),
            "participant": [{ "individual": kind.with.reference() }],
            "period": { "start": stamp(on, kind.hour, minute), "end": stamp(on, kind.hour, minute + 20) },
            "location": [{ "location": kind.place.reference() }],
            "serviceProvider": organization(),
        });
        if !reason.is_empty() {
            encounter["reasonCode"] = json!([{ "text": reason }]);
        }
        let id = self.put("Encounter", "visit", encounter);
        let visit = Visit { encounter: Some(id), on, hour: kind.hour, with: kind.with };
        self.visits.push(visit.clone());
        visit
    }

    /// A booked visit, on the working day that many days ahead; returns its day.
    pub(super) fn appointment(&mut self, ahead: i32, half_past: bool, kind: Kind, reason: &str) -> Date {
        let on = self.days.workday_ahead(ahead);
        let minute = if half_past { 30 } else { 0 };
        let resource = json!({
            "status": "booked",
            "appointmentType": { "text": kind.title },
            "serviceType": [{ "text": kind.title }],
            "reasonCode": [{ "text": reason }],
            "description": kind.title,
            "start": stamp(on, kind.hour, minute),
            "end": stamp(on, kind.hour, minute + 20),
            "created": stamp(self.days.workday_ago(12), 9, 0),
            "participant": [
                { "actor": self.subject(), "required": "required", "status": "accepted" },
                { "actor": kind.with.reference(), "required": "required", "status": "accepted" },
                { "actor": kind.place.reference(), "required": "information-only", "status": "accepted" },
            ],
        });
        self.put("Appointment", "appointment", resource);
        on
    }

    /// A vaccine: CVX code (none where empty), name, which dose of how many (0 for none), how many days ago.
    pub(super) fn vaccine(&mut self, cvx: &str, name: &str, dose: (u32, u32), ago: i32) {
        let mut resource = json!({
            "status": "completed",
            "vaccineCode": super::bundle::coded("http://hl7.org/fhir/sid/cvx", cvx, name),
            "patient": self.subject(),
            "occurrenceDateTime": self.days.workday_ago(ago).to_string(),
            "primarySource": true,
            "location": SURGERY.reference(),
            "site": snomed("", "Upper arm"),
            "lotNumber": format!("N{:05}", self.dice.below(100_000)),
        });
        if dose.0 > 0 {
            let mut protocol = json!({ "doseNumberPositiveInt": dose.0 });
            if dose.1 > 0 {
                protocol["seriesDosesPositiveInt"] = json!(dose.1);
            }
            resource["protocolApplied"] = json!([protocol]);
        }
        self.put("Immunization", "vaccine", resource);
    }
}
