//! What changed since the pictures that were accepted last. The visual comparison writes `changes/changes.json` beside the
//! gallery; this page shows before, after and the difference of each.

use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::{address::Address, page};

/// The part of the address of this page.
pub(crate) const ID: &str = "changes";

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    async fn read(path: &str) -> JsValue;
}

/// A picture that is not as it was.
#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Change {
    story: String,
    /// Empty where all states stand in one picture.
    state: String,
    /// The look, in the words of the comparison.
    #[serde(default)]
    variant: String,
    verdict: Verdict,
    /// The share of points that differ, 0 to 1.
    #[serde(default)]
    ratio: f64,
    /// The pictures: files as seen from the gallery.
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    diff: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    New,
    Changed,
    Gone,
}

impl Verdict {
    const fn words(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Changed => "Changed",
            Self::Gone => "Gone",
        }
    }
}

/// What was found beside the gallery.
#[derive(Clone, PartialEq)]
enum List {
    Waiting,
    Missing,
    Changes(Vec<Change>),
}

/// Draws the page.
pub(crate) fn draw() -> AnyView {
    let list = RwSignal::new(List::Waiting);
    let drawing = page::hold();
    spawn_local(async move {
        let text = read("changes/changes.json").await.as_string().unwrap_or_default();
        // The page may be gone by now.
        let _ = list.try_set(serde_json::from_str(&text).map_or(List::Missing, List::Changes));
        drop(drawing);
    });
    view! {
        <header class="gallery-head">
            <h1>"What changed"</h1>
            <p class="gallery-about">
                "Pictures of stories that are not as they were when they were accepted last. A change that was meant is accepted with " <code>"cargo xtask test --only looks --accept"</code> "."
            </p>
        </header>
        <div class="gallery-part">{move || draw_list(list.get())}</div>
    }
    .into_any()
}

fn draw_list(list: List) -> AnyView {
    match list {
        List::Waiting => view! { <p>"Looking"</p> }.into_any(),
        List::Missing => view! {
            <p>
                "No comparison stands beside this gallery. " <code>"cargo xtask test --only looks"</code>
                " takes the pictures, compares them with the accepted ones and writes what differs into the built gallery."
            </p>
        }
        .into_any(),
        List::Changes(changes) if changes.is_empty() => {
            view! { <p>"Nothing changed: every picture is as it was accepted."</p> }.into_any()
        }
        List::Changes(changes) => changes.into_iter().map(draw_change).collect_view().into_any(),
    }
}

fn draw_change(change: Change) -> AnyView {
    let Change { story, state, variant, verdict, ratio, before, after, diff } = change;
    let state = Some(state).filter(|state| !state.is_empty());
    let href = Address::default().to(&story, state.as_deref()).hash();
    let name = [story.as_str(), state.as_deref().unwrap_or("all states")].join(" / ");
    let picture = |kind: &'static str, file: &Option<String>| {
        file.as_deref().map(|file| {
            let alt = [kind, ": ", &name, ", ", &variant].concat();
            view! {
                <figure>
                    <figcaption>{kind}</figcaption>
                    <img src=file.to_owned() alt=alt loading="lazy" />
                </figure>
            }
        })
    };
    let pictures = view! {
        <div class="gallery-change-pictures">
            {picture("Before", &before)} {picture("After", &after)} {picture("Difference", &diff)}
        </div>
    };
    let over = before.zip(after).map(|(before, after)| draw_over(&before, &after, &name));
    view! {
        <article class="gallery-change">
            <h2>
                <a href=href>{name.clone()}</a>
            </h2>
            <p>
                <strong>{verdict.words()}</strong>
                " " {variant.clone()}
                {(verdict == Verdict::Changed).then(|| format!(", {:.2} % of the points differ", ratio * 100.0))}
            </p>
            {pictures} {over}
        </article>
    }
    .into_any()
}

/// Before and after in one place, with a slider between them.
fn draw_over(before: &str, after: &str, name: &str) -> AnyView {
    let place = RwSignal::new("50".to_owned());
    let cut = move || {
        ["inset(0 ", &(100 - place.with(|place| place.parse::<i32>().unwrap_or(50))).to_string(), "% 0 0)"].concat()
    };
    view! {
        <details>
            <summary>"Lay one over the other"</summary>
            <label class="gallery-switch">
                <span>"How much of the earlier picture"</span>
                <input
                    type="range"
                    min="0"
                    max="100"
                    prop:value=place
                    on:input=move |event| place.set(event_target_value(&event))
                />
            </label>
            <div class="gallery-over" role="img" aria-label=["Before and after of ", name].concat()>
                <img src=after.to_owned() alt="" loading="lazy" />
                <img src=before.to_owned() alt="" loading="lazy" style:clip-path=cut />
            </div>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::{Change, Verdict};

    #[test]
    fn the_list_of_the_comparison_can_be_read() {
        let text = r#"[
            {"story": "button", "state": "primary", "variant": "en light 320", "verdict": "changed", "ratio": 0.0123,
             "before": "changes/button.before.png", "after": "changes/button.after.png", "diff": "changes/button.diff.png"},
            {"story": "chip", "state": "", "variant": "ar dark 320", "verdict": "new", "ratio": 1.0,
             "before": null, "after": "changes/chip.after.png", "diff": null}
        ]"#;
        let changes: Vec<Change> = serde_json::from_str(text).unwrap();
        assert_eq!(changes[0].verdict, Verdict::Changed);
        assert_eq!(changes[1].before, None);
    }
}
