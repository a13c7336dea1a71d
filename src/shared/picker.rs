//! A short list of which one is chosen, on one line: the browser's own, so that a phone shows it as its people know it.

use leptos::prelude::*;

use crate::components::{Icon, IconName};

/// Something to choose: its value, and what it says.
pub type Choice<T> = (T, &'static str);

/// A choice of several, all but one of them hidden until they are asked for. `id` must be its own on the page.
pub fn picker<T>(label: &'static str, id: &'static str, chosen: RwSignal<T>, choices: Vec<Choice<T>>) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let values: Vec<T> = choices.iter().map(|(value, _)| *value).collect();
    let options = choices
        .into_iter()
        .enumerate()
        .map(|(place, (value, words))| {
            view! {
                <option value=place.to_string() prop:selected=move || chosen.get() == value>
                    {words}
                </option>
            }
        })
        .collect_view();
    let choose = move |event| {
        let place = event_target_value(&event).parse().ok();
        if let Some(value) = place.and_then(|place: usize| values.get(place)) {
            chosen.set(*value);
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            <span class="picker">
                <select class="input" id=id on:change=choose>
                    {options}
                </select>
                <Icon name=IconName::Down />
            </span>
        </div>
    }
    .into_any()
}
