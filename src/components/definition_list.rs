//! Facts, each with its name.

use leptos::prelude::*;

/// Facts with their names: "Prescribed by", "Dr Salma Haddad".
#[component]
pub fn DefinitionList(
    /// The name and the fact, in order.
    items: Vec<(String, String)>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|(name, fact)| {
            view! {
                <div class="fact">
                    <dt>{name}</dt>
                    <dd dir="auto">{fact}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="facts">{items}</dl> }.into_any()
}

/// A hairline between two things that a heading does not part.
#[component]
pub fn Divider() -> impl IntoView {
    view! { <hr class="divider" /> }.into_any()
}
