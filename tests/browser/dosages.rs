//! Dosages in parts, in words whose plural forms only a browser knows.

use leptos::prelude::*;
use salus_portal::{app::App, texts::Locale};
use salus_protocol::{
    Sample,
    preferences::{Language, Preferences},
    record::{DayMoment, Dosage, Medication, Medications, Often, Term, TimeUnit, Timing},
    session::{CurrentSession, Person, Who},
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, answer, until};

/// Opens the page with one medicine that is taken at these times, for a person who reads this language.
fn taken(timing: Timing, language: Language) -> Stage {
    let dosage = Dosage { timing: Some(timing), ..Dosage::default() };
    let medication = Medication { instructions: vec![Term::Known(dosage)], ..Medication::sample() };
    let preferences = Some(Preferences { language: Some(language), ..Preferences::default() });
    let session =
        CurrentSession { who: Who::Patient(Person { preferences, ..Person::sample() }), ..CurrentSession::sample() };
    answer(&[
        ("GET /api/v1/session", 200, serde_json::to_string(&session).unwrap()),
        (
            "GET /api/v1/record/medications",
            200,
            serde_json::to_string(&Medications { medications: vec![medication] }).unwrap(),
        ),
    ]);
    window().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some("/record/medicines")).unwrap();
    Stage::set(|| view! { <App /> })
}

fn hourly(every: u32, most: u32) -> Timing {
    let often = Often { times: 1, times_most: None, every, every_most: Some(most), unit: TimeUnit::Hour };
    Timing { often: Some(often), ..Timing::default() }
}

#[wasm_bindgen_test]
async fn minutes_before_meals_are_said_with_each_meal() {
    let timing = |moments: Vec<DayMoment>| Timing { minutes: Some(30), moments, ..Timing::default() };
    let stage = taken(timing(vec![DayMoment::BeforeBreakfast, DayMoment::BeforeDinner]), Language::En);
    stage.sees("30 minutes before breakfast, 30 minutes before dinner").await;
    drop(stage);

    let stage = taken(timing(vec![DayMoment::Bedtime]), Language::En);
    stage.sees("30 minutes before bedtime").await;
}

#[wasm_bindgen_test]
async fn a_range_of_hours_or_times_takes_the_form_of_its_higher_figure() {
    let stage = taken(hourly(6, 12), Language::En);
    stage.sees("very 6 to 12 hours").await;
    drop(stage);

    let stage = taken(hourly(6, 12), Language::Ar);
    stage.sees("كل 6 إلى 12 ساعة").await;
    drop(stage);
    let stage = taken(hourly(4, 6), Language::Ar);
    stage.sees("كل 4 إلى 6 ساعات").await;
    drop(stage);
    let often = Often { times: 1, times_most: Some(2), every: 1, every_most: None, unit: TimeUnit::Day };
    let stage = taken(Timing { often: Some(often), ..Timing::default() }, Language::Ar);
    stage.sees("من 1 إلى 2 مرة").await;
    drop(stage);

    // The other tests speak English.
    let stage = taken(hourly(6, 12), Language::En);
    until(|| salus_portal::texts::locale() == Locale::En, || stage.text()).await;
    stage.sees("hours").await;
    window().local_storage().unwrap().unwrap().clear().unwrap();
}
