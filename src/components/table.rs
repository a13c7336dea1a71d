//! Figures in rows and columns.

use leptos::prelude::*;

use super::element::fresh_id;

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub title: String,
    /// Whether it holds figures, which then stand below one another.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(title: impl Into<String>) -> Self {
        Self { title: title.into(), numeric: false }
    }

    /// A column of figures.
    #[must_use]
    pub fn figures(title: impl Into<String>) -> Self {
        Self { title: title.into(), numeric: true }
    }
}

/// A real table. The first cell of each row names it. Where it is too wide it scrolls by itself, also with the keyboard.
#[component]
pub fn DataTable(
    /// What it shows.
    #[prop(into)]
    caption: Signal<String>,
    /// The columns.
    columns: Vec<Column>,
    /// The cells, row by row.
    rows: Vec<Vec<String>>,
    /// Whether only a screen reader needs the caption, because a heading stands above.
    #[prop(optional)]
    caption_hidden: bool,
    /// The language tag of the caption, where somebody else wrote it in another language.
    #[prop(optional, into)]
    caption_lang: MaybeProp<String>,
) -> impl IntoView {
    let id = fresh_id("table");
    let numeric: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
    let head = columns
        .into_iter()
        .map(|column| view! { <th scope="col" class=cell_class(column.numeric)>{column.title}</th> })
        .collect_view();
    let body = rows
        .into_iter()
        .map(|row| {
            let cells = row
                .into_iter()
                .enumerate()
                .map(|(place, text)| {
                    let class = cell_class(numeric.get(place).copied().unwrap_or_default());
                    if place == 0 {
                        view! { <th scope="row" class=class><bdi>{text}</bdi></th> }.into_any()
                    } else {
                        view! { <td class=class><bdi>{text}</bdi></td> }.into_any()
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby=id>
            <table class="table">
                <caption id=id.clone() class:visually-hidden=caption_hidden lang=move || caption_lang.get()>
                    {caption}
                </caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

const fn cell_class(numeric: bool) -> &'static str {
    if numeric { "cell-number" } else { "cell" }
}
