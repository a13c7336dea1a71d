//! How a page divides its width. On a phone everything stands below one another, in the order of the document.

use leptos::prelude::*;

/// How many columns, and how wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnsKind {
    /// The matter, and what goes with it beside.
    #[default]
    MainAndSide,
    /// Two of the same weight.
    Halves,
    /// One narrow column for forms and reading.
    Narrow,
    /// One column for conversations.
    Reading,
    /// A list, what is open, and what goes with it: the care team's three panes.
    ThreePanes,
    /// As many cards as fit.
    Cards,
}

/// Divides the width. Each child is a column; for a column of several pieces wrap them in a `div` of class `stack`.
#[component]
pub fn Columns(
    /// The columns.
    children: Children,
    /// How the width is divided.
    #[prop(optional)]
    kind: ColumnsKind,
) -> impl IntoView {
    let class = match kind {
        ColumnsKind::MainAndSide => "columns columns-main",
        ColumnsKind::Halves => "columns columns-halves",
        ColumnsKind::Narrow => "columns columns-narrow",
        ColumnsKind::Reading => "columns columns-reading",
        ColumnsKind::ThreePanes => "columns columns-panes",
        ColumnsKind::Cards => "columns columns-cards",
    };
    view! { <div class=class>{children()}</div> }.into_any()
}
