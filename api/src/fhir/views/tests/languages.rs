//! Words keep the language that the source gives them.

use salus_protocol::{record::Visits, words::LanguageTag};

use super::*;

fn tag(language: Option<&LanguageTag>) -> Option<&str> {
    language.map(LanguageTag::as_str)
}

/// One of each resource whose words a patient reads, in Arabic.
const ARABIC: &[&str] = &[
    r#"{"resourceType": "Observation", "id": "hb", "language": "ar", "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}], "code": {"text": "خضاب الدم"}, "effectiveDateTime": "2026-11-18",
        "valueString": "طبيعي", "note": [{"text": "لا شيء عاجل"}]}"#,
    r#"{"resourceType": "DiagnosticReport", "language": "ar-EG", "status": "final", "code": {"text": "تحليل الدم"},
        "effectiveDateTime": "2026-11-18", "conclusion": "كل شيء جيد", "result": [{"reference": "Observation/hb"}]}"#,
    r#"{"resourceType": "MedicationRequest", "language": "ar", "status": "active", "authoredOn": "2026-01-02",
        "medicationCodeableConcept": {"text": "ميتفورمين"}, "dosageInstruction": [{"text": "حبة واحدة مع الطعام"}]}"#,
    r#"{"resourceType": "Condition", "language": "ar", "code": {"text": "السكري من النوع الثاني"}}"#,
    r#"{"resourceType": "AllergyIntolerance", "language": "ar", "code": {"text": "البنسلين"}}"#,
    r#"{"resourceType": "Immunization", "language": "ar", "status": "completed", "vaccineCode": {"text": "لقاح الإنفلونزا"}}"#,
    r#"{"resourceType": "Encounter", "language": "ar", "status": "finished", "type": [{"text": "مراجعة السكري"}],
        "period": {"start": "2026-10-01T09:00:00+02:00"}}"#,
    r#"{"resourceType": "Appointment", "language": "ar", "status": "booked", "description": "مراجعة السكري",
        "start": "2027-01-04T08:30:00+01:00"}"#,
];

#[test]
fn every_entry_carries_the_language_that_its_resource_names() {
    let record = record(ARABIC);
    let now = Timestamp(1_795_262_400_000_000);
    let group = &record.results.list().groups[0];
    assert_eq!(tag(group.language.as_ref()), Some("ar-EG"), "the report's own");
    assert_eq!(tag(group.results[0].language.as_ref()), Some("ar"), "the result's own");
    let detail = record.results.detail(&group.results[0].id).unwrap();
    assert_eq!(
        (tag(detail.result.language.as_ref()), tag(detail.group_language.as_ref())),
        (Some("ar"), Some("ar-EG"))
    );
    assert_eq!(tag(record.medications.medications[0].language.as_ref()), Some("ar"));
    assert_eq!(tag(record.conditions.conditions[0].language.as_ref()), Some("ar"));
    assert_eq!(tag(record.allergies.allergies[0].language.as_ref()), Some("ar"));
    assert_eq!(tag(record.immunizations.immunizations[0].language.as_ref()), Some("ar"));
    let visits = record.visits.list(now).visits;
    assert_eq!(visits.iter().map(|visit| tag(visit.language.as_ref())).collect::<Vec<_>>(), [Some("ar"), Some("ar")]);
    let glance = record.glance.at(now);
    assert_eq!(tag(glance.recent_results[0].language.as_ref()), Some("ar"));
    assert_eq!(tag(glance.next_visit.unwrap().language.as_ref()), Some("ar"));
}

#[test]
fn what_names_no_language_or_nothing_that_is_one_costs_the_kept_view_nothing() {
    for language in ["", r#""language": 5,"#, r#""language": "Arabic (Egypt)","#, r#""_language": {"id": "x"},"#] {
        let condition = format!(r#"{{"resourceType": "Condition", {language} "code": {{"text": "Asthma"}}}}"#);
        let record = record(&[condition.as_str()]);
        assert_eq!(record.conditions.conditions[0].language, None, "{language}");
        assert!(!serde_json::to_string(&record.conditions).unwrap().contains("language"), "{language}");
    }
}

#[test]
fn a_view_without_languages_opens_as_one() {
    let visits = r#"{"visits": [{"id": "0192f0c1-2b3c-7def-8a90-1234567890ab", "title": "Visit", "reason": null,
        "date": null, "upcoming": false, "with": null, "place": null}]}"#;
    let visits: Visits = serde_json::from_str(visits).unwrap();
    assert_eq!(visits.visits[0].language, None);
}

#[test]
fn words_of_one_language_are_not_put_among_those_of_another() {
    let allergy = |language: &str, reaction: &str| {
        format!(
            r#"{{"resourceType": "AllergyIntolerance", {language} "code": {{"text": "Penicillin"}},
            "reaction": [{{"manifestation": [{{"text": "{reaction}"}}]}}]}}"#
        )
    };
    let (english, american, french, unsaid) = (
        allergy(r#""language": "en","#, "Rash"),
        allergy(r#""language": "en-US","#, "Swelling"),
        allergy(r#""language": "fr","#, "Éruption"),
        allergy("", "Itching"),
    );
    assert_eq!(record(&[&english, &french]).allergies.allergies.len(), 2);
    assert_eq!(record(&[&english, &american]).allergies.allergies.len(), 1, "two ways to write one language");
    assert_eq!(record(&[&english, &unsaid]).allergies.allergies.len(), 1);

    let medicine = |language: &str, how: &str| {
        format!(
            r#"{{"resourceType": "MedicationRequest", "language": "{language}", "status": "active",
            "medicationCodeableConcept": {{"text": "Metformin"}}{how}}}"#
        )
    };
    let (silent, told) = (medicine("en", ""), medicine("es", r#", "dosageInstruction": [{"text": "Una al día"}]"#));
    assert_eq!(record(&[&silent, &told]).medications.medications.len(), 2);
    let told = told.replace(r#""es""#, r#""en""#);
    assert_eq!(record(&[&silent, &told]).medications.medications.len(), 1);
}

#[test]
fn a_vital_sign_that_we_name_ourselves_is_left_for_the_portal_to_say() {
    let weight = r#"{"resourceType": "Observation", "language": "fr", "status": "final",
        "category": [{"coding": [{"code": "vital-signs"}]}], "code": {"text": "Tour de taille"},
        "effectiveDateTime": "2026-11-18", "valueQuantity": {"value": 90, "unit": "cm"}}"#;
    let systolic = r#"{"resourceType": "Observation", "language": "fr", "status": "final",
        "category": [{"coding": [{"code": "vital-signs"}]}],
        "code": {"text": "PAS", "coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
        "effectiveDateTime": "2026-11-18", "valueQuantity": {"value": 128, "unit": "mm[Hg]"}}"#;
    let record = record(&[weight, systolic]);
    let mut named: Vec<(Term<Test>, Option<&str>)> =
        record.vitals.vitals.iter().map(|vital| (vital.name.clone(), tag(vital.language.as_ref()))).collect();
    named.sort_unstable();
    assert_eq!(named, [("Tour de taille".into(), Some("fr")), (Term::Known(Test::Systolic), Some("fr"))]);
}
