//! Where the account is signed in: end one session, or all.

use leptos::prelude::*;
use salus_protocol::{
    endpoint::Nothing,
    security::{EndSession, Security, Session, SignOutEverywhere},
};

use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::{Remote, use_client},
    components::{Button, ButtonKind, Chip, Dialog, IconName, Row, RowList, Tone},
    sentences,
    session::use_here,
    shared::form::FormState,
    text,
};

pub(super) fn draw(shown: Security, security: Remote<Security>) -> AnyView {
    let form = FormState::new();
    let asking = RwSignal::new(false);
    let rows = shown.sessions.into_iter().map(|session| view! { <SessionRow session security form /> }).collect_view();
    view! {
        {form.draw()}
        <div id="sessions" tabindex="-1">
            <RowList label=text!(security.sessions_title)>{rows}</RowList>
        </div>
        <div class="actions">
            <Button kind=ButtonKind::Quiet icon=IconName::SignOut on_press=move |()| asking.set(true)>
                {text!(security.everywhere)}
            </Button>
        </div>
        <EverywhereDialog open=asking />
    }
    .into_any()
}

#[component]
fn SessionRow(session: Session, security: Remote<Security>, form: FormState) -> impl IntoView {
    let client = use_client();
    let announcer = use_announcer();
    let Session { id, device, began_at, last_used_at, current } = session;
    let (began, used) = (clock::moment(began_at), clock::moment(last_used_at));
    let text = text!(security.session_began, time = began.as_str(), used = used.as_str());
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
fn EverywhereDialog(open: RwSignal<bool>) -> impl IntoView {
    let here = use_here();
    let client = use_client();
    let form = FormState::new();
    let confirm = move |()| {
        form.send(async move {
            match client.call(&SignOutEverywhere {}, &Nothing {}).await {
                Ok(_) => here.signed_out(),
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
