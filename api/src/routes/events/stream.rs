//! `GET /api/v1/events`

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event as Frame, KeepAlive, Sse},
    },
};
use futures::stream::{Stream, unfold};
use salus_protocol::{ErrorCode, events::Event};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Interval, MissedTickBehavior, interval},
};

use crate::{
    app::App,
    auth::guard::{SignedIn, Standing},
    error::RouteError,
    events::{Announcement, Audience, Place},
};

/// How often a silent stream says that it is there, so that nothing between takes it for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// How often a silent stream looks how its session stands.
const LOOK: Duration = Duration::from_secs(60);

/// After how many seconds a session with too many open streams may ask for one more.
const FULL_SECONDS: u32 = 30;

/// Everything that the person may hear, as it happens, until the session locks itself or ends. An open page is no sign of a
/// person: the stream does not keep its session alive.
pub(super) async fn stream(parts: Parts, State(app): State<App>) -> Result<Response, RouteError> {
    // Listen first, then look: what happens in between is heard.
    let announcements = app.events.listen();
    let person = SignedIn::find(&parts, &app).await?.ok_or(ErrorCode::NotSignedIn)?;
    let place = app.events.take_place(person.session()).ok_or(RouteError::wait(ErrorCode::Busy, FULL_SECONDS))?;
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    looks.reset();
    let listener = Listener { announcements, looks, app, person, last: false, _place: place };
    let frames = Sse::new(frames(listener)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    // Proxies that gather answers before they pass them on would hold events back.
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(([unbuffered], frames).into_response())
}

/// One open stream.
struct Listener {
    announcements: Receiver<Announcement>,
    looks: Interval,
    app: App,
    person: SignedIn,
    /// Whether the last frame was sent.
    last: bool,
    _place: Place,
}

/// What a stream does next.
enum Next {
    /// It says something and goes on.
    Say(Event),
    /// It says that the session has locked itself and ends.
    Locked,
    /// It says that the session is over and ends.
    SignedOut,
    /// It ends, so that the page connects and asks for everything again.
    Reload,
}

/// Turns a listener into frames.
fn frames(listener: Listener) -> impl Stream<Item = Result<Frame, Infallible>> {
    unfold(listener, |mut listener| async move {
        if listener.last {
            return None;
        }
        let next = listener.next().await;
        listener.last = !matches!(next, Next::Say(_));
        let frame = match &next {
            Next::Say(event) => frame(event),
            Next::Locked => frame(&Event::Locked),
            Next::SignedOut => frame(&Event::SignedOut),
            Next::Reload => Frame::default().comment("connect again"),
        };
        Some((Ok(frame), listener))
    })
}

impl Listener {
    /// Waits for something to say.
    async fn next(&mut self) -> Next {
        loop {
            let heard = tokio::select! {
                heard = self.announcements.recv() => Some(heard),
                _ = self.looks.tick() => None,
            };
            let event = match heard {
                Some(Ok(announcement)) if self.may_hear(&announcement.audience) => Some(announcement.event),
                Some(Ok(_)) => continue,
                Some(Err(RecvError::Lagged(_) | RecvError::Closed)) => return Next::Reload,
                None => None,
            };
            match self.person.standing(&self.app).await {
                Ok(Standing::Alive) => {}
                Ok(Standing::Locked) => return Next::Locked,
                Ok(Standing::Ended) => return Next::SignedOut,
                // The store does not answer; the page tries again later, as after any lost connection.
                Err(_) => return Next::Reload,
            }
            match event {
                Some(Event::SignedOut) => return Next::SignedOut,
                Some(event) => return Next::Say(event),
                None => {}
            }
        }
    }

    fn may_hear(&self, audience: &Audience) -> bool {
        match audience {
            Audience::Patient(patient) => self.person.patient() == Some(patient),
            Audience::Staff => self.person.patient().is_none(),
            Audience::Account(account, session) => {
                self.person.account() == account
                    && session.as_ref().is_none_or(|session| self.person.session() == session)
            }
        }
    }
}

/// The event in the stream's form: its kind as the name, its JSON as the data.
fn frame(event: &Event) -> Frame {
    let kind = match event {
        Event::ThreadChanged { .. } => "thread_changed",
        Event::FeedbackGiven => "feedback_given",
        Event::Locked => "locked",
        Event::SignedOut => "signed_out",
    };
    // Ids and names of kinds: always JSON in one line.
    Frame::default().event(kind).data(serde_json::to_string(event).unwrap_or_default())
}
