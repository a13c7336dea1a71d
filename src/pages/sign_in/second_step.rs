//! The second step: a passkey, or a recovery code in its place.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    sign_in::{FinishPasskeySignIn, PasswordAccepted, RecoveryCodeStep, StartPasskeySignIn, UseRecoveryCode},
    words::PaperCode,
};

use crate::{
    browser::{
        focus,
        passkeys::{self, PasskeyError},
    },
    client::{ClientError, use_client},
    components::{
        Button, ButtonKind, Details, FieldKind, Form, Icon, IconName, Notice, PageTitle, SubmitButton, TextField,
    },
    sentences,
    session::{Here, use_here},
    shared::form::{FormState, keep},
    text,
};

/// Asks for the passkey or the recovery code.
#[component]
pub(super) fn SecondStepForm(
    /// Which second steps the account can take.
    ways: RwSignal<PasswordAccepted>,
) -> impl IntoView {
    let here = use_here();
    let ways = ways.get_untracked();
    let by_code = RwSignal::new(!ways.passkey);
    Effect::watch(move || by_code.get(), |_, _, _| request_animation_frame(focus::to_heading), false);
    let step = move || {
        if by_code.get() {
            view! { <CodeStep ways by_code /> }.into_any()
        } else {
            view! { <PasskeyStep ways by_code /> }.into_any()
        }
    };
    view! {
        {step}
        <div class="actions">
            <Button kind=ButtonKind::Plain on_press=move |()| here.start_over()>
                {text!(sign_in.start_over)}
            </Button>
        </div>
        <p class="hint-line">
            <Icon name=IconName::Security />
            <span>{move || text!(sign_in.safe_line, practice = here.practice_name())}</span>
        </p>
    }
}

/// Shows why it did not work. The time for this step is limited; when it is over, only the password opens it again.
fn failed(here: Here, form: FormState, error: &ClientError) {
    if error.code() == Some(ErrorCode::SecondStepEnded) {
        here.second_step_ended();
    } else {
        form.fail(sentences::of(error));
    }
}

/// The passkey: the button starts the browser's dialog; it never starts by itself.
#[component]
fn PasskeyStep(ways: PasswordAccepted, by_code: RwSignal<bool>) -> impl IntoView {
    let here = use_here();
    let client = use_client();
    let form = FormState::new();
    // Whoever chooses another way has done with the device's dialog.
    on_cleanup(passkeys::abandon);
    let press = move |()| {
        form.send(async move {
            let options = match client.call(&StartPasskeySignIn {}, &Nothing {}).await {
                Ok(options) => options,
                Err(error) => return failed(here, form, &error),
            };
            let assertion = match passkeys::prove(&options).await {
                Ok(assertion) => assertion,
                Err(PasskeyError::Unsupported) => return form.fail(text!(errors.passkey_unsupported)),
                Err(_) => return form.fail(text!(sign_in.passkey_cancelled)),
            };
            match client.call(&FinishPasskeySignIn {}, &assertion).await {
                Ok(current) => here.enter(current),
                Err(error) => failed(here, form, &error),
            }
        });
    };
    let waiting = form.busy();
    view! {
        {form.draw()}
        <PageTitle
            eyebrow=text!(sign_in.step_two)
            title=text!(sign_in.second_title)
            lead=text!(sign_in.second_text)
        />
        <div class="stack">
            <Button wide=true icon=IconName::Key on_press=press busy=waiting busy_text=text!(sign_in.passkey_waiting)>
                {text!(sign_in.use_passkey)}
            </Button>
            {ways
                .recovery_code
                .then(|| {
                    view! {
                        <Button
                            wide=true
                            kind=ButtonKind::Quiet
                            on_press=move |()| by_code.set(true)
                        >
                            {text!(sign_in.use_code)}
                        </Button>
                    }
                })}
            {move || {
                waiting.get().then(|| view! { <Notice>{text!(sign_in.passkey_waiting)}</Notice> })
            }}
            <Details summary=text!(sign_in.lost_title)>
                <p>{text!(sign_in.lost_text)}</p>
            </Details>
        </div>
    }
}

/// The recovery code.
#[component]
fn CodeStep(ways: PasswordAccepted, by_code: RwSignal<bool>) -> impl IntoView {
    let here = use_here();
    let client = use_client();
    let form = FormState::new();
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let mut problems = Vec::new();
        let word = keep(&mut problems, "code", text!(sign_in.code_what), PaperCode::parse(&code.read_untracked()));
        let Some(code) = word else {
            form.refuse(problems);
            return;
        };
        form.send(async move {
            match client.call(&UseRecoveryCode {}, &RecoveryCodeStep { code }).await {
                Ok(current) => here.enter(current),
                Err(error) if error.code() == Some(ErrorCode::RecoveryCodeNotAccepted) => {
                    form.refuse_field("code", sentences::of(&error));
                }
                Err(error) => failed(here, form, &error),
            }
        });
    };
    view! {
        {form.draw()}
        <PageTitle
            eyebrow=text!(sign_in.step_two)
            title=text!(sign_in.code_title)
            lead=if ways.passkey { "" } else { text!(sign_in.second_text_code_only) }
        />
        <Form on_submit=submit>
            <TextField
                label=text!(sign_in.code)
                hint=text!(sign_in.code_hint)
                value=code
                id="code"
                kind=FieldKind::Code
                autocomplete="one-time-code"
                error=form.error("code")
            />
            <SubmitButton wide=true busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
        {ways
            .passkey
            .then(|| {
                view! {
                    <p>
                        <Button
                            kind=ButtonKind::Plain
                            on_press=move |()| by_code.set(false)
                        >
                            {text!(sign_in.use_passkey_instead)}
                        </Button>
                    </p>
                }
            })}
    }
}
