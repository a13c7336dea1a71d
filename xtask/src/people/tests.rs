//! What must hold of every invented record, whatever the day.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan as _, civil::Date};
use serde_json::Value;

use super::{analytes, bundle::Bundle, charts, copies, labs::mark, plan::plan, practice};

/// An ordinary Sunday, a leap day, the first day of a year, the first day after a short month, a Saturday.
const DAYS: [&str; 5] = ["2026-11-22", "2028-02-29", "2027-01-01", "2027-03-01", "2026-05-30"];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn resources(bundle: &Bundle) -> Vec<Value> {
    let bundle: Value = serde_json::from_str(&bundle.to_string()).unwrap();
    bundle["entry"].as_array().unwrap().iter().map(|entry| entry["resource"].clone()).collect()
}

/// The resources of each patient by the id of the patient.
fn records(today: Date) -> Vec<(&'static str, Vec<Value>)> {
    charts(today).into_iter().map(|chart| (chart.who.id, resources(&chart.finish()))).collect()
}

fn name(resource: &Value) -> String {
    format!("{}/{}", resource["resourceType"].as_str().unwrap(), resource["id"].as_str().unwrap())
}

/// Calls `visit` with every member name and string below this value.
fn strings<'a>(value: &'a Value, visit: &mut impl FnMut(&'a str, &'a str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| strings(item, visit)),
        Value::Object(members) => {
            for (member, value) in members {
                match value {
                    Value::String(text) => visit(member, text),
                    other => strings(other, visit),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_reference_leads_to_a_resource_of_the_record_or_the_practice() {
    let shared: BTreeSet<String> = resources(&practice::bundle()).iter().map(name).collect();
    for (_, record) in records(day(DAYS[0])) {
        let own: BTreeSet<String> = record.iter().map(name).collect();
        assert_eq!(own.len(), record.len(), "two resources share an id");
        for resource in record.iter().chain(&resources(&practice::bundle())) {
            strings(resource, &mut |member, text| {
                if member == "reference" {
                    assert!(own.contains(text) || shared.contains(text), "{text}");
                }
            });
        }
    }
}

#[test]
fn every_id_is_one_that_fhir_allows() {
    for (_, record) in records(day(DAYS[0])) {
        for resource in &record {
            let id = resource["id"].as_str().unwrap();
            assert!(id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{id}");
        }
    }
}

fn is_laboratory(resource: &Value) -> bool {
    resource["category"][0]["coding"][0]["code"] == "laboratory"
}

#[test]
fn every_figure_of_the_laboratory_has_a_ucum_code_and_a_range() {
    for (_, record) in records(day(DAYS[0])) {
        for resource in record.iter().filter(|resource| is_laboratory(resource)) {
            let quantity = &resource["valueQuantity"];
            if quantity.is_null() {
                continue;
            }
            assert_eq!(quantity["system"], "http://unitsofmeasure.org");
            assert!(!quantity["code"].as_str().unwrap().is_empty());
            let range = &resource["referenceRange"][0];
            let end = if range["low"].is_null() { &range["high"] } else { &range["low"] };
            assert_eq!(end["code"], quantity["code"], "{}", name(resource));
        }
    }
}

#[test]
fn a_figure_is_marked_when_it_lies_outside_its_range_and_only_then() {
    for (_, record) in records(day(DAYS[0])) {
        for resource in record.iter().filter(|resource| is_laboratory(resource)) {
            let Some(figure) = resource["valueQuantity"]["value"].as_f64() else { continue };
            let range = &resource["referenceRange"][0];
            let expected = if range["low"]["value"].as_f64().is_some_and(|low| figure < low) {
                Some("L")
            } else if range["high"]["value"].as_f64().is_some_and(|high| figure > high) {
                Some("H")
            } else {
                None
            };
            let marked = resource["interpretation"][0]["coding"][0]["code"].as_str();
            assert_eq!(marked, expected, "{} {figure}", name(resource));
        }
    }
    assert_eq!(mark(&analytes::POTASSIUM, 5.14), None, "5.14 is written 5.1, which is inside");
}

#[test]
fn decimals_are_written_with_the_places_of_the_laboratory() {
    let [lina, ..] = charts(day(DAYS[0]));
    let text = lina.finish().to_string();
    for figure in ["\"value\":4.0", "\"value\":0.80", "\"value\":7.0", "\"value\":200"] {
        assert!(text.contains(figure), "{figure}");
    }
    assert!(!text.contains('\u{E000}'));
}

#[test]
fn nothing_but_appointments_lies_after_today() {
    for today in DAYS {
        for (_, record) in records(day(today)) {
            for resource in record.iter().filter(|resource| resource["resourceType"] != "Appointment") {
                strings(resource, &mut |_, text| {
                    if let Ok(date) = text.get(..10).unwrap_or_default().parse::<Date>() {
                        assert!(date <= day(today), "{} has {text}", name(resource));
                    }
                });
            }
        }
    }
}

#[test]
fn a_visit_is_near_on_either_side_of_today() {
    for today in DAYS.map(day) {
        for (who, record) in records(today) {
            let starts = |kind: &str, at: fn(&Value) -> &Value| -> Vec<Date> {
                let of_kind = record.iter().filter(|resource| resource["resourceType"] == kind);
                of_kind.map(|resource| day(&at(resource).as_str().unwrap()[..10])).collect()
            };
            let last = starts("Encounter", |resource| &resource["period"]["start"]).into_iter().max().unwrap();
            let next = starts("Appointment", |resource| &resource["start"]).into_iter().min().unwrap();
            assert!(last >= today.saturating_sub(15.days()), "{who} {last}");
            assert!(next > today && next <= today.saturating_add(8.days()), "{who} {next}");
        }
    }
}

#[test]
fn the_same_day_gives_the_same_bytes_and_another_day_the_same_ids() {
    let text = |today: &str| charts(day(today)).map(|chart| chart.finish().to_string());
    assert_eq!(text(DAYS[0]), text(DAYS[0]));
    let ids = |today: &str| -> Vec<String> {
        records(day(today)).iter().flat_map(|(_, record)| record.iter().map(name)).collect()
    };
    assert_eq!(ids(DAYS[0]), ids(DAYS[1]));
}

#[test]
fn filtration_agrees_with_the_published_formula() {
    // 142 x (1.0/0.9)^-1.200 x 0.9938^60, and 142 x (0.6/0.7)^-0.241 x 0.9938^47 x 1.012, worked by hand.
    assert!((analytes::filtration(1.0, 60.0, false) - 86.2).abs() < 0.1);
    assert!((analytes::filtration(0.6, 47.0, true) - 111.3).abs() < 0.1);
}

#[test]
fn the_plan_speaks_of_people_and_entries_that_exist() {
    for today in DAYS.map(day) {
        let plan = plan(today);
        let known: BTreeSet<String> = records(today).iter().flat_map(|(_, record)| record.iter().map(name)).collect();
        let staff: BTreeSet<&str> =
            plan["staff"].as_array().unwrap().iter().map(|m| m["email"].as_str().unwrap()).collect();
        let patients: BTreeMap<&str, &str> = plan["patients"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| (p["email"].as_str().unwrap(), p["source"].as_str().unwrap()))
            .collect();
        assert!(patients.values().all(|source| known.contains(*source)));
        for ready in ["staff", "patients"] {
            let people = plan[ready].as_array().unwrap();
            assert_eq!(people.iter().filter(|person| person["password"].is_string()).count(), 1);
            assert!(people.iter().all(|person| person["invite"].as_bool() == Some(person["password"].is_null())));
        }
        for thread in plan["threads"].as_array().unwrap() {
            let id = patients[thread["patient"].as_str().unwrap()].trim_start_matches("Patient/");
            if let Some(about) = thread["about"].as_str() {
                assert!(known.contains(about) && about.contains(id), "{about}");
            }
            assert!(thread["messages"].as_array().unwrap().iter().all(|message| {
                let from = message["from"].as_str().unwrap();
                from == "patient" || staff.contains(from)
            }));
        }
        for answer in plan["feedback"].as_array().unwrap() {
            let visit = answer["visit"].as_str().unwrap();
            let id = patients[answer["patient"].as_str().unwrap()].trim_start_matches("Patient/");
            assert!(known.contains(visit) && visit.contains(id), "{visit}");
        }
        assert_eq!(plan["feedback"].as_array().unwrap().len(), 7, "an answer lost its visit");
    }
}

#[test]
fn threads_keep_to_the_words_and_times_of_the_portal() {
    for today in DAYS.map(day) {
        let noon = format!("{}T12:00:00Z", today.saturating_sub(1.days()));
        let plan = plan(today);
        let threads = plan["threads"].as_array().unwrap();
        for thread in threads {
            let subject = thread["subject"].as_str().unwrap();
            assert!((1..=80).contains(&subject.chars().count()), "{subject}");
            assert!(["health", "medicines", "results", "visits", "other"].contains(&thread["topic"].as_str().unwrap()));
            let messages = thread["messages"].as_array().unwrap();
            let times: Vec<&str> = messages.iter().map(|message| message["at"].as_str().unwrap()).collect();
            assert!(times.is_sorted() && times.iter().all(|at| *at < noon.as_str()), "{subject}");
            for message in messages {
                if let Some(opened) = message["opened_at"].as_str() {
                    assert!(opened > message["at"].as_str().unwrap() && opened < noon.as_str(), "{subject}");
                }
            }
            let waits = messages.last().unwrap()["from"] == "patient";
            if thread["state"] == "waiting" {
                assert!(waits, "{subject}");
            }
        }
        let unread = |from: fn(&Value) -> bool| {
            threads.iter().filter(move |thread| {
                let last = thread["messages"].as_array().unwrap().last().unwrap();
                last["opened_at"].is_null() && from(&last["from"])
            })
        };
        assert!(unread(|from| from != "patient").any(|thread| thread["patient"] == "lina@example.org"));
        assert!(unread(|from| from == "patient").any(|thread| thread["state"] == "waiting"));
    }
}

#[test]
fn of_the_visits_of_ninety_days_only_the_newest_waits_for_feedback() {
    for today in DAYS.map(day) {
        let plan = plan(today);
        let given: BTreeSet<&str> =
            plan["feedback"].as_array().unwrap().iter().map(|answer| answer["visit"].as_str().unwrap()).collect();
        for chart in charts(today) {
            let mut visits = chart.visits().to_vec();
            visits.sort_by_key(|visit| visit.on);
            let newest = visits.pop().unwrap();
            let answered = |id: &str| given.contains(format!("Encounter/{id}").as_str());
            assert!(!answered(newest.encounter.as_deref().unwrap()));
            for visit in visits.iter().filter(|visit| visit.on >= today.saturating_sub(90.days())) {
                assert!(answered(visit.encounter.as_deref().unwrap()), "{} {}", chart.who.id, visit.on);
            }
        }
    }
}

#[test]
fn other_patients_answered_at_least_five_times_in_each_month_that_is_over() {
    for today in DAYS.map(day) {
        let plan = plan(today);
        let mut months: BTreeMap<&str, u32> = BTreeMap::new();
        let mut words = BTreeSet::new();
        for answer in plan["other_feedback"].as_array().unwrap() {
            let on = answer["on"].as_str().unwrap();
            assert!(day(on) < today || today.day() == 1, "{on}");
            *months.entry(&on[..7]).or_default() += 1;
            let comment = answer["comment"].as_str().unwrap();
            assert!(comment.is_empty() || words.insert(comment), "said twice: {comment}");
        }
        let this_month = today.to_string();
        months.remove(&this_month[..7]);
        assert!(months.len() == 11 && months.values().all(|many| *many >= 5), "{months:?}");
    }
}

#[test]
fn copies_share_nothing_but_the_practice() {
    let dir = std::env::temp_dir().join(format!("salus-copies-{}", std::process::id()));
    let made = copies(&dir, day(DAYS[0]), 6).unwrap();
    assert_eq!((made.files.len(), made.patients.len()), (7, 6));
    let mut ids = BTreeSet::new();
    let mut count = 0;
    for file in &made.files {
        let text = std::fs::read_to_string(file).unwrap();
        for name in ["Lina", "Marsh", "Naçeri", "Albrink", "Ellery", "lina-marsh"] {
            assert!(!text.contains(name), "{name} is left in a copy");
        }
        let bundle: Value = serde_json::from_str(&text).unwrap();
        for entry in bundle["entry"].as_array().unwrap() {
            count += 1;
            assert!(ids.insert(name(&entry["resource"])), "{}", name(&entry["resource"]));
        }
    }
    assert_eq!(count, made.resources);
    std::fs::remove_dir_all(dir).unwrap();
}
