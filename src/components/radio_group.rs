//! One choice of several, as large rows.

use leptos::prelude::*;

use super::field::{FieldTexts, group};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RadioOption {
    /// What is stored when it is chosen.
    pub value: String,
    /// What it says.
    pub label: String,
    /// A line of help below.
    pub hint: Option<String>,
    /// The language of what it says, where that is not the reader's: a tag (BCP 47).
    pub language: Option<&'static str>,
}

impl RadioOption {
    /// An option without a line of help.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, language: None }
    }
}

/// A question with several answers, of which one holds.
#[component]
pub fn RadioGroup(
    /// The question.
    #[prop(into)]
    legend: Signal<String>,
    /// Whether the question is the title of the page.
    #[prop(optional)]
    legend_is_title: bool,
    /// The name in the form. It is also the id of the first answer, to which the error summary leads.
    #[prop(into)]
    name: String,
    /// The answers.
    options: Vec<RadioOption>,
    /// The value of the answer that is chosen.
    chosen: RwSignal<Option<String>>,
    /// Help that stands below the question.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = FieldTexts { id: name.clone(), hint, error };
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(place, option)| draw_option(&name, place, option, chosen, texts.invalid()))
        .collect_view();
    let rows = view! { <div class="choice-rows">{rows}</div> };
    group(&texts, legend, legend_is_title, rows.into_any())
}

fn draw_option(
    name: &str,
    place: usize,
    option: RadioOption,
    chosen: RwSignal<Option<String>>,
    invalid: impl Fn() -> Option<&'static str> + Send + 'static,
) -> AnyView {
    let RadioOption { value, label, hint, language } = option;
    let id = if place == 0 { name.to_owned() } else { [name, "-", &place.to_string()].concat() };
    let hint_id = [&id, "-note"].concat();
    let described_by = hint.is_some().then(|| hint_id.clone());
    let is_chosen = {
        let value = value.clone();
        Memo::new(move |_| chosen.with(|chosen| chosen.as_deref() == Some(value.as_str())))
    };
    let choose = {
        let value = value.clone();
        move |_| chosen.set(Some(value.clone()))
    };
    view! {
        <div class="choice-row">
            <input
                class="choice-mark"
                type="radio"
                id=id.clone()
                name=name.to_owned()
                value=value
                aria-describedby=described_by
                aria-invalid=invalid
                prop:checked=is_chosen
                on:change=choose
            />
            <label class="choice-label" for=id>
                <bdi lang=language>{label}</bdi>
            </label>
            {hint.map(|hint| view! { <span class="choice-hint" id=hint_id>{hint}</span> })}
        </div>
    }
    .into_any()
}
