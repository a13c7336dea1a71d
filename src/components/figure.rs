//! A value that is the point of the page.

use leptos::prelude::*;

/// A large figure with its unit, kept in the direction of figures in every language.
#[component]
pub fn Figure(
    /// The figure, as the source wrote it.
    #[prop(into)]
    value: String,
    /// Its unit; empty for none.
    #[prop(optional, into)]
    unit: String,
) -> impl IntoView {
    let unit = (!unit.is_empty()).then(|| view! { <span class="figure-unit">" "{unit}</span> });
    view! {
        <p class="figure">
            <bdi dir="ltr">{value}{unit}</bdi>
        </p>
    }
    .into_any()
}
