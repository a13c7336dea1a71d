//! The time limit of a session: whoever works is kept signed in, whoever is away is warned and can stay with one press
//! (WCAG 2.2, success criterion 2.2.1).

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    endpoint::Nothing,
    session::{GetSession, IDLE_SECONDS, Who},
};

use crate::{
    browser::activity::Activity,
    client::{Client, use_client},
    components::{Button, ButtonKind, Dialog},
    session::use_here,
    text,
};

/// How long before the end the warning comes, in seconds; half a minute of it is for clocks that disagree.
const WARNING_SECONDS: u32 = 150;
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
    /// The time is over: find out whether the server agrees.
    End,
}

/// What to do `idle` seconds after the last answer of the server, when the session lasts `limit` seconds without one.
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
    let activity = Activity::watch();
    let look = move || {
        if untrack(|| here.person()).is_none() {
            open.set(false);
            return;
        }
        let idle = client.seconds_since_answer();
        match step(idle, limit, activity.seconds_since() < idle) {
            Step::Rest => open.set(false),
            Step::Touch => touch(client),
            Step::Warn => open.set(true),
            Step::End => {
                open.set(false);
                touch(client);
            }
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, TICK) {
        on_cleanup(move || timer.clear());
    }
    let stay = move |()| {
        open.set(false);
        touch(client);
    };
    let leave = move |()| {
        open.set(false);
        spawn_local(async move {
            // Without an answer the session ends by itself in a moment.
            let _ = here.sign_out().await;
        });
    };
    view! {
        <Dialog open title=text!(common.staying.title) close_text=text!(common.close)>
            <p>{text!(common.staying.text)}</p>
            <div class="actions">
                <Button on_press=stay>{text!(common.staying.stay)}</Button>
                <Button kind=ButtonKind::Plain on_press=leave>
                    {text!(common.sign_out)}
                </Button>
            </div>
        </Dialog>
    }
}

/// Asks the server who is here, which counts as use. When nobody is any more, the portal learns it.
fn touch(client: Client) {
    spawn_local(async move {
        if let Ok(current) = client.call(&GetSession {}, &Nothing {}).await
            && !matches!(current.who, Who::Patient(_) | Who::Staff(_))
        {
            client.session_ended();
        }
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
        assert_eq!(step(1649, 1800, false), Step::Rest);
        assert_eq!(step(1650, 1800, false), Step::Warn);
        assert_eq!(step(1799, 1800, false), Step::Warn);
    }

    #[test]
    fn after_the_limit_the_server_is_asked() {
        assert_eq!(step(1800, 1800, false), Step::End);
        assert_eq!(step(1800, 1800, true), Step::End);
    }
}
