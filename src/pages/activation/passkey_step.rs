//! The third step: the first passkey, on this device or on a security key. What it is stands before the device asks; that it worked
//! is said after.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    activation::{FinishFirstPasskey, NewPasskey, StartFirstPasskey},
    security::{PasskeyPlace, Place},
    words::PasskeyName,
};

use super::{Step, eyebrow, failed};
use crate::{
    browser::passkeys::{self, PasskeyError},
    client::use_client,
    components::{Button, ButtonKind, Form, IconName, Notice, NoticeKind, PageTitle, SubmitButton, TextField},
    sentences,
    shared::form::{FormState, keep},
    text,
};

/// Adds the first passkey.
#[component]
pub(super) fn PasskeyStep(
    /// The step that follows.
    step: RwSignal<Step>,
    /// Set when the time for this is over.
    ended: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new();
    let name = RwSignal::new(text!(activation.passkey_name_default).to_owned());
    // Whoever chooses the app has done with the device's dialog.
    on_cleanup(passkeys::abandon);
    let add = move |place: Place| {
        let mut problems = Vec::new();
        let word = keep(
            &mut problems,
            "passkey-name",
            text!(activation.passkey_name_what),
            PasskeyName::parse(&name.read_untracked()),
        );
        let Some(name) = word else {
            form.refuse(problems);
            return;
        };
        form.send(async move {
            let options = match client.call(&StartFirstPasskey {}, &PasskeyPlace { place }).await {
                Ok(options) => options,
                Err(error) => return failed(form, step, ended, &error),
            };
            let credential = match passkeys::create(&options).await {
                Ok(credential) => credential,
                Err(PasskeyError::Unsupported) => return step.set(Step::App { no_passkeys: true }),
                Err(error) => return form.fail(sentences::passkey(error)),
            };
            match client.call(&FinishFirstPasskey {}, &NewPasskey { credential, name }).await {
                Ok(activated) => step.set(Step::Code { activated: Box::new(activated), app: false }),
                Err(error) => failed(form, step, ended, &error),
            }
        });
    };
    let waiting = form.busy();
    view! {
        {form.draw()}
        <PageTitle eyebrow=eyebrow(3) title=text!(activation.passkey_title) lead=text!(activation.passkey_what) />
        <p>{text!(activation.passkey_why)}" "{text!(activation.passkey_next)}</p>
        <Form on_submit=move |()| add(Place::ThisDevice)>
            <TextField
                label=text!(activation.passkey_name)
                hint=text!(activation.passkey_name_hint)
                value=name
                id="passkey-name"
                error=form.error("passkey-name")
            />
            <Notice kind=NoticeKind::Watch>{text!(activation.passkey_shared)}</Notice>
            <SubmitButton wide=true icon=IconName::Device busy=waiting busy_text=text!(activation.passkey_waiting)>
                {text!(security.add_here)}
            </SubmitButton>
            <Button
                wide=true
                kind=ButtonKind::Quiet
                icon=IconName::Key
                on_press=move |()| add(Place::SecurityKey)
                busy=waiting
                busy_text=text!(activation.passkey_waiting)
            >
                {text!(security.add_key)}
            </Button>
            {move || waiting.get().then(|| view! { <Notice>{text!(activation.passkey_waiting)}</Notice> })}
        </Form>
        <div class="actions">
            <Button kind=ButtonKind::Plain on_press=move |()| step.set(Step::App { no_passkeys: false })>
                {text!(activation.app_instead)}
            </Button>
        </div>
    }
}
