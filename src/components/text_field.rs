//! One line of text, a password, a number or a code.

use leptos::prelude::*;

use super::field::FieldTexts;

/// What is typed into a field; it decides the keyboard of a phone and what the browser may change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A password, hidden until the person asks to see it.
    Password,
    /// Digits only.
    Numeric,
    /// A code of letters and digits.
    Code,
}

impl FieldKind {
    const fn type_(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
            Self::Text | Self::Numeric | Self::Code => "text",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Numeric => Some("numeric"),
            _ => None,
        }
    }

    /// Words follow their own direction; everything else is written from left to right in every language.
    const fn dir(self) -> &'static str {
        if matches!(self, Self::Text) { "auto" } else { "ltr" }
    }
}

/// A field for one line.
#[component]
pub fn TextField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What has been typed.
    value: RwSignal<String>,
    /// The id of the field, to which the error summary leads.
    #[prop(into)]
    id: String,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// The name in the form; the id where there is none.
    #[prop(optional, into)]
    name: Option<String>,
    /// Help that stands above the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What the browser may fill in, as HTML names it: `username`, `current-password`, `one-time-code`.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// The button that shows a password. Needed for passwords.
    #[prop(optional, into)]
    show_text: Signal<String>,
    /// The button that hides it again.
    #[prop(optional, into)]
    hide_text: Signal<String>,
) -> impl IntoView {
    let texts = FieldTexts { id: id.clone(), hint, error };
    let name = name.unwrap_or_else(|| id.clone());
    let shown = RwSignal::new(false);
    let type_ = move || if shown.get() { "text" } else { kind.type_() };
    let plain_words = kind == FieldKind::Text;
    let controls = id.clone();
    view! {
        <div class="field" class:field-wrong=move || error.with(Option::is_some)>
            <label class="field-label" for=id.clone()>{label}</label>
            {texts.draw()}
            <div class="field-line">
                <input
                    class="input"
                    class:input-code=kind == FieldKind::Code
                    class:input-password=kind == FieldKind::Password
                    type=type_
                    id=id
                    name=name
                    dir=kind.dir()
                    inputmode=kind.input_mode()
                    autocomplete=autocomplete.unwrap_or_else(|| "off".to_owned())
                    autocapitalize=(!plain_words).then_some("none")
                    spellcheck=(!plain_words).then_some("false")
                    aria-describedby=texts.described_by(None)
                    aria-invalid=texts.invalid()
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                    on:change=move |event| value.set(event_target_value(&event))
                />
                {(kind == FieldKind::Password)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="field-show"
                                aria-controls=controls
                                on:click=move |_| shown.update(|shown| *shown = !*shown)
                            >
                                {move || if shown.get() { hide_text.get() } else { show_text.get() }}
                            </button>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}
