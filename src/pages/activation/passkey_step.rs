//! The third step: the first passkey. What it is stands before the device asks; that it worked is said after.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    activation::{FinishFirstPasskey, NewPasskey, StartFirstPasskey},
    endpoint::Nothing,
    words::PasskeyName,
};

use super::{Step, eyebrow, failed};
use crate::{
    browser::passkeys,
    client::use_client,
    components::{Form, IconName, Notice, NoticeKind, PageTitle, SubmitButton, TextField},
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
    let submit = move |()| {
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
            let options = match client.call(&StartFirstPasskey {}, &Nothing {}).await {
                Ok(options) => options,
                Err(error) => return failed(form, step, ended, &error),
            };
            let credential = match passkeys::create(&options).await {
                Ok(credential) => credential,
                Err(error) => return form.fail(sentences::passkey(error)),
            };
            match client.call(&FinishFirstPasskey {}, &NewPasskey { credential, name }).await {
                Ok(activated) => step.set(Step::Code(Box::new(activated))),
                Err(error) => failed(form, step, ended, &error),
            }
        });
    };
    let waiting = form.busy();
    view! {
        {form.draw()}
        <PageTitle eyebrow=eyebrow(3) title=text!(activation.passkey_title) lead=text!(activation.passkey_what) />
        <p>{text!(activation.passkey_why)}" "{text!(activation.passkey_next)}</p>
        <Form on_submit=submit>
            <TextField
                label=text!(activation.passkey_name)
                hint=text!(activation.passkey_name_hint)
                value=name
                id="passkey-name"
                error=form.error("passkey-name")
            />
            <Notice kind=NoticeKind::Watch>{text!(activation.passkey_shared)}</Notice>
            <SubmitButton wide=true icon=IconName::Key busy=waiting busy_text=text!(activation.passkey_waiting)>
                {text!(activation.passkey_add)}
            </SubmitButton>
            {move || waiting.get().then(|| view! { <Notice>{text!(activation.passkey_waiting)}</Notice> })}
        </Form>
    }
}
