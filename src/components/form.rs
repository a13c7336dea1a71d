//! The form around fields.

use leptos::prelude::*;

/// Gathers fields. The browser checks nothing by itself: the page does, and says it in our words.
#[component]
pub fn Form(
    /// The fields and the button that sends them.
    children: Children,
    /// What happens when it is sent.
    #[prop(into)]
    on_submit: Callback<()>,
) -> impl IntoView {
    view! {
        <form
            class="form"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {children()}
        </form>
    }
    .into_any()
}
