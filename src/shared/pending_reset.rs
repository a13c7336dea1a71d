//! A reset of the account that somebody has begun, told to whoever is signed in: stop it, or say that it is right. It stands on the
//! home page and on the security page, in the part of the account, since few ever see it.

use leptos::prelude::*;
use salus_protocol::{
    endpoint::Nothing,
    recovery::{PendingReset, StopMyReset},
    time::Timestamp,
};

use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::use_client,
    components::{Button, ButtonKind, Notice, NoticeKind},
    sentences,
    shared::form::FormState,
    text,
};

/// What the person has said of resets during this visit; lives in the context of the whole app, in memory only.
#[derive(Clone, Copy)]
pub struct ResetSeen {
    /// When the reset began that the person has asked for.
    asked_for: RwSignal<Option<Timestamp>>,
    /// When the reset began that the person has stopped.
    stopped: RwSignal<Option<Timestamp>>,
}

impl ResetSeen {
    /// Nothing was said yet.
    #[must_use]
    pub fn new() -> Self {
        Self { asked_for: RwSignal::new(None), stopped: RwSignal::new(None) }
    }
}

impl Default for ResetSeen {
    fn default() -> Self {
        Self::new()
    }
}

/// The notice, with what can be done about it.
pub fn draw(reset: PendingReset) -> AnyView {
    let seen = use_context::<ResetSeen>().unwrap_or_default();
    let (client, announcer) = (use_client(), use_announcer());
    let form = FormState::new();
    let PendingReset { begun_at, opens_at } = reset;
    let stop = move |()| {
        form.send(async move {
            match client.call(&StopMyReset {}, &Nothing {}).await {
                Ok(_) => {
                    announcer.say(text!(recovery.stopped_title));
                    seen.stopped.try_set(Some(begun_at));
                    request_animation_frame(|| {
                        focus::to("pending-reset");
                    });
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let asked = move |()| {
        seen.asked_for.set(Some(begun_at));
        request_animation_frame(|| {
            focus::to("pending-reset");
        });
    };
    let begun = clock::moment(begun_at);
    let next = opens_at.map(clock::moment_ahead).map_or_else(
        || text!(recovery.pending_next).to_owned(),
        |time| text!(recovery.pending_opens, time = time.as_str()),
    );
    let words = text!(recovery.pending_text, time = begun.as_str());
    let notice = move || {
        if seen.stopped.get() == Some(begun_at) {
            return view! {
                <Notice kind=NoticeKind::Good title=text!(recovery.stopped_title)>
                    {text!(recovery.stopped_text)}
                </Notice>
            }
            .into_any();
        }
        let confirmed = seen.asked_for.get() == Some(begun_at);
        let (kind, title, words) = if confirmed {
            (NoticeKind::Info, text!(recovery.pending_mine), next.clone())
        } else {
            (NoticeKind::Urgent, text!(recovery.pending_title), [words.as_str(), " ", &next].concat())
        };
        view! {
            <Notice kind=kind title=title>
                <p>{words}</p>
                <div class="actions">
                    <Button
                        kind=if confirmed { ButtonKind::Quiet } else { ButtonKind::Danger }
                        on_press=stop
                        busy=form.busy()
                        busy_text=text!(common.working)
                    >
                        {if confirmed { text!(recovery.stop) } else { text!(recovery.pending_stop) }}
                    </Button>
                    {(!confirmed)
                        .then(|| {
                            view! {
                                <Button kind=ButtonKind::Quiet on_press=asked>
                                    {text!(recovery.pending_asked)}
                                </Button>
                            }
                        })}
                </div>
            </Notice>
        }
        .into_any()
    };
    view! {
        <div class="stack" id="pending-reset" tabindex="-1">
            {form.draw()} {notice}
        </div>
    }
    .into_any()
}
