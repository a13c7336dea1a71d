//! A question that has to be answered before anything else.

use leptos::{html, prelude::*};

use super::{
    element::fresh_id,
    icon::{Icon, IconName},
};

/// Whether something stands before the whole page; lives in the context of whoever puts it there. A dialog would stay over it, and
/// nothing outside of an open dialog can be reached.
#[derive(Clone, Copy)]
pub struct Covered(pub Signal<bool>);

/// A dialog on the browser's own: it holds the focus, Escape closes it, and the focus returns to where it came from. While the page
/// is [`Covered`] it is out of sight, keeps what it holds, and comes back by itself.
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
    let covered = use_context::<Covered>();
    let covered = Signal::derive(move || covered.is_some_and(|covered| covered.0.get()));
    let show = move || {
        let wanted = open.try_get_untracked() == Some(true) && covered.try_get_untracked() == Some(false);
        if let Some(dialog) = dialog.try_get_untracked().flatten().filter(|dialog| wanted && !dialog.open()) {
            // Refused only for an element that is not in the document.
            let _ = dialog.show_modal();
        }
    };
    Effect::new(move |was_covered: Option<bool>| {
        let (wanted, covered) = (open.get(), covered.get());
        let Some(dialog) = dialog.get() else { return covered };
        if (!wanted || covered) && dialog.open() {
            dialog.close();
        } else if was_covered == Some(true) {
            // The page is in sight again with the next frame: before, nothing in the dialog can take the focus.
            request_animation_frame(show);
        } else {
            show();
        }
        covered
    });
    // The browser tells of it later, maybe only when the dialog stands there again.
    let closed = move |_| {
        let shown = dialog.get_untracked().is_some_and(|dialog| dialog.open());
        if !shown && !covered.get_untracked() {
            open.set(false);
        }
    };
    view! {
        <dialog class="dialog" aria-labelledby=title_id node_ref=dialog on:close=closed>
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
