//! The second step: the code that was mailed. Whether the address is known is never said.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    ErrorCode,
    recovery::{AskForCode, ForgottenPassword, GiveMailedCode, MailedCodeStep},
    words::{EmailAddress, MailedCode},
};

use super::{Step, eyebrow};
use crate::{
    browser::{announcer::use_announcer, clock},
    client::use_client,
    components::{Button, ButtonKind, Details, FieldKind, Form, PageTitle, SubmitButton, TextField},
    sentences,
    shared::form::{FormState, keep},
    text,
};

/// After how many milliseconds another code can be asked for: mail takes its time.
const PAUSE: i32 = 60_000;

/// Asks for the code.
#[component]
pub(super) fn CodeStep(
    /// The address it went to.
    email: EmailAddress,
    /// The step that follows.
    step: RwSignal<Step>,
) -> impl IntoView {
    let client = use_client();
    let announcer = use_announcer();
    let form = FormState::new();
    let typed = RwSignal::new(String::new());
    let pause = RwSignal::new(true);
    let wait = move || {
        pause.try_set(true);
        spawn_local(async move {
            clock::sleep(PAUSE).await;
            // The page may be gone by now.
            pause.try_set(false);
        });
    };
    wait();
    let address = email.clone();
    let submit = move |()| {
        let mut problems = Vec::new();
        let code = MailedCode::parse(&typed.read_untracked());
        let Some(code) = keep(&mut problems, "mailed-code", text!(recovery.code_what), code) else {
            return form.refuse(problems);
        };
        let address = address.clone();
        form.send(async move {
            match client.call(&GiveMailedCode {}, &MailedCodeStep { code }).await {
                Ok(_) => {
                    step.try_set(Step::New(address));
                }
                Err(error) if error.code() == Some(ErrorCode::CodeNotAccepted) => {
                    form.refuse_field("mailed-code", text!(recovery.code_wrong));
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let sending = FormState::new();
    let lead = text!(recovery.code_text, email = email.as_str());
    let again = move |()| {
        let email = email.clone();
        sending.send(async move {
            match client.call(&AskForCode {}, &ForgottenPassword { email }).await {
                Ok(_) => {
                    announcer.say(text!(recovery.code_sent));
                    typed.try_set(String::new());
                    wait();
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let reason = Signal::derive(move || pause.get().then(|| text!(recovery.code_pause).to_owned()));
    view! {
        {form.draw()}
        <PageTitle eyebrow=eyebrow(2) title=text!(recovery.code_title) lead=lead />
        <Form on_submit=submit>
            <TextField
                label=text!(recovery.code)
                hint=text!(recovery.code_hint)
                value=typed
                id="mailed-code"
                kind=FieldKind::Numeric
                autocomplete="one-time-code"
                error=form.error("mailed-code")
            />
            <SubmitButton wide=true busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
        <Details summary=text!(recovery.code_none)>
            <div class="stack">
                <p>{text!(recovery.code_none_text)}</p>
                <Button
                    kind=ButtonKind::Quiet
                    on_press=again
                    busy=sending.busy()
                    busy_text=text!(common.working)
                    disabled_reason=reason
                >
                    {text!(recovery.code_again)}
                </Button>
            </div>
        </Details>
    }
}
