//! The second step: a passkey, or an app or a recovery code in its place.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    sign_in::{
        FinishPasskeySignIn, PasswordAccepted, Recovered, RecoveryCodeStep, StartPasskeySignIn, TotpStep,
        UseRecoveryCode, UseTotp,
    },
    words::{PaperCode, TotpCode},
};

use crate::{
    browser::{
        clipboard, focus,
        passkeys::{self, PasskeyError},
    },
    client::{ClientError, use_client},
    components::{
        Button, ButtonKind, Checkbox, CodeCard, Details, FieldKind, Form, Icon, IconName, Notice, PageTitle,
        SubmitButton, TextField,
    },
    sentences,
    session::{Here, use_here},
    shared::form::{FormState, keep},
    text,
};

/// Asks for the passkey, the app's code or the recovery code.
#[component]
pub(super) fn SecondStepForm(
    /// Which second steps the account can take.
    ways: RwSignal<PasswordAccepted>,
) -> impl IntoView {
    let here = use_here();
    let ways = ways.get_untracked();
    let first = if ways.passkey {
        Way::Passkey
    } else if ways.totp {
        Way::Totp
    } else {
        Way::Code
    };
    let way = RwSignal::new(first);
    // Shown before the session is entered: the new code is seen once, and the page that follows would hide it.
    let recovered = RwSignal::new(None::<Recovered>);
    Effect::watch(
        move || (way.get(), recovered.with(Option::is_some)),
        |_, _, _| request_animation_frame(focus::to_heading),
        false,
    );
    let step = move || {
        if let Some(recovered) = recovered.get() {
            return view! { <NewCode recovered /> }.into_any();
        }
        match way.get() {
            Way::Code => view! { <CodeStep recovered passkey=ways.passkey /> }.into_any(),
            Way::Totp => view! { <TotpForm /> }.into_any(),
            Way::Passkey => view! { <PasskeyStep /> }.into_any(),
        }
    };
    let others = move || {
        let others = [
            (Way::Passkey, ways.passkey, text!(sign_in.use_passkey_instead)),
            (Way::Totp, ways.totp, text!(sign_in.use_totp)),
            (Way::Code, ways.recovery_code, text!(sign_in.use_code)),
        ];
        let shown = recovered.with(Option::is_none);
        others
            .into_iter()
            .filter(|(other, there, _)| shown && *there && *other != way.get())
            .map(|(other, _, words)| {
                view! {
                    <Button wide=true kind=ButtonKind::Quiet on_press=move |()| way.set(other)>
                        {words}
                    </Button>
                }
            })
            .collect_view()
    };
    view! {
        {step} <div class="stack">{others}</div>
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

/// How the second step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Passkey,
    Totp,
    Code,
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
fn PasskeyStep() -> impl IntoView {
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
fn CodeStep(recovered: RwSignal<Option<Recovered>>, passkey: bool) -> impl IntoView {
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
                Ok(fresh) => {
                    recovered.try_set(Some(fresh));
                }
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
            lead=if passkey { "" } else { text!(sign_in.second_text_code_only) }
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
    }
}

/// The code of an authenticator app.
#[component]
fn TotpForm() -> impl IntoView {
    let here = use_here();
    let client = use_client();
    let form = FormState::new();
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let mut problems = Vec::new();
        let word = keep(&mut problems, "totp", text!(sign_in.totp_what), TotpCode::parse(&code.read_untracked()));
        let Some(code) = word else { return form.refuse(problems) };
        form.send(async move {
            match client.call(&UseTotp {}, &TotpStep { code }).await {
                Ok(current) => here.enter(current),
                Err(error) if error.code() == Some(ErrorCode::CodeNotAccepted) => {
                    form.refuse_field("totp", sentences::of(&error));
                }
                Err(error) => failed(here, form, &error),
            }
        });
    };
    view! {
        {form.draw()}
        <PageTitle eyebrow=text!(sign_in.step_two) title=text!(sign_in.totp_title) />
        <Form on_submit=submit>
            <TextField
                label=text!(sign_in.totp)
                hint=text!(sign_in.totp_hint)
                value=code
                id="totp"
                kind=FieldKind::Code
                autocomplete="one-time-code"
                error=form.error("totp")
            />
            <SubmitButton wide=true busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
    }
}

/// The code that takes the place of the one that was used, shown once.
#[component]
fn NewCode(recovered: Recovered) -> impl IntoView {
    let here = use_here();
    let form = FormState::new();
    let kept = RwSignal::new(false);
    let copied = RwSignal::new(false);
    let Recovered { recovery_code, session } = recovered;
    let code = recovery_code.grouped();
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
    let submit = move |()| {
        if kept.get_untracked() {
            here.enter(session.clone());
        } else {
            form.refuse_field("code-kept", text!(activation.code_kept_missing));
        }
    };
    view! {
        {form.draw()}
        <PageTitle title=text!(sign_in.recovered_title) lead=text!(sign_in.recovered_text) />
        <CodeCard
            label=text!(sign_in.code)
            code=code
            copy_text=text!(activation.code_copy)
            copied_text=text!(activation.code_copied)
            print_text=text!(activation.code_print)
            on_copy=copy
            copied=copied
            on_print=|()| clipboard::print()
        />
        <Form on_submit=submit>
            <Checkbox label=text!(activation.code_kept) checked=kept id="code-kept" error=form.error("code-kept") />
            <SubmitButton wide=true>{text!(common.continue_)}</SubmitButton>
        </Form>
        <p class="soft">{text!(sign_in.recovered_next)}</p>
    }
}
