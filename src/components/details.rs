//! More, for those who want it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A line that opens to show more.
#[component]
pub fn Details(
    /// What opens.
    children: Children,
    /// The line that is always seen.
    #[prop(into)]
    summary: Signal<String>,
    /// Whether it is open from the start.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary class="details-summary">
                <Icon name=IconName::Down />
                <span>{summary}</span>
            </summary>
            <div class="details-body">{children()}</div>
        </details>
    }
    .into_any()
}
