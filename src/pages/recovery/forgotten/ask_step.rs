//! The first step: where to send the code.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    recovery::{AskForCode, ForgottenPassword},
    words::EmailAddress,
};

use super::{Step, eyebrow};
use crate::{
    client::use_client,
    components::{FieldKind, Form, Notice, PageTitle, SubmitButton, TextField},
    shared::form::{FormState, keep},
    text,
};

/// Asks for the address.
#[component]
pub(super) fn AskStep(
    /// The step that follows.
    step: RwSignal<Step>,
    /// Whether the person is here again because the time was over.
    late: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new();
    let typed = RwSignal::new(String::new());
    let submit = move |()| {
        let mut problems = Vec::new();
        let email = EmailAddress::parse(&typed.read_untracked());
        let Some(email) = keep(&mut problems, "email", text!(sign_in.email_what), email) else {
            return form.refuse(problems);
        };
        form.send(async move {
            match client.call(&AskForCode {}, &ForgottenPassword { email: email.clone() }).await {
                Ok(_) => {
                    late.try_set(false);
                    step.try_set(Step::Code(email));
                }
                Err(error) => form.fail_with(&error, "email", "email", text!(sign_in.email_what)),
            }
        });
    };
    let again = move || {
        late.get().then(|| view! { <Notice title=text!(recovery.late_title)>{text!(recovery.late_text)}</Notice> })
    };
    view! {
        {form.draw()}
        {again}
        <PageTitle eyebrow=eyebrow(1) title=text!(recovery.title) lead=text!(recovery.ask_text) />
        <Form on_submit=submit>
            <TextField
                label=text!(sign_in.email)
                value=typed
                id="email"
                kind=FieldKind::Email
                autocomplete="username"
                error=form.error("email")
            />
            <SubmitButton wide=true busy=form.busy() busy_text=text!(common.working)>
                {text!(recovery.ask)}
            </SubmitButton>
        </Form>
    }
}
