//! A sheet of paper on the ground of the page.

use leptos::prelude::*;

/// A white sheet that holds what belongs together.
#[component]
pub fn Card(
    /// What it holds.
    children: Children,
    /// Whether its contents reach its edges.
    #[prop(optional)]
    flush: bool,
) -> impl IntoView {
    view! {
        <div class="card" class:card-flush=flush>
            {children()}
        </div>
    }
    .into_any()
}
