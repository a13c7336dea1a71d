//! Something did not come.

use leptos::prelude::*;

use super::{
    button::{Button, ButtonKind},
    empty::{Drawing, draw},
    icon::IconName,
};

/// Says what did not work and what to do next, in the place of what was asked for.
#[component]
pub fn Failed(
    /// What did not work.
    #[prop(into)]
    title: Signal<String>,
    /// What to do next.
    #[prop(into)]
    text: Signal<String>,
    /// The button that tries again.
    #[prop(optional, into)]
    retry_text: Signal<String>,
    /// Tries again, where that can help.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// The number by which the operator finds the cause, in a sentence.
    #[prop(optional, into)]
    request_id_text: MaybeProp<String>,
    /// Whether the reason is the connection.
    #[prop(optional, into)]
    offline: Signal<bool>,
    /// Whether what did not come is the whole page: then the title is the page's.
    #[prop(optional)]
    is_page: bool,
) -> impl IntoView {
    let title = if is_page {
        view! {
            <h1 class="state-title" tabindex="-1">
                {title}
            </h1>
        }
        .into_any()
    } else {
        view! { <p class="state-title">{title}</p> }.into_any()
    };
    view! {
        <div class="card state" role="alert">
            {move || draw(if offline.get() { Drawing::Offline } else { Drawing::Broken })}
            <div class="state-words">
                {title}
                <p class="state-text">{text}</p>
            </div>
            {on_retry
                .map(|on_retry| {
                    view! {
                        <Button kind=ButtonKind::Quiet icon=IconName::Retry on_press=on_retry>
                            {retry_text}
                        </Button>
                    }
                })}
            {move || request_id_text.get().map(|text| view! { <p class="state-number">{text}</p> })}
        </div>
    }
    .into_any()
}
