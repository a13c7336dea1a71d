//! How many gave which answer, and how that changed.

use leptos::prelude::*;
use salus_portal::components::{Card, MonthColumn, MonthColumns, ShareBars, ShareRow, Tone};

use super::{State, Story};

pub(super) fn share_bars() -> Story {
    Story {
        id: "share-bars",
        title: "Share bars",
        about: "Answers below one another, each with its share as a figure and as a bar. A real table.",
        components: &["ShareBars"],
        whole_pages: false,
        live: None,
        states: vec![State::new("experience", "Experience", || view! { <Card>{draw_shares()}</Card> }.into_any())],
    }
}

pub(super) fn draw_shares() -> AnyView {
    let rows = [
        ("Very good", "96", 58, Tone::Good),
        ("Good", "48", 29, Tone::Good),
        ("Neither good nor poor", "12", 7, Tone::Plain),
        ("Poor", "7", 4, Tone::Watch),
        ("Very poor", "3", 2, Tone::Urgent),
        ("I don't know", "0", 0, Tone::Plain),
    ]
    .map(|(label, count, percent, kind)| ShareRow { label: label.into(), count: count.into(), percent, kind })
    .to_vec();
    view! {
        <ShareBars
            rows
            caption="166 answers in the last 30 days"
            label_title="Answer"
            count_title="How many"
            share_title="Share"
        />
    }
    .into_any()
}

pub(super) fn month_columns() -> Story {
    Story {
        id: "month-columns",
        title: "Month columns",
        about: "A share for each month. Every column says its month, its value and how many answers it rests on.",
        components: &["MonthColumns"],
        whole_pages: false,
        live: None,
        states: vec![State::new("year", "A year", || view! { <Card>{draw_months()}</Card> }.into_any())],
    }
}

pub(super) fn draw_months() -> AnyView {
    let columns = [
        ("Jun", Some(78), 61),
        ("Jul", Some(81), 74),
        ("Aug", None, 0),
        ("Sep", Some(80), 92),
        ("Oct", Some(85), 140),
        ("Nov", Some(87), 166),
    ]
    .map(|(label, percent, count)| MonthColumn {
        label: label.into(),
        percent,
        value_text: percent.map_or_else(|| "none".to_owned(), |percent: u8| format!("{percent} %")),
        count_text: format!("of {count}"),
    })
    .to_vec();
    view! { <MonthColumns columns caption="Good or very good, by month" /> }.into_any()
}
