//! Facts, each with its name.

use leptos::prelude::*;

use super::words::Words;

/// Facts, each after its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(String, Words)>);

impl<T: Into<Words>> From<Vec<(String, T)>> for Facts {
    fn from(facts: Vec<(String, T)>) -> Self {
        Self(facts.into_iter().map(|(name, fact)| (name, fact.into())).collect())
    }
}

/// Facts with their names: "Prescribed by", "Dr Salma Haddad".
#[component]
pub fn DefinitionList(
    /// The name and the fact, in order.
    #[prop(into)]
    items: Facts,
) -> impl IntoView {
    let items = items
        .0
        .into_iter()
        .map(|(name, fact)| {
            view! {
                <div class="fact">
                    <dt>{name}</dt>
                    <dd dir="auto">{fact.draw()}</dd>
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
