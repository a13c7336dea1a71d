//! Figures and where they lie.

use leptos::prelude::*;
use salus_portal::components::{Figure, RangeBar};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn figure() -> Story {
    Story {
        id: "figure",
        title: "Figure",
        about: "One value that is the point of the page. At most one on a screen.",
        components: &["Figure"],
        whole_pages: false,
        live: Some(play_figure()),
        states: vec![
            State::new("unit", "With a unit", || view! { <Figure value="7.3" unit="%" /> }.into_any()),
            State::new("plain", "Without", || view! { <Figure value="<0.5" /> }.into_any()),
            State::new("two", "Two figures", || view! { <Figure value="128/82" unit="mmHg" /> }.into_any()),
            State::new("words", "Words", || view! { <Figure value=say("Negative", "سلبي") /> }.into_any()),
        ],
    }
}

pub(super) fn range_bar() -> Story {
    Story {
        id: "range-bar",
        title: "Range bar",
        about: "Where a value lies, drawn. It repeats the words beside it; a screen reader passes it by.",
        components: &["RangeBar"],
        whole_pages: false,
        live: Some(play_range_bar()),
        states: vec![
            State::new("above", "Above", || draw(Some(4.0), Some(6.5), 7.3, say("4.0 to 6.5 %", "من 4.0 إلى 6.5 %"))),
            State::new("within", "Within", || draw(Some(4.0), Some(6.5), 5.2, say("4.0 to 6.5 %", "من 4.0 إلى 6.5 %"))),
            State::new("below", "Below", || {
                draw(Some(12.0), Some(16.0), 10.9, say("12.0 to 16.0 g/dL", "من 12.0 إلى 16.0 g/dL"))
            }),
            State::new("far", "Far above", || {
                draw(Some(0.4), Some(4.0), 61.0, say("0.4 to 4.0 mU/L", "من 0.4 إلى 4.0 mU/L"))
            }),
            State::new("upper", "Upper end only", || {
                draw(None, Some(5.0), 5.6, say("up to 5.0 mmol/L", "حتى 5.0 mmol/L"))
            }),
            State::new("lower", "Lower end only", || {
                draw(Some(60.0), None, 92.0, say("60 mL/min and more", "60 mL/min فأكثر"))
            }),
        ],
    }
}

fn draw(low: Option<f64>, high: Option<f64>, value: f64, label: &'static str) -> AnyView {
    view! { <RangeBar low high value label=label /> }.into_any()
}

fn play_figure() -> Live {
    const KNOBS: &[Knob] = &[Knob::words("value", "Value", "7.3", "7.3"), Knob::words("unit", "Unit", "%", "%")];
    Live { knobs: KNOBS, render: |set| view! { <Figure value=set.words("value") unit=set.words("unit") /> }.into_any() }
}

fn play_range_bar() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::number("low", "Lower end", 0, 200, 40),
        Knob::number("high", "Upper end", 0, 200, 65),
        Knob::number("value", "Value", 0, 400, 73),
        Knob::words("label", "Range in words", "40 to 65 mmol/mol", "من 40 إلى 65 mmol/mol"),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            view! {
                <RangeBar
                    low=Some(f64::from(set.number("low")))
                    high=Some(f64::from(set.number("high")))
                    value=f64::from(set.number("value"))
                    label=set.words("label")
                />
            }
            .into_any()
        },
    }
}
