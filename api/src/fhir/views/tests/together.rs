//! What becomes of resources when they meet.

use super::*;

const NOON: Timestamp = Timestamp(1_795_262_400_000_000); // 2026-11-21T12:00:00Z

fn lab(id: &str, code: &str, date: &str, value: &str, extra: &str) -> String {
    format!(
        r#"{{"resourceType": "Observation", "id": "{id}", "status": "final", "subject": {{"reference": "Patient/1"}},
        "category": [{{"coding": [{{"code": "laboratory"}}]}}],
        "code": {{"coding": [{{"system": "http://loinc.org", "code": "{code}"}}]}}, "effectiveDateTime": "{date}",
        "valueQuantity": {{"value": {value}, "unit": "mmol/L"}}{extra}}}"#
    )
}

#[test]
fn a_report_groups_its_results_in_its_own_order_and_none_stands_twice() {
    let record = record(&[
        &lab("na", "2951-2", "2026-11-18T08:40:00Z", "140", ""),
        &lab("k", "2823-3", "2026-11-18T08:40:00Z", "4.10", ""),
        &lab("alone", "3016-3", "2026-11-19", "2", ""),
        r#"{"resourceType": "DiagnosticReport", "id": "r", "status": "final", "subject": {"reference": "Patient/1"},
        "code": {"text": "Salts"}, "effectiveDateTime": "2026-11-18T08:40:00Z", "conclusion": "All well.",
        "result": [{"reference": "urn:uuid:k"}, {"reference": "Observation/na"}, {"reference": "Observation/k"}, {"reference": "Observation/gone"}]}"#,
    ]);
    let groups = record.results.list().groups;
    let names: Vec<Vec<Term<Test>>> =
        groups.iter().map(|group| group.results.iter().map(|line| line.name.clone()).collect()).collect();
    let known = |tests: &[Test]| tests.iter().copied().map(Term::Known).collect::<Vec<_>>();
    assert_eq!(names, [known(&[Test::Tsh]), known(&[Test::Potassium, Test::Sodium])]);
    assert_eq!((groups[1].title.words(), groups[1].conclusion.as_deref()), (Some("Salts"), Some("All well.")));
    assert_eq!(record.results.count(), 3);
}

#[test]
fn a_panel_without_a_report_is_a_group_and_no_result() {
    let record = record(&[
        r#"{"resourceType": "Observation", "id": "panel", "status": "final", "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"text": "Salts"}, "hasMember": [{"reference": "Observation/na"}]}"#,
        &lab("na", "2951-2", "2026-11-18", "140", ""),
    ]);
    let groups = record.results.list().groups;
    assert_eq!((groups.len(), groups[0].title.words(), groups[0].results.len()), (1, Some("Salts"), 1));
}

