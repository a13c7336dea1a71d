//! Single components.

use leptos::prelude::*;
use salus_portal::components::{
    Button, ChartOrTable, ChartPoint, Column, DataTable, Dialog, ErrorSummary, Pending, TextField, TrendChart,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, call, description, focused, frame, until, wear};

#[wasm_bindgen_test]
async fn escape_closes_the_dialog_and_returns_focus() {
    let open = RwSignal::new(false);
    let stage = Stage::set(move || {
        view! {
            <Button on_press=move |()| open.set(true)>"Rename"</Button>
            <Dialog open title="New name" close_text="Close">
                <input id="name" />
            </Dialog>
        }
    });
    stage.button("Rename").focus().unwrap();
    stage.button("Rename").click();
    until(|| stage.has("dialog[open]"), || "the dialog did not open".into()).await;
    assert!(stage.find("dialog").contains(document().active_element().as_deref()), "the focus is not in the dialog");

    // What the browser does on Escape; a key that a script sends does not reach it.
    call(&stage.find("dialog"), "requestClose");

    until(|| !stage.has("dialog[open]"), || "the dialog did not close".into()).await;
    assert_eq!(focused(), "Rename");
    until(|| !open.get_untracked(), || "the page still believes that it is open".into()).await;
}

#[wasm_bindgen_test]
async fn the_error_summary_takes_the_focus_and_its_link_leads_to_the_field() {
    let errors = RwSignal::new(Vec::new());
    let stage = Stage::set(move || {
        view! {
            <ErrorSummary title="There is a problem" errors />
            <TextField label="Subject" value=RwSignal::new(String::new()) id="subject" />
        }
    });
    assert!(!stage.has("a"), "a summary of nothing is shown");

    errors.set(vec![("subject".to_owned(), "Enter a subject".to_owned())]);

    until(|| focused().contains("There is a problem"), || format!("the focus is on {}", focused())).await;
    stage.find("a").click();
    assert_eq!(focused(), "subject");
}

#[wasm_bindgen_test]
async fn a_busy_button_swallows_the_second_press() {
    let (presses, busy) = (RwSignal::new(0), RwSignal::new(false));
    let press = move |()| {
        presses.update(|presses| *presses += 1);
        busy.set(true);
    };
    let stage = Stage::set(move || view! { <Button on_press=press busy=busy busy_text="Sending">"Send"</Button> });
    let button = stage.find("button");

    button.click();
    button.click();
    frame().await;

    assert_eq!(presses.get_untracked(), 1);
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    busy.set(false);
    frame().await;
    button.click();
    assert_eq!(presses.get_untracked(), 2, "a button that is free again does not work");
}

#[wasm_bindgen_test]
async fn a_text_field_is_described_by_its_hint_and_by_what_is_wrong() {
    let error = RwSignal::new(None::<String>);
    let stage = Stage::set(move || {
        view! {
            <TextField label="Code" hint="26 letters" error value=RwSignal::new(String::new()) id="code" />
        }
    });
    let field = stage.find("input");
    assert_eq!(description(&field), ["26 letters"]);
    assert_eq!(field.get_attribute("aria-invalid"), None);
    assert_eq!(stage.find("label").get_attribute("for").as_deref(), Some("code"));

    error.set(Some("Enter the code".to_owned()));
    frame().await;

    assert_eq!(description(&field), ["26 letters", "Enter the code"]);
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn what_is_pending_is_not_seen_before_its_delay() {
    wear(include_str!("../../style/tokens.css"));
    wear(include_str!("../../style/components/pending.css"));
    let stage = Stage::set(|| view! { <Pending label="Loading" /> });
    let pending = stage.find("[role=status]");
    let visibility = || {
        let style = window().get_computed_style(&pending).unwrap().unwrap();
        style.get_property_value("visibility").unwrap()
    };

    assert_eq!(visibility(), "hidden", "it is seen at once");
    until(|| visibility() == "visible", || "it never shows".into()).await;
}

#[wasm_bindgen_test]
async fn a_chart_says_what_it_shows_and_its_table_has_the_same_values() {
    let values = [("Nov 24", 6.4), ("May 25", 6.6), ("Nov 25", 7.3)];
    let points = values
        .iter()
        .map(|(label, value)| ChartPoint {
            label: (*label).to_owned(),
            value: *value,
            value_text: value.to_string(),
            ..ChartPoint::default()
        })
        .collect::<Vec<_>>();
    let rows = values.iter().map(|(label, value)| vec![(*label).to_owned(), value.to_string()]).collect::<Vec<_>>();
    let stage = Stage::set(move || {
        view! {
            <ChartOrTable
                chart=move || view! { <TrendChart points label="HbA1c over time: 3 values, from 6.4 to 7.3" /> }
                table=move || {
                    view! {
                        <DataTable
                            caption="HbA1c"
                            columns=vec![Column::words("Date"), Column::figures("Value")]
                            rows
                        />
                    }
                }
                chart_text="Chart"
                table_text="Table"
                label="How to show it"
            />
        }
    });

    let chart = stage.find("[role=img]");
    assert_eq!(chart.get_attribute("aria-label").as_deref(), Some("HbA1c over time: 3 values, from 6.4 to 7.3"));
    let table = stage.find("table").text_content().unwrap_or_default();
    for (label, value) in values {
        assert!(table.contains(label) && table.contains(&value.to_string()), "{label} {value} is not in the table");
    }
    assert!(stage.find(".table-side").has_attribute("hidden"), "both are shown at once");

    stage.find("label:nth-of-type(2) input").click();
    frame().await;

    assert!(!stage.find(".table-side").has_attribute("hidden"), "the table does not show");
    assert!(stage.find(".chart-side").has_attribute("hidden"), "the chart stays");
}
