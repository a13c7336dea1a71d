//! A fresh proof for a sensitive step: the call goes out, the server asks, the person confirms in a dialog, the call goes out again.
//! The page stays where it was, with everything that was typed.

use futures::channel::oneshot;
use leptos::prelude::*;
use salus_protocol::{
    Endpoint, ErrorCode,
    proof::{Act, GiveProof, Proof, ProofFor, ProofGiven, ProofWays, StartProof},
    words::{GivenPassword, TotpCode},
};

use crate::{
    browser::passkeys,
    client::{Client, ClientError, use_client},
    components::{
        Button, ButtonKind, Details, Dialog, FieldKind, Form, IconName, Notice, NoticeKind, SubmitButton, TextField,
    },
    sentences,
    shared::form::{FormState, keep},
    text,
};

/// What is asked now: for which act, and in which ways it can be proved.
#[derive(Clone)]
struct Question {
    act: Act,
    ways: ProofWays,
}

/// Asks for proofs on one page. Draw its dialog once on that page.
#[derive(Clone, Copy)]
pub struct Prover {
    client: Client,
    open: RwSignal<bool>,
    question: RwSignal<Option<Question>>,
    answer: StoredValue<Option<oneshot::Sender<bool>>>,
}

impl Prover {
    /// For the page that is being made.
    #[must_use]
    pub fn new() -> Self {
        let prover = Self {
            client: use_client(),
            open: RwSignal::new(false),
            question: RwSignal::new(None),
            answer: StoredValue::new(None),
        };
        // Closed in whatever way: the step is not taken.
        Effect::watch(
            move || prover.open.get(),
            move |open, _, _| {
                if !open {
                    prover.settle(false);
                }
            },
            false,
        );
        prover
    }

    /// Calls an operation, and asks for the proof where it takes one. `None`: the person would rather not.
    ///
    /// # Errors
    /// [`ClientError`] of the call.
    pub async fn call<E: Endpoint>(self, endpoint: &E, body: &E::Body) -> Result<Option<E::Reply>, ClientError> {
        let refused = match self.client.call(endpoint, body).await {
            Err(ClientError::Refused(error)) if error.code == ErrorCode::ProofNeeded => error,
            other => return other.map(Some),
        };
        let Some(act) = refused.act.clone() else { return Err(ClientError::Refused(refused)) };
        if self.ask(act).await? { self.client.call(endpoint, body).await.map(Some) } else { Ok(None) }
    }

    async fn ask(self, act: Act) -> Result<bool, ClientError> {
        let ways = self.client.call(&StartProof {}, &ProofFor { act: act.clone() }).await?;
        let (sender, given) = oneshot::channel();
        self.settle(false);
        self.answer.set_value(Some(sender));
        self.question.set(Some(Question { act, ways }));
        self.open.set(true);
        Ok(given.await.unwrap_or(false))
    }

    fn settle(self, given: bool) {
        if let Some(Some(answer)) = self.answer.try_update_value(Option::take) {
            // Nobody waits any more if the page is gone.
            let _ = answer.send(given);
        }
    }

    fn given(self) {
        self.settle(true);
        self.open.try_set(false);
    }

    /// The dialog.
    pub fn draw(self) -> AnyView {
        view! {
            <Dialog open=self.open title=text!(security.proof_title) close_text=text!(common.close)>
                <p>{text!(security.proof_text)}</p>
                {move || self.question.get().map(|question| view! { <Ways prover=self question /> })}
                <div class="actions">
                    <Button kind=ButtonKind::Plain on_press=move |()| self.open.set(false)>
                        {text!(security.proof_not_now)}
                    </Button>
                </div>
            </Dialog>
        }
        .into_any()
    }
}

impl Default for Prover {
    fn default() -> Self {
        Self::new()
    }
}