#[test]
fn a_result_has_the_history_of_its_test_in_its_unit_oldest_first() {
    let other_unit = lab("d", "2951-2", "2023-01-01", "3.2", "").replace("mmol/L", "g/L");
    let record = record(&[
        &lab("b", "2951-2", "2025-01-01", "141", ""),
        &lab("a", "2951-2", "2024-01-01", "139.0", ""),
        &lab("c", "2951-2", "2026-01-01", "140", r#", "referenceRange": [{"high": {"value": 139}}]"#),
        &other_unit,
    ]);
    let detail = record.results.detail(&ResultId::parse(&row(2)).unwrap()).unwrap();
    let figures: Vec<&str> = detail.history.iter().map(|point| point.figure.as_str()).collect();
    assert_eq!(figures, ["139.0", "141", "140"]);
    assert_eq!(detail.history[2].range.as_ref().and_then(|range| range.high.as_deref()), Some("139"));
    assert_eq!(detail.loinc.as_deref(), Some("2951-2"));
    assert_eq!(record.results.detail(&ResultId::parse(&row(99)).unwrap()), None);
}

#[test]
fn the_same_value_of_the_same_minute_from_two_sources_shows_once() {
    let record = record(&[
        &lab("a", "2951-2", "2026-11-18T08:40:00Z", "140", ""),
        &lab("b", "2951-2", "2026-11-18T08:40:00Z", "140", ""),
        &lab("c", "2951-2", "2026-11-18T08:40:00Z", "141", ""),
    ]);
    assert_eq!(record.results.count(), 2);
}

#[test]
fn vital_signs_are_no_results_and_have_one_unit() {
    let weight = |id: &str, date: &str, value: &str, unit: &str| {
        format!(
            r#"{{"resourceType": "Observation", "id": "{id}", "status": "final", "category": [{{"coding": [{{"code": "vital-signs"}}]}}],
            "code": {{"coding": [{{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}}]}}, "effectiveDateTime": "{date}",
            "valueQuantity": {{"value": {value}, "unit": "{unit}"}}}}"#
        )
    };
    let record = record(&[
        &weight("b", "2026-01-02", "81.60", "kg"),
        &weight("a", "2025-01-02", "180", "[lb_av]"),
        &weight("c", "2024", "12", "stone"),
    ]);
    let histories: Vec<(String, Vec<String>)> = record
        .vitals
        .vitals
        .iter()
        .map(|vital| (vital.unit.clone(), vital.history.iter().map(|point| point.figure.clone()).collect()))
        .collect();
    assert_eq!(
        histories,
        [("kg".to_owned(), vec!["81.6".to_owned(), "81.60".to_owned()]), ("stone".to_owned(), vec!["12".to_owned()])]
    );
    assert_eq!(record.results.count(), 0);
}

#[test]
fn two_figures_of_a_blood_pressure_that_were_sent_apart_meet() {
    let half = |code: &str, value: u8| {
        format!(
            r#"{{"resourceType": "Observation", "id": "{code}", "status": "final", "code": {{"coding": [{{"system": "http://loinc.org", "code": "{code}"}}]}},
            "effectiveDateTime": "2026-11-18T08:40:00Z", "valueQuantity": {{"value": {value}, "unit": "mm[Hg]"}}}}"#
        )
    };
    let record = record(&[&half("8462-4", 82), &half("8480-6", 128)]);
    let vital = &record.vitals.vitals[0];
    assert_eq!((vital.kind, vital.unit.as_str(), record.vitals.vitals.len()), (VitalKind::BloodPressure, "mmHg", 1));
    assert_eq!((vital.history[0].figure.as_str(), vital.history[0].second.as_deref()), ("128", Some("82")));
}

#[test]
fn a_diagnosis_of_a_visit_is_not_shown_beside_the_problem_it_repeats() {
    let condition = |id: &str, category: &str, since: &str| {
        format!(
            r#"{{"resourceType": "Condition", "id": "{id}", "category": [{{"coding": [{{"code": "{category}"}}]}}],
            "clinicalStatus": {{"coding": [{{"code": "active"}}]}},
            "code": {{"coding": [{{"code": "44054006"}}], "text": "{id} diabetes"}}, "onsetDateTime": "{since}"}}"#
        )
    };
    let record = record(&[
        &condition("a", "encounter-diagnosis", "2025"),
        &condition("b", "problem-list-item", "2011"),
        &condition("c", "encounter-diagnosis", "2026"),
    ]);
    assert_eq!(record.conditions.conditions.len(), 1);
    assert_eq!(record.conditions.conditions[0].name, "B diabetes");
    assert_eq!(record.conditions.conditions[0].state, ConditionState::Active);
}

