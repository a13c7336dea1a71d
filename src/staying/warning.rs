//! The warnings before a session locks itself, and before it ends.

use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Dialog, Notice, NoticeKind},
    text,
};

/// What is warned of, and what the person can do.
#[derive(Clone, Copy)]
pub struct Warning {
    /// The session is about to lock itself.
    pub open: RwSignal<bool>,
    /// The visit is about to end, which cannot be put off.
    pub ending: RwSignal<bool>,
    /// Signing out did not work.
    pub not_signed_out: RwSignal<bool>,
    /// Goes on.
    pub stay: Callback<()>,
    /// Signs out.
    pub leave: Callback<()>,
}

/// The two dialogs.
#[component]
pub fn Warnings(
    /// What is warned of.
    warning: Warning,
) -> impl IntoView {
    let Warning { open, ending, not_signed_out, stay, leave } = warning;
    view! {
        <Dialog open title=text!(common.staying.title) close_text=text!(common.close)>
            <p>{text!(common.staying.text)}</p>
            {move || {
                not_signed_out
                    .get()
                    .then(|| view! { <Notice kind=NoticeKind::Watch>{text!(common.sign_out_failed)}</Notice> })
            }}
            <div class="actions">
                <Button on_press=stay>{text!(common.staying.stay)}</Button>
                <Button kind=ButtonKind::Plain on_press=leave>
                    {text!(common.sign_out)}
                </Button>
            </div>
        </Dialog>
        <Dialog open=ending title=text!(common.staying.end_title) close_text=text!(common.close)>
            <p>{text!(common.staying.end_text)}</p>
            <div class="actions">
                <Button on_press=move |()| ending.set(false)>{text!(common.staying.understood)}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
