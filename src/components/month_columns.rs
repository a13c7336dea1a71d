//! A share for each month, as columns.

use leptos::{html, prelude::*};

use super::element::fresh_id;

/// One month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthColumn {
    /// The month, short.
    pub label: String,
    /// Its value, 0 to 100; none where nobody answered.
    pub percent: Option<u8>,
    /// The value in words, for example "92 %", or "nobody answered".
    pub value_text: String,
    /// How many answers it rests on, in words.
    pub count_text: String,
}

/// Months side by side, oldest first. A list: every column says its month, its value and what it rests on.
#[component]
pub fn MonthColumns(
    /// The months.
    columns: Vec<MonthColumn>,
    /// What it shows.
    #[prop(into)]
    caption: Signal<String>,
) -> impl IntoView {
    let id = fresh_id("months");
    let scroll = NodeRef::<html::Div>::new();
    // Where they do not fit, the newest are seen first.
    Effect::new(move || {
        let Some(scroll) = scroll.get() else { return };
        let end = scroll.scroll_width();
        scroll.set_scroll_left(end);
        if scroll.scroll_left() == 0 {
            // From right to left, places left of the beginning are below zero.
            scroll.set_scroll_left(-end);
        }
    });
    let columns = columns
        .into_iter()
        .map(|column| {
            let percent = column.percent.unwrap_or_default().min(100);
            let top = (100 - percent).to_string();
            let height = percent.to_string();
            view! {
                <li class="month">
                    <span class="month-value">{column.value_text}</span>
                    <svg class="month-track" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="month-ground" width="10" height="100" />
                        <rect class="month-fill" width="10" y=top height=height />
                    </svg>
                    <span class="month-label">{column.label}</span>
                    <span class="month-count">{column.count_text}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <figure class="months">
            <figcaption class="eyebrow" id=id.clone()>
                {caption}
            </figcaption>
            <div class="months-scroll" node_ref=scroll role="region" tabindex="0" aria-labelledby=id>
                <ol class="months-list" role="list">
                    {columns}
                </ol>
            </div>
        </figure>
    }
    .into_any()
}
