//! The second step without a passkey: an authenticator app or a recovery code. Few take it, so it is no part of a first visit.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    ErrorCode,
    sign_in::{Recovered, RecoveryCodeStep, TotpStep, UseRecoveryCode, UseTotp},
    words::{PaperCode, TotpCode},
};

use super::second_step::failed;
use crate::{
    browser::clipboard,
    client::use_client,
    components::{Checkbox, CodeCard, FieldKind, Form, PageTitle, SubmitButton, TextField},
    sentences,
    session::use_here,
    shared::form::{FormState, keep},
    text,
};

/// A way to take the second step without a passkey.
#[derive(Clone, Copy)]
pub enum OtherWay {
    /// The code of an authenticator app.
    Totp,
    /// The recovery code. The one that takes its place is put into `recovered`.
    Code {
        /// What using it gives.
        recovered: RwSignal<Option<Recovered>>,
        /// Whether the account has a passkey, too.
        passkey: bool,
    },
    /// The new recovery code, shown once.
    NewCode(RwSignal<Option<Recovered>>),
}

impl OtherWay {
    /// Draws its form.
    #[must_use]
    pub fn draw(self) -> AnyView {
        match self {
            Self::Totp => view! { <TotpForm /> }.into_any(),
            Self::Code { recovered, passkey } => view! { <CodeStep recovered passkey /> }.into_any(),
            Self::NewCode(recovered) => {
                recovered.get_untracked().map(|recovered| view! { <NewCode recovered /> }).into_any()
            }
        }
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
                    here.heard(&fresh.session);
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
                // Here it is the app that is stopped, and not the password.
                Err(error) if error.code() == Some(ErrorCode::PasswordStopped) => {
                    form.fail(text!(sign_in.totp_stopped));
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
            here.enter_later(session.clone());
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
