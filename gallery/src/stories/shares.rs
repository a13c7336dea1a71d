//! How many gave which answer, and how that changed.

use leptos::prelude::*;
use salus_portal::components::{Card, MonthColumn, MonthColumns, ShareBars, ShareRow, Tone};

use super::{State, Story};
use crate::words::{say, say_with};

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
        (say("Very good", "جيدة جداً"), "96", 58, Tone::Good),
        (say("Good", "جيدة"), "48", 29, Tone::Good),
        (say("Neither good nor poor", "لا جيدة ولا سيئة"), "12", 7, Tone::Plain),
        (say("Poor", "سيئة"), "7", 4, Tone::Watch),
        (say("Very poor", "سيئة جداً"), "3", 2, Tone::Urgent),
        (say("I don't know", "لا أعرف"), "0", 0, Tone::Plain),
    ]
    .map(|(label, count, percent, kind)| ShareRow { label: label.into(), count: count.into(), percent, kind })
    .to_vec();
    view! {
        <ShareBars
            rows
            caption=say("166 answers in the last 30 days", "166 إجابة في آخر 30 يوماً")
            label_title=say("Answer", "الإجابة")
            count_title=say("How many", "العدد")
            share_title=say("Share", "النسبة")
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
        (say("Jun", "يونيو"), Some(78), 61),
        (say("Jul", "يوليو"), Some(81), 74),
        (say("Aug", "أغسطس"), None, 0),
        (say("Sep", "سبتمبر"), Some(80), 92),
        (say("Oct", "أكتوبر"), Some(85), 140),
        (say("Nov", "نوفمبر"), Some(87), 166),
    ]
    .map(|(label, percent, count)| MonthColumn {
        label: label.into(),
        percent,
        value_text: percent.map_or_else(|| say("none", "لا أحد").to_owned(), |percent: u8| format!("{percent} %")),
        count_text: say_with("of {}", "من {}", count),
    })
    .to_vec();
    view! { <MonthColumns columns caption=say("Good or very good, by month", "جيدة أو جيدة جداً، بحسب الشهر") /> }
        .into_any()
}
