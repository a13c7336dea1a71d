#![expect(clippy::unwrap_used, reason = "a test may stop")]

use super::*;

fn observation(text: &str) -> Option<Observation> {
    read(&Node::parse(text).unwrap(), &Links::default())
}

#[test]
fn what_was_entered_in_error_is_not_read() {
    assert_eq!(
        observation(r#"{"status": "entered-in-error", "code": {"text": "Heart rate"}, "valueInteger": 900}"#),
        None
    );
}

#[test]
fn a_status_that_the_source_does_not_say_may_still_change() {
    for (code, expected) in [
        (r#""final""#, ResultStatus::Final),
        (r#""amended""#, ResultStatus::Corrected),
        (r#""cancelled""#, ResultStatus::Cancelled),
        (r#""unknown""#, ResultStatus::Preliminary),
        ("17", ResultStatus::Preliminary),
    ] {
        let read = observation(&format!(r#"{{"status": {code}, "code": {{"text": "x"}}}}"#)).unwrap();
        assert_eq!(read.status, expected, "{code}");
    }
}

#[test]
fn a_flag_of_the_source_comes_before_one_that_is_computed() {
    let with = |extra: &str| {
        let text = format!(
            r#"{{"status": "final", "code": {{"text": "Sodium"}}, "valueQuantity": {{"value": 150, "unit": "mmol/L"}},
            "referenceRange": [{{"low": {{"value": 135}}, "high": {{"value": 145}}}}]{extra}}}"#
        );
        observation(&text).unwrap().flag
    };
    assert_eq!(with(""), Some(Flag::High));
    assert_eq!(with(r#", "interpretation": [{"coding": [{"code": "HH"}]}]"#), Some(Flag::VeryHigh));
    assert_eq!(with(r#", "interpretation": [{"coding": [{"code": "N"}]}]"#), Some(Flag::Normal));
}

#[test]
fn a_blood_pressure_is_one_value_of_two_figures_in_old_and_new_data() {
    for panel in ["85354-9", "55284-4"] {
        let text = format!(
            r#"{{"status": "final", "category": [{{"coding": [{{"code": "vital-signs"}}]}}],
            "code": {{"coding": [{{"system": "http://loinc.org", "code": "{panel}"}}]}}, "component": [
            {{"code": {{"coding": [{{"code": "8462-4"}}]}}, "valueQuantity": {{"value": 78.449, "unit": "mmHg"}}}},
            {{"code": {{"coding": [{{"code": "8480-6"}}]}}, "valueQuantity": {{"value": 121.88462846234, "unit": "mmHg"}}}}]}}"#
        );
        let read = observation(&text).unwrap();
        assert_eq!((read.area, read.vital), (Area::Vital, Some(VitalKind::BloodPressure)));
        assert_eq!(read.value, Value::Parts { text: "122/78 mmHg".into() });
    }
}

#[test]
fn habits_and_questionnaires_are_not_results_and_uncategorised_values_are() {
    let area =
        |category: &str| observation(&format!(r#"{{"code": {{"text": "x"}}, "category": {category}}}"#)).unwrap().area;
    assert_eq!(area(r#"[{"coding": [{"code": "laboratory"}]}]"#), Area::Result);
    assert_eq!(area(r#"[{"coding": [{"code": "social-history"}]}]"#), Area::Told);
    assert_eq!(area(r#"[{"coding": [{"code": "survey"}]}, {"coding": [{"code": "sdoh"}]}]"#), Area::Told);
    assert_eq!(area(r#"[{"text": "Lab"}]"#), Area::Result);
    assert_eq!(area("null"), Area::Result);
}

#[test]
fn wrong_types_in_many_places_leave_the_value() {
    let read = observation(
        r#"{"status": ["final"], "category": "lab", "code": {"coding": {"code": 7}, "text": "Zinc"}, "effectiveDateTime": 2020,
        "performer": "me", "note": [5, {"text": "ok"}], "interpretation": {}, "referenceRange": "4-5", "component": [1],
        "hasMember": 3, "valueQuantity": {"value": 11.0, "unit": 5}}"#,
    )
    .unwrap();
    assert_eq!(read.value, Value::Quantity { figure: "11.0".into(), unit: "5".into() });
    assert_eq!((read.name.words(), read.notes), (Some("Zinc"), vec!["ok".to_owned()]));
    assert_eq!(read.date.unwrap().as_str(), "2020");
}

#[test]
fn a_vital_sign_without_a_known_code_is_known_by_name_and_unit_together() {
    let read = |name: &str, unit: &str| {
        observation(&format!(
            r#"{{"category": [{{"coding": [{{"code": "survey"}}]}}], "code": {{"text": "{name}"}}, "valueQuantity": {{"value": 62.764, "unit": "{unit}"}}}}"#
        ))
        .unwrap()
    };
    assert_eq!((read("Weight", "kg").vital, read("Weight", "kg").area), (Some(VitalKind::Weight), Area::Vital));
    assert_eq!(read("PULSE", "beats/minute").vital, Some(VitalKind::HeartRate));
    assert_eq!((read("Weight", "points").vital, read("Weight", "points").area), (None, Area::Told));
    assert_eq!(read("LOINC Code", "mmHg").vital, None);
}

#[test]
fn a_blood_pressure_with_one_figure_is_a_measurement_of_that_one() {
    let read = observation(
        r#"{"status": "final", "code": {"coding": [{"code": "85354-9"}]}, "component": [
        {"code": {"coding": [{"code": "8480-6"}]}, "valueQuantity": {"value": 109, "unit": "mmHg"}},
        {"code": {"coding": [{"code": "8462-4"}]}, "dataAbsentReason": {"coding": [{"code": "not-performed"}]}}]}"#,
    )
    .unwrap();
    assert_eq!((read.pressure, read.half, read.figure.as_deref()), (None, Some(true), Some("109")));
}
