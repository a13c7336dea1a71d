//! Where the account is signed in: end one session, or all.

use leptos::prelude::*;
use salus_protocol::{
    endpoint::Nothing,
    security::{Device, EndOtherSessions, EndSession, Security, Session, SignOutEverywhere},
};

use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::{Remote, use_client},
    components::{Button, ButtonKind, Chip, Dialog, IconName, Row, RowList, Tone},
    sentences,
    session::use_here,
    shared::{form::FormState, proof::Prover},
    text,
};

pub(super) fn draw(shown: Security, security: Remote<Security>, prover: Prover) -> AnyView {
    let form = FormState::new();
    let asking = RwSignal::new(false);
    let several = shown.sessions.len() > 1;
    let announcer = use_announcer();
    let others = move |()| {
        form.send(async move {
            match prover.call(&EndOtherSessions {}, &Nothing {}).await {
                Ok(Some(newer)) => {
                    announcer.say(text!(security.others_done));
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("sessions");
                    });
                }
                Ok(None) => {}
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let rows = shown.sessions.into_iter().map(|session| view! { <SessionRow session security form /> }).collect_view();
    view! {
        {form.draw()}
        <div id="sessions" tabindex="-1">
            <RowList label=text!(security.sessions_title)>{rows}</RowList>
        </div>
        <div class="actions">
            {several
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Quiet on_press=others busy=form.busy() busy_text=text!(common.working)>
                            {text!(security.others)}
                        </Button>
                    }
                })}
            <Button kind=ButtonKind::Quiet icon=IconName::SignOut on_press=move |()| asking.set(true)>
                {text!(security.everywhere)}
            </Button>
        </div>
        <EverywhereDialog open=asking prover />
    }
    .into_any()
}

#[component]
fn SessionRow(session: Session, security: Remote<Security>, form: FormState) -> impl IntoView {
    let client = use_client();
    let announcer = use_announcer();
    let Session { id, device, time_zone, same_network, began_at, last_used_at, current } = session;
    let device = device_words(&device);
    let (began, used) = (clock::moment(began_at), clock::moment(last_used_at));
    let place = time_zone.map(|zone| zone.as_str().rsplit('/').next().unwrap_or_default().replace('_', " "));
    let text = [
        Some(text!(security.session_began, time = began.as_str(), used = used.as_str())),
        place.map(|place| text!(security.zone, place = place.as_str())),
        (same_network && !current).then(|| text!(security.same_network).to_owned()),
    ];
    let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let label = text!(security.session_end_of, device = device.as_str());
    let end = move |()| {
        let session_id = id.clone();
        form.send(async move {
            match client.call(&EndSession { session_id }, &Nothing {}).await {
                Ok(newer) => {
                    announcer.say(text!(security.session_ended_done));
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("sessions");
                    });
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        <Row icon=IconName::Device title=device text=text>
            {if current {
                view! { <Chip text=text!(security.session_here) kind=Tone::Good /> }.into_any()
            } else {
                view! {
                    <span class="row-actions">
                        <Button kind=ButtonKind::Plain on_press=end busy=form.busy() busy_text=text!(common.working)>
                            <span aria-hidden="true">{text!(security.session_end)}</span>
                            <span class="visually-hidden">{label}</span>
                        </Button>
                    </span>
                }
                    .into_any()
            }}
        </Row>
    }
}

/// A question first: this device is signed out, too.
#[component]
fn EverywhereDialog(open: RwSignal<bool>, prover: Prover) -> impl IntoView {
    let here = use_here();
    let form = FormState::new();
    let confirm = move |()| {
        form.send(async move {
            match prover.call(&SignOutEverywhere {}, &Nothing {}).await {
                Ok(Some(_)) => here.signed_out(),
                Ok(None) => {}
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        <Dialog open title=text!(security.everywhere_title) close_text=text!(common.close)>
            {form.draw()}
            <p>{text!(security.everywhere_text)}</p>
            <div class="actions">
                <Button kind=ButtonKind::Danger on_press=confirm busy=form.busy() busy_text=text!(common.working)>
                    {text!(security.everywhere_confirm)}
                </Button>
                <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                    {text!(common.cancel)}
                </Button>
            </div>
        </Dialog>
    }
}

/// A browser in words: "Chrome on Android".
pub(super) fn device_words(device: &Device) -> String {
    match (&device.browser, &device.system) {
        (Some(browser), Some(system)) => {
            text!(security.device_on, browser = browser.as_str(), system = system.as_str())
        }
        (Some(word), None) | (None, Some(word)) => word.clone(),
        (None, None) => text!(security.device_unknown).to_owned(),
    }
}
