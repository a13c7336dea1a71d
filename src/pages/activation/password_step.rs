//! The second step: a password. The server judges its strength, with the same words as the form.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    activation::{ChoosePassword, ChosenPassword, Invitation},
    words::NewPassword,
};

use super::{Step, eyebrow, failed};
use crate::{
    client::use_client,
    components::{FieldKind, Form, PageTitle, SubmitButton, TextField},
    sentences,
    shared::form::{FormState, keep},
    text,
};

/// Asks for a password.
#[component]
pub(super) fn PasswordStep(
    /// Whose account it will be.
    invitation: Invitation,
    /// The step that follows.
    step: RwSignal<Step>,
    /// Set when the time for this is over.
    ended: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new();
    let password = RwSignal::new(String::new());
    // The address goes into the form unseen, so that a password manager knows what the password belongs to.
    let email = invitation.email.as_str().to_owned();
    let submit = move |()| {
        let mut problems = Vec::new();
        let word = keep(
            &mut problems,
            "password",
            text!(activation.password_what),
            NewPassword::parse(&password.read_untracked()),
        );
        let Some(password) = word else {
            form.refuse(problems);
            return;
        };
        form.send(async move {
            match client.call(&ChoosePassword {}, &ChosenPassword { password }).await {
                Ok(_) => step.set(Step::after_password()),
                Err(error) => match sentences::refused_field(&error, "password") {
                    Some(reason) => {
                        form.refuse_field("password", sentences::reason(reason, text!(activation.password_what)));
                    }
                    None => failed(form, step, ended, &error),
                },
            }
        });
    };
    view! {
        {form.draw()}
        <PageTitle
            eyebrow=eyebrow(2)
            title=text!(activation.password_title)
            lead=text!(
                activation.greeting, name = invitation.first_name.as_str(), email = invitation.email.as_str()
            )
        />
        <Form on_submit=submit>
            <input class="visually-hidden" type="email" autocomplete="username" readonly tabindex="-1" aria-hidden="true" value=email />
            <TextField
                label=text!(activation.password)
                hint=text!(activation.password_hint)
                value=password
                id="password"
                kind=FieldKind::Password
                autocomplete="new-password"
                show_text=text!(common.show_password)
                hide_text=text!(common.hide_password)
                error=form.error("password")
            />
            <SubmitButton wide=true busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
    }
}
