//! What a machine sees in the story as it is shown now: its accessibility tree, and what axe-core finds.

use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};

use super::{frame::FRAME, panel};

#[wasm_bindgen(module = "/js/tree.js")]
extern "C" {
    fn tree(frame: &str) -> String;
    fn watch(frame: &str, changed: &Closure<dyn FnMut()>) -> JsValue;
}

#[wasm_bindgen(module = "/js/audit.js")]
extern "C" {
    async fn audit(frame: &str, whole: bool) -> JsValue;
}

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    fn call(function: &JsValue);
}

/// What the checker reports.
#[derive(Clone, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Report {
    missing: bool,
    again: String,
    version: String,
    passed: usize,
    found: Vec<Violation>,
}

#[derive(Clone, Default, Deserialize, PartialEq)]
struct Violation {
    id: String,
    impact: String,
    help: String,
    places: Vec<String>,
}

/// Draws both.
pub(super) fn draw(whole: bool) -> AnyView {
    let shown = RwSignal::new(String::new());
    let report = RwSignal::new(None::<Report>);
    let changed = Closure::<dyn FnMut()>::new(move || {
        shown.set(tree(FRAME));
        spawn_local(async move {
            let text = audit(FRAME, whole).await.as_string().unwrap_or_default();
            if let Ok(fresh) = serde_json::from_str::<Report>(&text)
                && fresh.again.is_empty()
            {
                // The page may be gone by now.
                let _ = report.try_set(Some(fresh));
            }
        });
    });
    let changed = StoredValue::new_local(changed);
    let stop = StoredValue::new_local(None::<JsValue>);
    Effect::new(move || {
        let stopper = changed.with_value(|changed| watch(FRAME, changed));
        stop.set_value(Some(stopper));
    });
    on_cleanup(move || {
        if let Some(stopper) = stop.try_update_value(Option::take).flatten() {
            call(&stopper);
        }
    });
    view! {
        {panel(
            "Accessibility tree",
            view! {
                <p class="gallery-note">
                    "What a screen reader is given, in reading order: role, name, states. The gallery works it out for what the portal uses; it knows no aria-owns, no shadow trees and no words made by CSS. The tests of the pages read the browser's own tree."
                </p>
                <pre class="gallery-code" tabindex="0" aria-label="Accessibility tree" role="region">
                    {shown}
                </pre>
            },
        )}
        {panel("axe-core", view! { <div aria-live="off">{move || draw_report(report.get())}</div> })}
    }
    .into_any()
}

fn draw_report(report: Option<Report>) -> AnyView {
    let Some(report) = report else { return view! { <p>"Checking"</p> }.into_any() };
    if report.missing {
        return view! {
            <p>
                "The checker is not beside this gallery. Start it with " <code>"cargo xtask gallery"</code>
                ", which fetches axe-core and puts it into " <code>"gallery/beside"</code> "."
            </p>
        }
        .into_any();
    }
    let found = report
        .found
        .iter()
        .map(|it| {
            let places = it.places.iter().map(|place| view! { <li><code>{place.clone()}</code></li> }).collect_view();
            view! {
                <li>
                    <strong>{it.help.clone()}</strong>
                    " (" {it.id.clone()} ", " {it.impact.clone()} ")"
                    <ul>{places}</ul>
                </li>
            }
        })
        .collect_view();
    let verdict = match report.found.len() {
        0 => format!("Nothing found, {} rules passed (axe-core {}).", report.passed, report.version),
        count => format!("{count} found, {} rules passed (axe-core {}):", report.passed, report.version),
    };
    view! {
        <p class="gallery-verdict" class:gallery-verdict-bad=!report.found.is_empty()>
            {verdict}
        </p>
        <ul class="gallery-findings">{found}</ul>
    }
    .into_any()
}
