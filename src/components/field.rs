//! What stands around every control: its label, its hint, and what is wrong with it.

use leptos::prelude::*;

use super::{
    element::described_by,
    icon::{Icon, IconName},
};

/// The texts around a control, tied together by their ids.
#[derive(Clone)]
pub(super) struct FieldTexts {
    /// The id of the control.
    pub(super) id: String,
    /// Help that stands above the control.
    pub(super) hint: MaybeProp<String>,
    /// What is wrong, in the words that the error summary uses.
    pub(super) error: Signal<Option<String>>,
}

impl FieldTexts {
    /// `aria-describedby` of the control; `further` is a text that the control adds itself.
    pub(super) fn described_by(&self, further: Option<&'static str>) -> impl Fn() -> Option<String> + Send + 'static {
        let Self { id, hint, error } = self.clone();
        let (hint_id, error_id) = (hint_id(&id), error_id(&id));
        let further_id = [&id, further.unwrap_or_default()].concat();
        move || {
            described_by(&[
                (hint.with(Option::is_some), &hint_id),
                (error.with(Option::is_some), &error_id),
                (further.is_some(), &further_id),
            ])
        }
    }

    /// `aria-invalid` of the control.
    pub(super) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// The hint and the error, to stand between the label and the control.
    pub(super) fn draw(&self) -> AnyView {
        let Self { id, hint, error } = self.clone();
        let (hint_id, error_id) = (hint_id(&id), error_id(&id));
        view! {
            {move || {
                let id = hint_id.clone();
                hint.get().map(|hint| view! { <p class="field-hint" id=id>{hint}</p> })
            }}
            {move || {
                let id = error_id.clone();
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=id>
                                <Icon name=IconName::Alert />
                                <span>{error}</span>
                            </p>
                        }
                    })
            }}
        }
        .into_any()
    }
}

/// Several controls that answer one question: its legend, which may be the title of the page, its hint, what is wrong, and
/// the controls.
pub(super) fn group(texts: &FieldTexts, legend: Signal<String>, legend_is_title: bool, controls: AnyView) -> AnyView {
    let error = texts.error;
    let legend = if legend_is_title {
        view! {
            <legend class="choice-legend choice-title">
                <h1 tabindex="-1">{legend}</h1>
            </legend>
        }
        .into_any()
    } else {
        view! { <legend class="choice-legend">{legend}</legend> }.into_any()
    };
    view! {
        <fieldset
            class="field choice"
            class:field-wrong=move || error.with(Option::is_some)
            aria-describedby=texts.described_by(None)
        >
            {legend}
            {texts.draw()}
            {controls}
        </fieldset>
    }
    .into_any()
}

fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}

fn error_id(id: &str) -> String {
    [id, "-error"].concat()
}
