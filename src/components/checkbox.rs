//! A thing that holds or does not.

use leptos::prelude::*;

use super::field::FieldTexts;

/// A box to tick.
#[component]
pub fn Checkbox(
    /// What holds when it is ticked.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// The id of the box, to which the error summary leads.
    #[prop(into)]
    id: String,
    /// What follows from it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = FieldTexts { id: id.clone(), hint, error };
    view! {
        <div class="field" class:field-wrong=move || error.with(Option::is_some)>
            <div class="tick">
                <input
                    class="choice-mark"
                    type="checkbox"
                    id=id.clone()
                    name=id.clone()
                    aria-describedby=texts.described_by(None)
                    aria-invalid=texts.invalid()
                    prop:checked=checked
                    on:change=move |event| checked.set(event_target_checked(&event))
                />
                <label class="choice-label" for=id>{label}</label>
            </div>
            <div class="tick-texts">{texts.draw()}</div>
        </div>
    }
    .into_any()
}
