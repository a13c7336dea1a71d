//! The mark of Salus: a bowl and a drop.

use leptos::prelude::*;

/// The mark, with the name beside it where there is one.
#[component]
pub fn Logo(
    /// The name to the side: the portal's or the practice's. Without it the mark stands alone and is silent.
    #[prop(optional, into)]
    name: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="logo">
            <svg class="logo-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                <rect class="logo-tile" width="32" height="32" rx="9" />
                <path class="logo-bowl" d="M7 15.5h18a9 9 0 0 1-18 0z" />
                <path class="logo-drop" d="M16 6.5c2.7 2.3 2.7 4.6 0 6.5-2.7-1.9-2.7-4.2 0-6.5z" />
            </svg>
            <span class="logo-name">{name}</span>
        </span>
    }
    .into_any()
}
