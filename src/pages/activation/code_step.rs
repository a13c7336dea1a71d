//! The last step: the recovery code, shown this once.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::activation::Activated;

use super::eyebrow;
use crate::{
    browser::{address::use_address, clipboard},
    components::{Checkbox, CodeCard, Form, Notice, NoticeKind, PageTitle, SubmitButton},
    route::Route,
    session::use_here,
    shared::form::FormState,
    text,
};

/// Shows the recovery code, and lets nobody past who has not kept it.
#[component]
pub(super) fn CodeStep(
    /// The account that is now active.
    activated: Activated,
    /// Whether it has a code app, and no passkey.
    app: bool,
    /// Whether it belongs to a member of the care team.
    staff: bool,
) -> impl IntoView {
    let here = use_here();
    let address = use_address();
    let form = FormState::new();
    let kept = RwSignal::new(false);
    let copied = RwSignal::new(false);
    // The invitation is used up.
    use_address().forget_fragment();
    let code = activated.recovery_code.grouped();
    let copy = {
        let code = code.clone();
        move |()| {
            let code = code.clone();
            spawn_local(async move {
                let done = clipboard::copy(&code).await;
                copied.try_set(done);
            });
        }
    };
    let session = activated.session;
    // It has just come.
    here.heard(&session);
    let submit = move |()| {
        if kept.get_untracked() {
            here.enter_later(session.clone());
            address.replace(&if staff { Route::Team } else { Route::Home });
        } else {
            form.refuse_field("kept", text!(activation.code_kept_missing));
        }
    };
    view! {
        {form.draw()}
        <PageTitle eyebrow=eyebrow(4) title=text!(activation.code_title) />
        <Notice kind=NoticeKind::Good>
            {if app { text!(security.totp_done) } else { text!(activation.code_added) }}
        </Notice>
        <p>{text!(activation.code_text)}</p>
        <CodeCard
            label=text!(activation.code_label)
            code=code
            copy_text=text!(activation.code_copy)
            copied_text=text!(activation.code_copied)
            print_text=text!(activation.code_print)
            on_copy=copy
            copied=copied
            on_print=|()| clipboard::print()
        />
        <Form on_submit=submit>
            <Checkbox label=text!(activation.code_kept) checked=kept id="kept" error=form.error("kept") />
            <SubmitButton wide=true>
                {if staff { text!(activation.finish_team) } else { text!(activation.finish) }}
            </SubmitButton>
        </Form>
    }
}
