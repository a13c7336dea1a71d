//! Figures in rows and columns.

use leptos::prelude::*;

use super::{element::fresh_id, words::Words};

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

/// The cells of a table, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<Vec<Words>>);

impl<T: Into<Words>> From<Vec<Vec<T>>> for Rows {
    fn from(rows: Vec<Vec<T>>) -> Self {
        Self(rows.into_iter().map(|row| row.into_iter().map(Into::into).collect()).collect())
    }
}

/// A real table. The first cell of each row names it. Where it is too wide it scrolls by itself, also with the keyboard.
#[component]
pub fn DataTable(
    /// What it shows.
    #[prop(into)]
    caption: Words,
    /// The columns.
    columns: Vec<Column>,
    /// The cells, row by row.
    #[prop(into)]
    rows: Rows,
    /// Whether only a screen reader needs the caption, because a heading stands above.
    #[prop(optional)]
    caption_hidden: bool,
) -> impl IntoView {
    let id = fresh_id("table");
    let numeric: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
    let head = columns
        .into_iter()
        .map(|column| view! { <th scope="col" class=cell_class(column.numeric)>{column.title}</th> })
        .collect_view();
    let body = rows
        .0
        .into_iter()
        .map(|row| {
            let cells = row
                .into_iter()
                .enumerate()
                .map(|(place, text)| {
                    let class = cell_class(numeric.get(place).copied().unwrap_or_default());
                    if place == 0 {
                        view! { <th scope="row" class=class><bdi>{text.draw()}</bdi></th> }.into_any()
                    } else {
                        view! { <td class=class><bdi>{text.draw()}</bdi></td> }.into_any()
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby=id>
            <table class="table">
                <caption id=id.clone() class:visually-hidden=caption_hidden>
                    {caption.draw()}
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
