//! The time limits of a session: whoever works is never locked out, whoever is away is warned and can stay with one press
//! (WCAG 2.2, success criterion 2.2.1).

pub mod warning;

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{endpoint::Nothing, session::KeepSession, time::Timestamp};

use self::warning::Warning;
use crate::{
    browser::{activity::Activity, clock},
    client::{Client, use_client},
    parts,
    session::{Here, use_here},
};

/// How much earlier than the server names the warning comes, in seconds: one minute by which the server may count the last use
/// earlier than we, and a little for ticks and the way there.
const EARLIER_SECONDS: u32 = 95;
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
const fn step(idle: u32, limit: u32, before: u32, at_work: bool) -> Step {
    let warning = limit.saturating_sub(before + EARLIER_SECONDS);
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

/// Keeps time, once for the whole app. The warnings are loaded when there is something to warn of.
#[component]
pub fn StaySignedIn() -> impl IntoView {
    let (here, client) = (use_here(), use_client());
    let open = RwSignal::new(false);
    let ending = RwSignal::new(false);
    let ending_said = StoredValue::new(None::<Timestamp>);
    let not_signed_out = RwSignal::new(false);
    let busy = StoredValue::new(false);
    let activity = Activity::watch();
    let look = move || {
        if busy.get_value() {
            return;
        }
        let limits = untrack(|| here.limits()).filter(|_| untrack(|| here.person().is_some()));
        let Some(limits) = limits else {
            open.set(false);
            ending.set(false);
            return;
        };
        // What is said once waits behind the lock, too.
        if untrack(|| here.locked()) {
            open.set(false);
            return;
        }
        // The end of a visit cannot be put off: it is said once.
        if clock::seconds_until(limits.ends_at) < limits.warning_seconds + EARLIER_SECONDS
            && ending_said.get_value() != Some(limits.ends_at)
        {
            ending_said.set_value(Some(limits.ends_at));
            ending.set(true);
        }
        let idle = client.seconds_since_use();
        match step(idle, limits.idle_seconds, limits.warning_seconds, activity.seconds_since() < idle) {
            Step::Rest => open.set(false),
            Step::Touch => keep(client, busy),
            Step::Warn => open.set(true),
            Step::End => {
                open.set(false);
                find_out(here, client, busy);
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
    let needed = Memo::new(move |before| before == Some(&true) || open.get() || ending.get());
    let warning = Warning { open, ending, not_signed_out, stay: Callback::new(stay), leave: Callback::new(leave) };
    move || needed.get().then(|| parts::warnings(warning))
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

/// Asks the server whether the session has locked itself; another window may have used it, and the answer says when. Without one,
/// or with one that says nothing, it has locked itself: a record must not stay on the screen of a device that nobody uses.
fn find_out(here: Here, client: Client, busy: StoredValue<bool>) {
    busy.set_value(true);
    spawn_local(async move {
        if here.look().await.is_err() {
            client.session_locked();
        }
        busy.try_set_value(false);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_works_is_never_warned() {
        assert_eq!(step(10, 900, 120, true), Step::Rest);
        assert_eq!(step(300, 900, 120, true), Step::Touch);
        assert_eq!(step(800, 900, 120, true), Step::Touch);
    }

    #[test]
    fn whoever_is_away_is_warned_more_than_two_minutes_before_the_lock() {
        assert_eq!(step(684, 900, 120, false), Step::Rest);
        assert_eq!(step(685, 900, 120, false), Step::Warn);
        assert_eq!(step(599, 600, 120, false), Step::Warn);
    }

    #[test]
    fn after_the_limit_the_server_is_asked() {
        assert_eq!(step(900, 900, 120, false), Step::End);
        assert_eq!(step(900, 900, 120, true), Step::End);
    }
}