#[test]
fn a_renewed_prescription_shows_once_and_what_is_taken_stands_first() {
    let medicine = |id: &str, name: &str, status: &str, date: &str| {
        format!(
            r#"{{"resourceType": "MedicationRequest", "id": "{id}", "status": "{status}", "intent": "order",
            "medicationCodeableConcept": {{"text": "{name}"}}, "authoredOn": "{date}"}}"#
        )
    };
    let record = record(&[
        &medicine("a", "Metformin", "completed", "2024-01-01"),
        &medicine("b", "Metformin", "active", "2025-01-01"),
        &medicine("c", "metformin", "active", "2026-01-01"),
        &medicine("d", "Amoxicillin", "completed", "2020-01-01"),
        &medicine("e", "Amoxicillin", "completed", "2022-01-01"),
    ]);
    let shown: Vec<(MedicationState, &str)> = record
        .medications
        .medications
        .iter()
        .map(|one| (one.state, one.since.as_ref().map_or("", |since| since.as_str())))
        .collect();
    let expected = [
        (MedicationState::Current, "2026-01-01"),
        (MedicationState::Past, "2022-01-01"),
        (MedicationState::Past, "2020-01-01"),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_record_with_an_allergy_never_says_that_none_are_known() {
    let none = r#"{"resourceType": "AllergyIntolerance", "code": {"coding": [{"code": "716186003"}]}}"#;
    let one = r#"{"resourceType": "AllergyIntolerance", "code": {"text": "Latex"}, "criticality": "high"}"#;
    assert!(record(&[none]).allergies.none_known);
    assert!(!record(&[none, one]).allergies.none_known);
    assert!(!record(&[]).allergies.none_known);
}

#[test]
fn an_appointment_is_to_come_until_its_time_and_an_encounter_takes_its_place() {
    let appointment = |id: &str, status: &str, start: &str| {
        format!(
            r#"{{"resourceType": "Appointment", "id": "{id}", "status": "{status}", "description": "{id}", "start": "{start}"}}"#
        )
    };
    let record = record(&[
        &appointment("later", "booked", "2026-12-01T09:00:00+01:00"),
        &appointment("soon", "booked", "2026-11-21T13:30:00+01:00"),
        &appointment("passed", "booked", "2026-11-21T12:30:00+01:00"),
        &appointment("off", "cancelled", "2026-11-30T09:00:00+01:00"),
        &appointment("kept", "fulfilled", "2026-11-01T09:00:00+01:00"),
        r#"{"resourceType": "Encounter", "id": "e", "status": "finished", "type": [{"text": "Review"}],
        "period": {"start": "2026-11-01T09:05:00+01:00"}, "appointment": [{"reference": "Appointment/kept"}]}"#,
    ]);
    let shown: Vec<(String, bool)> = record
        .visits
        .list(NOON)
        .visits
        .into_iter()
        .map(|visit| (visit.title.words().unwrap_or_default().to_owned(), visit.upcoming))
        .collect();
    let shown: Vec<(&str, bool)> = shown.iter().map(|(title, upcoming)| (title.as_str(), *upcoming)).collect();
    assert_eq!(shown, [("Soon", true), ("Later", true), ("Passed", false), ("Review", false)]);

    let glance = record.glance.at(NOON);
    assert_eq!(glance.next_visit.unwrap().title, "Soon".into());
    assert_eq!((glance.record.visits, glance.record.last_visit.unwrap().title), (2, "Passed".into()));
    let next_year = Timestamp(NOON.0 + 31_536_000_000_000);
    assert_eq!(record.glance.at(next_year).next_visit, None);
    assert_eq!(record.glance.at(next_year).record.visits, 4);
}

#[test]
fn the_views_survive_being_kept_as_text() {
    let record = record(&[
        &lab("na", "2951-2", "2026-11-18T08:40:00Z", "140.0", ""),
        r#"{"resourceType": "Appointment", "status": "booked", "start": "2027-01-01"}"#,
        r#"{"resourceType": "Patient", "id": "1", "name": [{"family": "Haddad"}], "birthDate": "1979-03-05"}"#,
    ]);
    let again: ResultsView = serde_json::from_str(&serde_json::to_string(&record.results).unwrap()).unwrap();
    assert_eq!(again, record.results);
    let again: VisitsView = serde_json::from_str(&serde_json::to_string(&record.visits).unwrap()).unwrap();
    assert_eq!(again, record.visits);
    let again: GlanceView = serde_json::from_str(&serde_json::to_string(&record.glance).unwrap()).unwrap();
    assert_eq!(again, record.glance);
}

