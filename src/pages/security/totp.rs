//! The authenticator app: set it up, remove it.

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    security::{FinishTotp, RemoveTotp, Security, StartTotp, TotpSetup},
    sign_in::TotpStep,
};

use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::{Remote, use_client},
    components::{Button, ButtonKind, Dialog},
    sentences,
    shared::{code_app, form::FormState, proof::Prover},
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
    let confirm = move |code| {
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
                    form.refuse_field(code_app::FIELD, sentences::of(&error));
                }
                Err(error) if error.code() == Some(ErrorCode::CeremonyEnded) => {
                    open.try_set(false);
                    outer.fail(sentences::of(&error));
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        {form.draw()}
        {code_app::draw(setup, form, confirm)}
    }
}
