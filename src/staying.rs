//! The time limit of a session: whoever works is kept signed in, whoever is away is warned and can stay with one press
//! (WCAG 2.2, success criterion 2.2.1).

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    endpoint::Nothing,
    session::{GetSession, IDLE_SECONDS, KeepSession, Who},
};

use crate::{
    browser::activity::Activity,
    client::{Client, ClientError, use_client},
    components::{Button, ButtonKind, Dialog, Notice, NoticeKind},
    session::use_here,
    text,
};

/// How long before the end the warning comes, in seconds: two minutes to answer, one by which the server may count the last
/// use earlier than we, and a little for ticks and the way there.
const WARNING_SECONDS: u32 = 215;
/// After how many seconds without a call the server is told that the person is at work.
const TOUCH_SECONDS: u32 = 5 * 60;
/// How often we look.
const TICK: Duration = Duration::from_secs(5);

/// What to do about the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing.
    Rest,
    /// Tell the server that the person is at work.
    Touch,
    /// Ask the person whether they are still there.
    Warn,
    /// The time is over: find out whether the server agrees. Another window may have used the session.
    End,
}

/// What to do `idle` seconds after the last use of the session, when the session lasts `limit` seconds without one.
const fn step(idle: u32, limit: u32, at_work: bool) -> Step {
    let warning = limit.saturating_sub(WARNING_SECONDS);
    if idle >= limit {
        Step::End
    } else if at_work && (idle >= TOUCH_SECONDS || idle >= warning) {
        Step::Touch
    } else if idle >= warning {
        Step::Warn
    } else {
        Step::Rest
    }
}

/// The warning; drawn once for the whole app.
#[component]
pub fn StaySignedIn(
    /// How long a session lasts without use, in seconds.
    #[prop(default = IDLE_SECONDS)]
    limit: u32,
) -> impl IntoView {
    let (here, client) = (use_here(), use_client());
    let open = RwSignal::new(false);
    let not_signed_out = RwSignal::new(false);
    let busy = StoredValue::new(false);
    let activity = Activity::watch();
    let look = move || {
        if busy.get_value() {
            return;
        }
        if untrack(|| here.person()).is_none() {
            open.set(false);
            return;
        }
        let idle = client.seconds_since_use();
        match step(idle, limit, activity.seconds_since() < idle) {
            Step::Rest => open.set(false),
            Step::Touch => keep(client, busy),
            Step::Warn => open.set(true),
            Step::End => {
                open.set(false);
                find_out(client, busy);
            }
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, TICK) {
        on_cleanup(move || timer.clear());
    }
    let stay = move |()| {
        open.set(false);
        keep(client, busy);
    };
    let leave = move |()| {
        spawn_local(async move {
            let left = here.sign_out().await.is_ok();
            not_signed_out.try_set(!left);
            open.try_set(!left);
        });
    };
    view! {
        <Dialog open title=text!(common.staying.title) close_text=text!(common.close)>
            <p>{text!(common.staying.text)}</p>
            {move || {
                not_signed_out
                    .get()
                    .then(|| view! { <Notice kind=NoticeKind::Watch>{text!(common.sign_out_failed)}</Notice> })
            }}
            <div class="actions">
                <Button on_press=stay>{text!(common.staying.stay)}</Button>
                <Button kind=ButtonKind::Plain on_press=leave>
                    {text!(common.sign_out)}
                </Button>
            </div>
        </Dialog>
    }
}

/// Tells the server that the person is at work. When it knows nobody any more, the client notices.
fn keep(client: Client, busy: StoredValue<bool>) {
    busy.set_value(true);
    spawn_local(async move {
        // Without a network we try again at the next tick, until the time is over.
        let _ = client.call(&KeepSession {}, &Nothing {}).await;
        busy.try_set_value(false);
    });
}

/// Asks the server whether the session has ended, which does not prolong it. Without an answer it has: a record must not stay
/// on the screen of a device that nobody uses.
fn find_out(client: Client, busy: StoredValue<bool>) {
    busy.set_value(true);
    spawn_local(async move {
        let ended = match client.call(&GetSession {}, &Nothing {}).await {
            Ok(current) => !matches!(current.who, Who::Patient(_) | Who::Staff(_)),
            Err(ClientError::Offline) => true,
            Err(_) => false,
        };
        if ended {
            client.session_ended();
        } else {
            client.used_elsewhere();
        }
        busy.try_set_value(false);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_works_is_never_warned() {
        assert_eq!(step(10, 1800, true), Step::Rest);
        assert_eq!(step(300, 1800, true), Step::Touch);
        assert_eq!(step(1700, 1800, true), Step::Touch);
    }

    #[test]
    fn whoever_is_away_is_warned_more_than_two_minutes_before_the_end() {
        assert_eq!(step(1584, 1800, false), Step::Rest);
        assert_eq!(step(1585, 1800, false), Step::Warn);
        assert_eq!(step(1799, 1800, false), Step::Warn);
    }

    #[test]
    fn after_the_limit_the_server_is_asked() {
        assert_eq!(step(1800, 1800, false), Step::End);
        assert_eq!(step(1800, 1800, true), Step::End);
    }
}