#[test]
fn names_are_found_when_the_bundle_calls_a_resource_by_another_name_than_its_id() {
    let record = record(&[
        r#"{"fullUrl": "urn:uuid:11111111", "resource": {"resourceType": "Practitioner", "id": "77", "name": [{"family": "Haddad", "prefix": ["Dr"]}]}}"#,
        r#"{"fullUrl": "urn:uuid:22222222", "resource": {"resourceType": "Medication", "code": {"text": "Metformin 500 mg"}}}"#,
        r#"{"resourceType": "MedicationRequest", "status": "active", "medicationReference": {"reference": "urn:uuid:22222222"},
        "subject": {"reference": "Patient/1"}, "requester": {"reference": "urn:uuid:11111111"}}"#,
    ]);
    let medicine = &record.medications.medications[0];
    assert_eq!((medicine.name.as_str(), medicine.prescriber.as_deref()), ("Metformin 500 mg", Some("Dr Haddad")));
}

/// Every element of every resource replaced by something of another type, one at a time: nothing panics.
#[test]
fn no_wrong_type_anywhere_stops_the_reading() {
    let resources = [
        lab("na", "2951-2", "2026-11-18T08:40:00Z", "140.0", r#", "referenceRange": [{"low": {"value": 1}, "age": {"low": {"value": 1}}}], "component": [{"code": {"text": "x"}}]"#),
        r#"{"resourceType": "MedicationRequest", "status": "active", "medicationCodeableConcept": {"text": "x"}, "dosageInstruction": [{"timing": {"repeat": {"period": 1, "periodUnit": "d", "when": ["HS"]}}}]}"#.to_owned(),
        r#"{"resourceType": "Patient", "name": [{"given": ["A"], "period": {"end": "2020"}}], "communication": [{"language": {"coding": [{"code": "en"}]}}]}"#.to_owned(),
        r#"{"resourceType": "Encounter", "status": "finished", "type": [{"text": "x"}], "participant": [{"individual": {"reference": "Practitioner/1"}}], "period": {"start": "2020-01-01"}}"#.to_owned(),
        r#"{"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "x"}, "presentedForm": [{"contentType": "text/plain", "data": "eA=="}], "result": [{"reference": "Observation/na"}]}"#.to_owned(),
        r#"{"resourceType": "AllergyIntolerance", "code": {"text": "x"}, "reaction": [{"manifestation": [{"text": "y"}], "severity": "mild"}]}"#.to_owned(),
        r#"{"resourceType": "Immunization", "vaccineCode": {"text": "x"}, "protocolApplied": [{"doseNumberPositiveInt": 1}]}"#.to_owned(),
        r#"{"resourceType": "Condition", "code": {"text": "x"}, "clinicalStatus": {"coding": [{"code": "active"}]}, "onsetDateTime": "2020"}"#.to_owned(),
    ];
    let mut tried = 0;
    for resource in &resources {
        let whole: serde_json::Value = serde_json::from_str(resource).unwrap();
        let mut paths = Vec::new();
        collect(&whole, String::new(), &mut paths);
        for path in paths {
            for other in [r#""text""#, "7", "-1e999", "[]", "[[]]", "{}", "null", "true", r#"[{"coding": 5}]"#] {
                let mut changed = whole.clone();
                let Ok(other) = serde_json::from_str::<serde_json::Value>(other) else { continue };
                *changed.pointer_mut(&path).unwrap() = other;
                let text = changed.to_string();
                let ids = [row(0)];
                let _ = RecordViews::build(ids.iter().map(String::as_str).zip([text.as_str()]), &Arc::default());
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

fn collect(value: &serde_json::Value, path: String, paths: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                if name != "resourceType" {
                    collect(value, format!("{path}/{name}"), paths);
                }
            }
        }
        serde_json::Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                collect(value, format!("{path}/{place}"), paths);
            }
        }
        _ => {}
    }
    if !path.is_empty() {
        paths.push(path);
    }
}
