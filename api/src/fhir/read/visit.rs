//! Visits: encounters that took place, appointments to come.

use salus_protocol::{
    record::{Term, VisitKind},
    time::RecordDate,
    words::LanguageTag,
};

use super::{
    date::{first_date, moment},
    links::Links,
    words,
};
use crate::fhir::{node::Node, reference::Target};

/// One visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// What it was.
    pub title: Term<VisitKind>,
    /// Why.
    pub reason: Option<String>,
    /// When it begins or began, in the local time of the source.
    pub date: Option<RecordDate>,
    /// The moment in microseconds since 1970 UTC, where the source is that exact.
    pub moment: Option<i64>,
    /// Whether it is an agreement for a time, not a report of one.
    pub planned: bool,
    /// With whom.
    pub with: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The appointments it came from.
    pub appointments: Vec<Target>,
    /// The language of its words.
    pub language: Option<LanguageTag>,
}

/// Reads an Encounter; `None` if it was cancelled or entered in error.
#[must_use]
pub fn encounter(encounter: &Node<'_>, links: &Links) -> Option<Visit> {
    let status = encounter.get("status").text();
    if matches!(status.as_deref(), Some("cancelled" | "entered-in-error")) {
        return None;
    }
    let reason = words::first_concept(encounter, "reasonCode")
        .or_else(|| encounter.each("reasonReference").find_map(|reference| links.name(reference, encounter)));
    let kind = words::first_concept(encounter, "type").or_else(|| words::concept(encounter.get("serviceType")));
    let title =
        kind.and_then(|kind| in_patients_words(&kind)).unwrap_or_else(|| Term::Known(class(encounter.get("class"))));
    let place = encounter
        .each("location")
        .find_map(|place| links.name(place.get("location"), encounter))
        .or_else(|| links.name(encounter.get("serviceProvider"), encounter));
    Some(Visit {
        reason: reason.filter(|reason| !repeats(reason, &title)),
        title,
        date: first_date(encounter, &["period"]),
        moment: moment(encounter.at(&["period", "start"])),
        planned: status.as_deref() == Some("planned"),
        with: who(encounter.each("participant"), "individual", encounter, links),
        place: place.map(|place| words::calmed_name(&place)),
        appointments: encounter.each("appointment").filter_map(Target::of).collect(),
        language: words::language(encounter),
    })
}

/// Reads an Appointment; `None` if it was cancelled, missed, entered in error or never agreed.
#[must_use]
pub fn appointment(appointment: &Node<'_>, links: &Links) -> Option<Visit> {
    let status = appointment.get("status").text();
    if matches!(status.as_deref(), Some("cancelled" | "noshow" | "entered-in-error" | "proposed" | "waitlist")) {
        return None;
    }
    let kind = words::first_concept(appointment, "serviceType")
        .or_else(|| appointment.word("description"))
        .or_else(|| words::concept(appointment.get("appointmentType")))
        .or_else(|| words::first_concept(appointment, "specialty"));
    let title = kind.map_or(Term::Known(VisitKind::Visit), |kind| Term::Words(words::capitalised(&kind)));
    let reason = words::first_concept(appointment, "reasonCode").or_else(|| appointment.word("description"));
    let is_place = |actor: &Node<'_>| Target::of(actor).is_some_and(|target| target.kind() == Some("Location"));
    let place = appointment
        .each("participant")
        .map(|participant| participant.get("actor"))
        .filter(|actor| is_place(actor))
        .find_map(|actor| links.name(actor, appointment));
    Some(Visit {
        reason: reason.filter(|reason| !repeats(reason, &title)),
        title,
        date: first_date(appointment, &["start", "requestedPeriod"]),
        moment: moment(appointment.get("start")),
        planned: status.as_deref() != Some("fulfilled"),
        with: who(appointment.each("participant"), "actor", appointment, links),
        place: place.map(|place| words::calmed_name(&place)),
        appointments: Vec::new(),
        language: words::language(appointment),
    })
}

/// The person whom the patient saw: a practitioner, the one who led the visit first.
fn who<'n, 'a: 'n>(
    participants: impl Iterator<Item = &'n Node<'a>>,
    name: &str,
    resource: &Node<'_>,
    links: &Links,
) -> Option<String> {
    let mut people: Vec<(bool, String)> = participants
        .filter_map(|participant| {
            let actor = participant.get(name);
            let kind = Target::of(actor).and_then(|target| target.kind().map(str::to_owned));
            if matches!(
                kind.as_deref(),
                Some("Patient" | "RelatedPerson" | "Location" | "Device" | "HealthcareService")
            ) {
                return None;
            }
            let leads = ["PPRF", "ATND"].iter().any(|code| words::has_code(participant.get("type"), code));
            let is_patient = kind.is_none() && words::has_code(participant.get("type"), "PART");
            Some((!leads, links.name(actor, resource).filter(|_| !is_patient)?))
        })
        .collect();
    people.sort_by_key(|(after, _)| *after);
    people.into_iter().next().map(|(_, name)| name)
}

