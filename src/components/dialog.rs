//! A question that has to be answered before anything else.

use leptos::{html, prelude::*};

use super::{
    element::fresh_id,
    icon::{Icon, IconName},
};

/// A dialog on the browser's own: it holds the focus, Escape closes it, and the focus returns to where it came from.
#[component]
pub fn Dialog(
    /// Whether it is open. The person may close it at any time.
    open: RwSignal<bool>,
    /// What it asks.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the button that closes it.
    #[prop(into)]
    close_text: Signal<String>,
    /// What it holds. It is drawn once and kept while the dialog is closed.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = fresh_id("dialog");
    Effect::new(move || {
        let wanted = open.get();
        let Some(dialog) = dialog.get() else { return };
        if wanted && !dialog.open() {
            // Refused only for an element that is not in the document.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" aria-labelledby=title_id node_ref=dialog on:close=move |_| open.set(false)>
            <div class="dialog-head">
                <h2 class="dialog-title" id=title_id.clone()>
                    {title}
                </h2>
                <button type="button" class="icon-button" on:click=move |_| open.set(false)>
                    <Icon name=IconName::Close />
                    <span class="visually-hidden">{close_text}</span>
                </button>
            </div>
            <div class="dialog-body">{children()}</div>
        </dialog>
    }
    .into_any()
}
