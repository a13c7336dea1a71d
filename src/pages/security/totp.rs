//! The authenticator app: set it up, remove it.

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    security::{FinishTotp, RemoveTotp, Security, StartTotp, TotpSetup},
    sign_in::TotpStep,
    words::TotpCode,
};

use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::{Remote, use_client},
    components::{Button, ButtonKind, Dialog, FieldKind, Form, SubmitButton, TextField},
    sentences,
    shared::{
        form::{FormState, keep},
        proof::Prover,
    },
    text,
};

/// Whether there is an app, and the way to change that.
pub(super) fn draw(shown: &Security, security: Remote<Security>, prover: Prover) -> AnyView {
    let form = FormState::new();
    let announcer = use_announcer();
    let setup = RwSignal::new(None::<TotpSetup>);
    let open = RwSignal::new(false);
    let begin = move |()| {
        form.send(async move {
            match prover.call(&StartTotp {}, &Nothing {}).await {
                Ok(Some(fresh)) => {
                    setup.try_set(Some(fresh));
                    open.try_set(true);
                }
                Ok(None) => {}
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let remove = move |()| {
        form.send(async move {
            match prover.call(&RemoveTotp {}, &Nothing {}).await {
                Ok(Some(newer)) => {
                    announcer.say(text!(security.totp_removed));
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("totp");
                    });
                }
                Ok(None) => {}
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let added = shown.totp.map(|totp| clock::moment_day(totp.added_at));
    let line = added.as_ref().map(|date| text!(security.totp_on, date = date.as_str()));
    let button = if added.is_some() {
        view! {
            <Button kind=ButtonKind::Quiet on_press=remove busy=form.busy() busy_text=text!(common.working)>
                {text!(security.totp_remove)}
            </Button>
        }
        .into_any()
    } else {
        view! {
            <Button kind=ButtonKind::Quiet on_press=begin busy=form.busy() busy_text=text!(common.working)>
                {text!(security.totp_add)}
            </Button>
        }
        .into_any()
    };
    view! {
        <p class="soft" id="totp" tabindex="-1">{text!(security.totp_text)}</p>
        {line.map(|line| view! { <p>{line}</p> })} {form.draw()} <div class="actions">{button}</div>
        <Dialog open title=text!(security.totp_setup_title) close_text=text!(common.close)>
            {move || setup.get().map(|setup| view! { <SetUp setup open security outer=form /> })}
        </Dialog>
    }
    .into_any()
}

/// The picture, the key, and the first code. An app that took too long has to be begun again, which is told where it is begun.
#[component]
fn SetUp(setup: TotpSetup, open: RwSignal<bool>, security: Remote<Security>, outer: FormState) -> impl IntoView {
    let client = use_client();
    let announcer = use_announcer();
    let form = FormState::new();
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let mut problems = Vec::new();
        let word = keep(&mut problems, "totp-code", text!(sign_in.totp_what), TotpCode::parse(&code.read_untracked()));
        let Some(code) = word else { return form.refuse(problems) };
        form.send(async move {
            match client.call(&FinishTotp {}, &TotpStep { code }).await {
                Ok(newer) => {
                    announcer.say(text!(security.totp_done));
                    open.try_set(false);
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("totp");
                    });
                }
                Err(error) if error.code() == Some(ErrorCode::CodeNotAccepted) => {
                    form.refuse_field("totp-code", sentences::of(&error));
                }
                Err(error) if error.code() == Some(ErrorCode::CeremonyEnded) => {
                    open.try_set(false);
                    outer.fail(sentences::of(&error));
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    // Four modules of quiet around the code, as scanners want it (ISO/IEC 18004, section 9.1).
    let view_box = format!("-4 -4 {0} {0}", setup.qr_width + 8);
    view! {
        <p>{text!(security.totp_scan)}</p>
        <svg class="qr" viewBox=view_box role="img" aria-label=text!(security.totp_qr)>
            <path d=setup.qr_path></path>
        </svg>
        <p class="eyebrow">{text!(security.totp_key)}</p>
        <p class="code" dir="ltr" translate="no">
            {setup.secret}
        </p>
        <Form on_submit=submit>
            {form.draw()}
            <TextField
                label=text!(sign_in.totp)
                hint=text!(sign_in.totp_hint)
                value=code
                id="totp-code"
                kind=FieldKind::Code
                autocomplete="one-time-code"
                error=form.error("totp-code")
            />
            <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
    }
}
