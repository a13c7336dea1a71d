//! The second step: a passkey, or one of the [other ways](super::other_ways) in its place.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    sign_in::{FinishPasskeySignIn, PasswordAccepted, Recovered, StartPasskeySignIn},
};

use super::other_ways::OtherWay;
use crate::{
    browser::{
        announcer::use_announcer,
        focus,
        passkeys::{self, PasskeyError},
    },
    client::{ClientError, use_client},
    components::{Button, ButtonKind, Details, Icon, IconName, Notice, NoticeKind, PageTitle},
    parts, sentences,
    session::{Here, use_here},
    shared::form::FormState,
    text,
};

/// Asks for the passkey, the app's code or the recovery code.
#[component]
pub(super) fn SecondStepForm(
    /// Which second steps the account can take.
    ways: PasswordAccepted,
) -> impl IntoView {
    let here = use_here();
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
        let fresh = recovered.with(Option::is_some);
        match way.get() {
            _ if fresh => parts::other_way(OtherWay::NewCode(recovered)),
            Way::Code => parts::other_way(OtherWay::Code { recovered, passkey: ways.passkey }),
            Way::Totp => parts::other_way(OtherWay::Totp),
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
    if ways.passkeys_suspended {
        use_announcer().say(text!(sign_in.passkey_stopped_title));
    }
    let stopped = move || {
        (ways.passkeys_suspended && recovered.with(Option::is_none)).then(|| {
            view! {
                <Notice kind=NoticeKind::Watch title=text!(sign_in.passkey_stopped_title)>
                    {text!(sign_in.passkey_stopped_text)}
                </Notice>
            }
        })
    };
    view! {
        {stopped} {step} <div class="stack">{others}</div>
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
pub(super) fn failed(here: Here, form: FormState, error: &ClientError) {
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