/// What a patient calls it: a visit, not an encounter; `None` if the words say nothing.
fn in_patients_words(kind: &str) -> Option<Term<VisitKind>> {
    match words::sameness(kind).as_str() {
        "unknown" | "encounter" | "patientencounter" | "patientencounterprocedure" => return None,
        "encounterinpatient" => return Some(Term::Known(VisitKind::HospitalStay)),
        _ => {}
    }
    let rest = kind.strip_prefix("Encounter for ").or_else(|| kind.strip_prefix("Patient encounter for "));
    Some(match rest {
        Some(rest) => Term::Known(VisitKind::For(words::in_a_sentence(rest))),
        None => Term::Words(words::capitalised(kind)),
    })
}

/// Whether a reason only says again what the title says.
fn repeats(reason: &str, title: &Term<VisitKind>) -> bool {
    match title {
        Term::Words(title) | Term::Known(VisitKind::For(title)) => words::sameness(reason) == words::sameness(title),
        Term::Known(_) => false,
    }
}

/// The class of an encounter, for those without a type.
fn class(class: &Node<'_>) -> VisitKind {
    match class.get("code").text().or_else(|| class.text()).as_deref() {
        Some("IMP" | "ACUTE" | "NONAC" | "SS" | "inpatient") => VisitKind::HospitalStay,
        Some("EMER" | "emergency") => VisitKind::Emergency,
        Some("HH") => VisitKind::AtHome,
        Some("VR") => VisitKind::Remote,
        _ => VisitKind::Visit,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn an_encounter_tells_what_why_when_and_with_whom() {
        let text = r#"{"status": "finished", "class": {"code": "AMB"}, "type": [{"text": "Well child visit (procedure)"}],
            "participant": [{"individual": {"display": "A Nurse"}}, {"type": [{"coding": [{"code": "PPRF"}]}], "individual": {"display": "Dr. Torp761"}}],
            "period": {"start": "1940-03-29T00:11:45-05:00"}, "location": [{"location": {"display": "PCP87052"}}],
            "reasonCode": [{"coding": [{"display": "Otitis media (disorder)"}]}]}"#;
        let read = encounter(&Node::parse(text).unwrap(), &Links::default()).unwrap();
        assert_eq!((read.title.words(), read.reason.as_deref()), (Some("Well child visit"), Some("Otitis media")));
        assert_eq!(read.date.unwrap().as_str(), "1940-03-29T00:11");
        assert_eq!(
            (read.with.as_deref(), read.place.as_deref(), read.planned),
            (Some("Dr. Torp761"), Some("PCP87052"), false)
        );
    }

    #[test]
    fn a_patient_has_a_visit_and_not_an_encounter() {
        let title = |text: &str| encounter(&Node::parse(text).unwrap(), &Links::default()).unwrap().title;
        assert_eq!(
            title(r#"{"type": [{"text": "Encounter for Problem (procedure)"}]}"#),
            Term::Known(VisitKind::For("problem".into()))
        );
        assert_eq!(
            title(r#"{"type": [{"text": "Encounter"}], "class": {"code": "EMER"}}"#),
            Term::Known(VisitKind::Emergency)
        );
        assert_eq!(title(r#"{"type": 5, "class": "AMB"}"#), Term::Known(VisitKind::Visit));
        assert_eq!(title("{}"), Term::Known(VisitKind::Visit));
    }

    #[test]
    fn an_appointment_that_was_called_off_is_not_read() {
        let appointment = |status: &str| {
            let text = format!(
                r#"{{"status": "{status}", "description": "Diabetes review", "start": "2027-01-04T08:30:00+01:00", "participant": [
                {{"actor": {{"reference": "Patient/1", "display": "Ana"}}}}, {{"actor": {{"reference": "Practitioner/1", "display": "Dr. Haddad"}}}},
                {{"actor": {{"reference": "Location/1", "display": "Room 4"}}}}]}}"#
            );
            appointment(&Node::parse(&text).unwrap(), &Links::default())
        };
        for status in ["cancelled", "noshow", "entered-in-error", "proposed"] {
            assert_eq!(appointment(status), None, "{status}");
        }
        let booked = appointment("booked").unwrap();
        assert_eq!((booked.title.words(), booked.reason, booked.planned), (Some("Diabetes review"), None, true));
        assert_eq!((booked.with.as_deref(), booked.place.as_deref()), (Some("Dr. Haddad"), Some("Room 4")));
        assert_eq!(booked.moment, Some(1_799_047_800_000_000));
    }
}
