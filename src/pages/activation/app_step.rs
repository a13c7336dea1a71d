//! The third step for devices that cannot do passkeys: a code app.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    activation::{FinishFirstTotp, StartFirstTotp},
    endpoint::Nothing,
    security::TotpSetup,
    sign_in::TotpStep,
};

use super::{Step, eyebrow, failed};
use crate::{
    browser::{focus, passkeys},
    client::use_client,
    components::{Button, ButtonKind, Notice, PageTitle},
    sentences,
    shared::{code_app, form::FormState},
    text,
};

/// Sets up the app.
#[component]
pub(super) fn AppStep(
    /// Whether passkeys do not work in this browser.
    no_passkeys: bool,
    /// The step that follows.
    step: RwSignal<Step>,
    /// Set when the time for this is over.
    ended: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new();
    let setup = RwSignal::new(None::<TotpSetup>);
    let begin = move |()| {
        form.send(async move {
            match client.call(&StartFirstTotp {}, &Nothing {}).await {
                Ok(fresh) => {
                    setup.try_set(Some(fresh));
                    // The button that was pressed is gone.
                    request_animation_frame(focus::to_heading);
                }
                Err(error) => failed(form, step, ended, &error),
            }
        });
    };
    let confirm = move |code| {
        form.send(async move {
            match client.call(&FinishFirstTotp {}, &TotpStep { code }).await {
                Ok(activated) => step.set(Step::Code { activated: Box::new(activated), app: true }),
                Err(error) if error.code() == Some(ErrorCode::CodeNotAccepted) => {
                    form.refuse_field(code_app::FIELD, sentences::of(&error));
                }
                Err(error) => {
                    if error.code() == Some(ErrorCode::CeremonyEnded) {
                        setup.try_set(None);
                    }
                    failed(form, step, ended, &error);
                }
            }
        });
    };
    view! {
        {form.draw()}
        <PageTitle eyebrow=eyebrow(3) title=text!(security.totp_setup_title) lead=text!(security.totp_text) />
        {no_passkeys.then(|| view! { <Notice>{text!(activation.app_why)}</Notice> })}
        {move || match setup.get() {
            Some(setup) => code_app::draw(setup, form, confirm),
            None => {
                view! {
                    <Button wide=true on_press=begin busy=form.busy() busy_text=text!(common.working)>
                        {text!(security.totp_add)}
                    </Button>
                }
                    .into_any()
            }
        }}
        {passkeys::are_known()
            .then(|| {
                view! {
                    <div class="actions">
                        <Button kind=ButtonKind::Plain on_press=move |()| step.set(Step::Passkey)>
                            {text!(activation.passkey_title)}
                        </Button>
                    </div>
                }
            })}
    }
}
