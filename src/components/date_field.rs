//! A date that a person knows by heart, as three fields.

use leptos::prelude::*;

use super::field::{FieldTexts, group};

/// A date as day, month and year. The fields keep whatever was typed; the page decides what is a date. Focus never jumps
/// from one to the next by itself.
#[component]
pub fn DateField(
    /// Which date.
    #[prop(into)]
    legend: Signal<String>,
    /// Whether the question is the title of the page.
    #[prop(optional)]
    legend_is_title: bool,
    /// The label of the day.
    #[prop(into)]
    day_label: Signal<String>,
    /// The label of the month.
    #[prop(into)]
    month_label: Signal<String>,
    /// The label of the year.
    #[prop(into)]
    year_label: Signal<String>,
    /// What was typed as the day.
    day: RwSignal<String>,
    /// What was typed as the month.
    month: RwSignal<String>,
    /// What was typed as the year.
    year: RwSignal<String>,
    /// The id of the day, to which the error summary leads; month and year are `{id}-month` and `{id}-year`.
    #[prop(into)]
    id: String,
    /// An example, for instance.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it is the person's own date of birth, which the browser may fill in.
    #[prop(optional)]
    birthday: bool,
) -> impl IntoView {
    let texts = FieldTexts { id: id.clone(), hint, error };
    let part = |suffix: &str, label: Signal<String>, value: RwSignal<String>, fill: &'static str, wide: bool| {
        let id = [&id, suffix].concat();
        view! {
            <div class="date-part">
                <label class="date-label" for=id.clone()>{label}</label>
                <input
                    class="input"
                    class:date-year=wide
                    class:date-short=!wide
                    type="text"
                    id=id.clone()
                    name=id
                    dir="ltr"
                    inputmode="numeric"
                    autocomplete=if birthday { fill } else { "off" }
                    aria-invalid=texts.invalid()
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                    on:change=move |event| value.set(event_target_value(&event))
                />
            </div>
        }
        .into_any()
    };
    let parts = view! {
        <div class="date-parts">
            {part("", day_label, day, "bday-day", false)} {part("-month", month_label, month, "bday-month", false)}
            {part("-year", year_label, year, "bday-year", true)}
        </div>
    };
    group(&texts, legend, legend_is_title, parts.into_any())
}
