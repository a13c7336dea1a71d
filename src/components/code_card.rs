//! A code to keep on paper: the recovery code.

use leptos::prelude::*;

use super::{
    button::{Button, ButtonKind},
    icon::IconName,
};

/// Shows a code once, large and in groups, with buttons to copy and to print it.
#[component]
pub fn CodeCard(
    /// What the code is.
    #[prop(into)]
    label: Signal<String>,
    /// The code, in groups parted by hyphens or spaces.
    #[prop(into)]
    code: String,
    /// The button that copies it.
    #[prop(into)]
    copy_text: Signal<String>,
    /// What is said once it is copied.
    #[prop(into)]
    copied_text: Signal<String>,
    /// The button that prints it.
    #[prop(into)]
    print_text: Signal<String>,
    /// Copies the code.
    #[prop(into)]
    on_copy: Callback<()>,
    /// Whether it has been copied.
    #[prop(optional, into)]
    copied: Signal<bool>,
    /// Prints the page.
    #[prop(into)]
    on_print: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="card code-card">
            <p class="eyebrow">{label}</p>
            <p class="code" dir="ltr" translate="no">
                {code}
            </p>
            <div class="actions no-print">
                <Button kind=ButtonKind::Quiet icon=IconName::Copy on_press=on_copy>
                    {copy_text}
                </Button>
                <Button kind=ButtonKind::Plain icon=IconName::Print on_press=on_print>
                    {print_text}
                </Button>
            </div>
            <p class="code-copied" role="status">
                {move || if copied.get() { copied_text.get() } else { String::new() }}
            </p>
        </div>
    }
    .into_any()
}
