//! Several lines of text.

use std::time::Duration;

use leptos::prelude::*;

use super::field::FieldTexts;

/// How long a person must have stopped typing before a screen reader hears how much is left.
const PAUSE: Duration = Duration::from_millis(1200);

/// A field for several lines.
#[component]
pub fn TextArea(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What has been typed.
    value: RwSignal<String>,
    /// The id of the field, to which the error summary leads.
    #[prop(into)]
    id: String,
    /// Help that stands above the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// How many characters it takes. More can be typed, so that nothing pasted is cut; sending refuses it.
    #[prop(optional)]
    max: Option<u32>,
    /// How many characters are left, or too many, in words.
    #[prop(optional, into)]
    left_text: Signal<String>,
    /// How many lines it shows at first.
    #[prop(default = 6)]
    rows: u32,
) -> impl IntoView {
    let texts = FieldTexts { id: id.clone(), hint, error };
    let over = Memo::new(move |_| max.is_some_and(|max| value.with(|text| text.chars().count() > max as usize)));
    let spoken = RwSignal::new(String::new());
    let mut speak = debounce(PAUSE, move |text: String| spoken.set(text));
    let left_id = [&id, "-left"].concat();
    view! {
        <div class="field" class:field-wrong=move || error.with(Option::is_some)>
            <label class="field-label" for=id.clone()>{label}</label>
            {texts.draw()}
            <textarea
                class="input input-area"
                id=id.clone()
                name=id
                rows=rows
                dir="auto"
                aria-describedby=texts.described_by(max.map(|_| "-left"))
                aria-invalid=texts.invalid()
                prop:value=value
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    speak(left_text.get_untracked());
                }
            ></textarea>
            {max
                .map(|_| {
                    view! {
                        <p class="field-left" class:field-over=over id=left_id>{left_text}</p>
                        <p class="visually-hidden" aria-live="polite">{spoken}</p>
                    }
                })}
        </div>
    }
    .into_any()
}
