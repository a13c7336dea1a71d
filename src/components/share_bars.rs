//! How many gave which answer.

use leptos::prelude::*;

use super::Tone;

/// One answer and how many gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRow {
    /// The answer.
    pub label: String,
    /// How many gave it, in words or as a figure.
    pub count: String,
    /// Their share in hundredths, 0 to 100.
    pub percent: u8,
    /// What the answer means.
    pub kind: Tone,
}

/// Answers below one another, each with its share as a figure and as a bar.
#[component]
pub fn ShareBars(
    /// The answers, in the order in which they were offered.
    rows: Vec<ShareRow>,
    /// What it shows.
    #[prop(into)]
    caption: Signal<String>,
    /// The head of the first column, for a screen reader.
    #[prop(into)]
    label_title: Signal<String>,
    /// The head of the counts.
    #[prop(into)]
    count_title: Signal<String>,
    /// The head of the shares.
    #[prop(into)]
    share_title: Signal<String>,
) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let percent = row.percent.min(100);
            let width = percent.to_string();
            view! {
                <tr>
                    <th scope="row">{row.label}</th>
                    <td class="share-bar">
                        <svg class="share-track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                            <rect class="share-ground" width="100" height="10" />
                            <rect class=["share-fill ", row.kind.class()].concat() width=width.clone() height="10" />
                        </svg>
                        <span class="share-percent">{width}" %"</span>
                    </td>
                    <td class="cell-number">{row.count}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="shares">
            <caption class="eyebrow">{caption}</caption>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{label_title}</th>
                    <th scope="col">{share_title}</th>
                    <th scope="col">{count_title}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