/// The ways to prove it.
#[component]
fn Ways(prover: Prover, question: Question) -> impl IntoView {
    let Question { act, ways } = question;
    let form = FormState::new();
    on_cleanup(passkeys::abandon);
    let only_passkey = !ways.totp && !ways.password;
    let none = ways.passkey.is_none() && only_passkey;
    // The only passkey may be the one that was lost, and that this step is to remove.
    let lost = (ways.passkey.is_some() && only_passkey).then(|| {
        view! {
            <Details summary=text!(security.proof_lost_title)>
                <p>{text!(security.proof_lost_text)}</p>
            </Details>
        }
    });
    let by_passkey = ways.passkey.is_some().then(|| {
        let act = act.clone();
        let press = move |()| {
            let act = act.clone();
            form.send(async move {
                // A challenge is good for one answer: each press asks for its own.
                let ways = match prover.client.call(&StartProof {}, &ProofFor { act: act.clone() }).await {
                    Ok(ways) => ways,
                    Err(error) => return form.fail(sentences::of(&error)),
                };
                let Some(options) = ways.passkey else { return form.fail(text!(security.proof_none)) };
                match passkeys::prove(&options).await {
                    Ok(answer) => give(prover, form, act, Proof::Passkey(answer)).await,
                    Err(error) => form.fail(sentences::passkey_asked(error)),
                }
            });
        };
        view! {
            <Button wide=true icon=IconName::Key on_press=press busy=form.busy() busy_text=text!(security.add_waiting)>
                {text!(security.proof_passkey)}
            </Button>
        }
    });
    let typed = (ways.totp || ways.password).then(|| view! { <Typed prover form act totp=ways.totp /> });
    view! {
        {form.draw()}
        {none.then(|| view! { <Notice kind=NoticeKind::Watch>{text!(security.proof_none)}</Notice> })}
        {by_passkey}
        {typed}
        {lost}
    }
}

/// The password, with the code of an app where there is one.
#[component]
fn Typed(prover: Prover, form: FormState, act: Act, totp: bool) -> impl IntoView {
    let (code, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let mut problems = Vec::new();
        let secret = GivenPassword::parse(&password.read_untracked());
        let secret = keep(&mut problems, "proof-password", text!(security.password_what), secret);
        let proof = if totp {
            let digits = TotpCode::parse(&code.read_untracked());
            let digits = keep(&mut problems, "proof-code", text!(sign_in.totp_what), digits);
            digits.zip(secret).map(|(code, password)| Proof::Totp { code, password })
        } else {
            secret.map(Proof::Password)
        };
        let Some(proof) = proof else { return form.refuse(problems) };
        let act = act.clone();
        form.send(async move { give(prover, form, act, proof).await });
    };
    view! {
        <Form on_submit=submit>
            {totp
                .then(|| {
                    view! {
                        <TextField
                            label=text!(sign_in.totp)
                            hint=text!(sign_in.totp_hint)
                            value=code
                            id="proof-code"
                            kind=FieldKind::Code
                            autocomplete="one-time-code"
                            error=form.error("proof-code")
                        />
                    }
                })}
            <TextField
                label=text!(security.password)
                value=password
                id="proof-password"
                kind=FieldKind::Password
                autocomplete="current-password"
                show_text=text!(common.show_password)
                hide_text=text!(common.hide_password)
                error=form.error("proof-password")
            />
            <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
    }
}

/// Hands the proof in.
async fn give(prover: Prover, form: FormState, act: Act, proof: Proof) {
    match prover.client.call(&GiveProof {}, &ProofGiven { act, proof }).await {
        Ok(_) => prover.given(),
        Err(error) if error.code() == Some(ErrorCode::WrongPassword) => {
            form.refuse_field("proof-password", sentences::of(&error));
        }
        Err(error) if error.code() == Some(ErrorCode::CodeNotAccepted) => {
            form.refuse_field("proof-code", sentences::of(&error));
        }
        Err(error) => form.fail(sentences::of(&error)),
    }
}
