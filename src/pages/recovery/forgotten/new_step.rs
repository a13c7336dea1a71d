//! The third step: the new password, and the passkey that shows whose account it is. The password comes first, because the device
//! waits for nobody: its challenge is good for five minutes.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    recovery::{FinishRecovery, RecoveredPassword, StartRecoveryPasskey},
    words::{EmailAddress, NewPassword},
};

use super::{super::by_phone, Step, eyebrow};
use crate::{
    browser::passkeys::{self, PasskeyError},
    client::{ClientError, use_client},
    components::{Details, FieldKind, Form, IconName, Notice, PageTitle, SubmitButton, TextField},
    sentences,
    shared::form::{FormState, keep},
    text,
};

/// Asks for a new password and for the passkey.
#[component]
pub(super) fn NewStep(
    /// Whose account it is.
    email: EmailAddress,
    /// The step that follows.
    step: RwSignal<Step>,
    /// Set when the time for this is over.
    late: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new();
    let typed = RwSignal::new(String::new());
    let submit = move |()| {
        let mut problems = Vec::new();
        let password = NewPassword::parse(&typed.read_untracked());
        let Some(password) = keep(&mut problems, "new-password", text!(activation.password_what), password) else {
            return form.refuse(problems);
        };
        form.send(async move {
            let options = match client.call(&StartRecoveryPasskey {}, &Nothing {}).await {
                Ok(options) => options,
                Err(error) => return failed(form, step, late, &error),
            };
            let passkey = match passkeys::prove(&options).await {
                Ok(passkey) => passkey,
                Err(PasskeyError::Unsupported) => return form.fail(text!(errors.passkey_unsupported)),
                Err(_) => return form.fail(text!(recovery.passkey_cancelled)),
            };
            match client.call(&FinishRecovery {}, &RecoveredPassword { passkey, password }).await {
                Ok(session) => {
                    step.try_set(Step::Done(Box::new(session)));
                }
                Err(error) => match sentences::refused_field(&error, "password") {
                    Some(reason) => {
                        let words = sentences::reason(reason, text!(activation.password_what));
                        form.refuse_field("new-password", words);
                    }
                    None => failed(form, step, late, &error),
                },
            }
        });
    };
    let waiting = form.busy();
    view! {
        {form.draw()}
        <PageTitle eyebrow=eyebrow(3) title=text!(activation.password_title) lead=text!(recovery.new_text) />
        <Form on_submit=submit>
            // A password manager knows by it what the password belongs to.
            <input
                class="visually-hidden"
                type="email"
                autocomplete="username"
                readonly
                tabindex="-1"
                aria-hidden="true"
                value=email.as_str().to_owned()
            />
            <TextField
                label=text!(activation.password)
                hint=text!(activation.password_hint)
                value=typed
                id="new-password"
                kind=FieldKind::Password
                autocomplete="new-password"
                show_text=text!(common.show_password)
                hide_text=text!(common.hide_password)
                error=form.error("new-password")
            />
            <p class="soft">{text!(recovery.passkey_text)}</p>
            <SubmitButton wide=true icon=IconName::Key busy=waiting busy_text=text!(sign_in.passkey_waiting)>
                {text!(recovery.new)}
            </SubmitButton>
            {move || waiting.get().then(|| view! { <Notice>{text!(sign_in.passkey_waiting)}</Notice> })}
        </Form>
        <Details summary=text!(recovery.lost)>
            <div class="stack">
                <p>{text!(recovery.lost_text)}</p>
                {by_phone::draw()}
            </div>
        </Details>
    }
}

/// Says why it did not work, and leads to where it goes on.
fn failed(form: FormState, step: RwSignal<Step>, late: RwSignal<bool>, error: &ClientError) {
    match error.code() {
        // There is no passkey that could answer.
        Some(ErrorCode::NotFound) => {
            step.try_set(Step::NoPasskey);
        }
        // The half hour is over: a new code opens this step again.
        Some(ErrorCode::CodeNotAccepted) => {
            late.try_set(true);
            step.try_set(Step::Ask);
        }
        Some(ErrorCode::PasskeyNotAccepted) => form.fail(text!(recovery.passkey_other)),
        _ => form.fail(sentences::of(error)),
    }
}
