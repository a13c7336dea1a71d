//! The sample data beside the workspace, where it is: what a patient would see.

use super::*;

/// What the result list shows of one awkward file: name and value of each line.
fn shown(file: &str) -> Option<Vec<(Term<Test>, Value)>> {
    let record = record_of(&format!("awkward/{file}"))?;
    let groups = record.results.list().groups;
    Some(groups.into_iter().flat_map(|group| group.results).map(|line| (line.name, line.value)).collect())
}

#[test]
fn every_awkward_file_is_read() {
    let Some(folder) = sample("awkward") else { return };
    let mut read = 0;
    for file in source::files_under(&[folder]) {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "INDEX.json" {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        Node::parse(&text).unwrap();
        record_of(&format!("awkward/{name}"));
        read += 1;
    }
    assert!(read >= 20, "{read}");
}

#[test]
fn awkward_values_show_what_the_source_says() {
    let quantity = |figure: &str, unit: &str| Value::Quantity { figure: figure.into(), unit: unit.into() };
    let Some(results) = shown("d-obs-qty-nocode.json") else { return };
    let [(name, Value::Quantity { figure, unit })] = results.as_slice() else { panic_with(&results) };
    assert_eq!((name.words(), unit.as_str()), (Some("Glucose, fingerstick"), "mmol"));
    assert!(figure == "<5.4" || figure == "<5.40", "{figure}");
    let ratio = vec![(Term::Known(Test::HepatitisB), Value::Text { text: "1:128".into() })];
    assert_eq!(shown("d-obs-ratio-range.json"), Some(ratio));
    assert_eq!(shown("d-obs-entered-in-error.json"), Some(vec![]));
    assert_eq!(shown("us-observation-occupation-unknown.json"), Some(vec![]));
    let hemoglobin = shown("us-observation-cbc-hemoglobin.json").unwrap();
    assert_eq!(hemoglobin.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>(), [quantity("17", "g/dL")]);
}

fn panic_with(results: &[(Term<Test>, Value)]) -> ! {
    unreachable!("one figure was expected, there are {} values", results.len())
}

#[test]
fn awkward_people_and_medicines_show_what_the_source_says() {
    let Some(patient) = record_of("awkward/us-patient-example.json") else { return };
    assert_eq!(patient.demographics.name.as_deref(), Some("Amy V. Baxter PharmD"));
    assert!(record_of("awkward/us-patient-deceased-example.json").unwrap().demographics.deceased);
    assert_eq!(record_of("awkward/d-patient-minimal.json").unwrap().demographics, Demographics::default());
    assert_eq!(record_of("awkward/d-narrative-hostile.json").unwrap(), RecordViews::default());
    let taper = record_of("awkward/d-medreq-taper.json").unwrap().medications;
    assert_eq!(taper.medications[0].instructions, ["20 mg daily for 5 days".into(), "then 10 mg daily".into()]);
    assert_eq!(taper.medications[0].state, MedicationState::OnHold);
    let pressure = record_of("awkward/us-blood-pressure.json").unwrap().vitals;
    assert_eq!(
        (pressure.vitals[0].kind, pressure.vitals[0].history[0].figure.as_str()),
        (VitalKind::BloodPressure, "109")
    );
}

#[test]
fn a_synthea_patient_of_2019_has_a_whole_record() {
    let Some(folder) = sample("synthea-2019") else { return };
    let file =
        source::files_under(&[folder]).into_iter().find(|file| file.to_string_lossy().contains("Carla")).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let record = record_of(&format!("synthea-2019/{name}")).unwrap();
    assert_eq!(record.demographics.name.as_deref(), Some("Carla Echevarría"));
    assert_eq!((record.results.list().groups.len(), record.results.count()), (2, 22));
    assert_eq!(record.vitals.vitals[0].kind, VitalKind::BloodPressure);
    assert_eq!(record.vitals.vitals[0].history.len(), 10);
    assert_eq!((record.immunizations.immunizations.len(), record.visits.list(Timestamp(0)).visits.len()), (15, 22));
    assert_eq!((record.conditions.conditions.len(), record.allergies.allergies.len()), (4, 5));
    let visit = &record.visits.list(Timestamp(0)).visits[0];
    assert_eq!(visit.title, Term::Known(VisitKind::For("check up".into())));
    assert_eq!(visit.with.as_deref(), Some("Dr. June Kassulke"));
    let flagged = record
        .results
        .list()
        .groups
        .into_iter()
        .flat_map(|group| group.results)
        .filter(|line| line.flag.is_some())
        .count();
    assert_eq!(flagged, 0, "the source gives neither ranges nor interpretations");
}

#[test]
fn the_reference_patient_of_inferno_has_a_whole_record() {
    let Some(record) = record_of("uscore-inferno/uscore_bundle_patient_85.json") else { return };
    assert_eq!(record.demographics.name.as_deref(), Some("Lucien408 Bosco882 PharmD"));
    let current: Vec<&str> = record
        .medications
        .medications
        .iter()
        .filter(|one| one.state == MedicationState::Current)
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(current, ["Furosemide 40 mg Oral Tablet", "10 mL Furosemide 10 mg/mL Injection"]);
    assert_eq!(record.conditions.conditions.iter().filter(|one| one.state == ConditionState::Active).count(), 1);
    assert_eq!(record.visits.list(Timestamp(0)).visits.len(), 60);
    let protein = record
        .results
        .list()
        .groups
        .into_iter()
        .flat_map(|group| group.results)
        .find(|line| line.name.words() == Some("Protein"));
    assert_eq!(protein.unwrap().value, Value::Text { text: "Negative".into() });
}

#[test]
fn a_patient_summary_is_read_with_what_its_sections_hold() {
    let Some(record) = record_of("ips/IPS-bundle-01.json") else { return };
    assert_eq!(record.demographics.name.as_deref(), Some("Martha DeLarosa"));
    let allergies: Vec<(&str, bool)> =
        record.allergies.allergies.iter().map(|one| (one.name.as_str(), one.high_risk)).collect();
    assert_eq!(allergies, [("Penicillin", true)]);
    assert!(!record.allergies.none_known, "no known food allergies is not: no known allergies");
    let medicines: Vec<&str> = record.medications.medications.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(medicines, ["Black Cohosh Extract herbal supplement", "Anastrozole"]);
    let typing =
        record.results.list().groups.into_iter().find(|group| group.title.words() == Some("Blood typing")).unwrap();
    assert_eq!(typing.results.len(), 4);
}
