//! Live events: what the server tells an open page over server-sent events (HTML Living Standard, section 9.2).
//!
//! An event carries no health data, only what to ask for again. The stream is `GET /api/v1/events`, for anyone who is
//! signed in; each event's name is its kind, its data is the JSON of [`Event`].

use serde::{Deserialize, Serialize};

use crate::{ids::ThreadId, sample::Sample};

/// Where the stream is.
pub const PATH: &str = "/api/v1/events";

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A conversation has a new message, was opened or was closed.
    ThreadChanged {
        /// Which one.
        thread_id: ThreadId,
    },
    /// There is new feedback; only the care team hears it.
    FeedbackGiven,
    /// The session has locked itself; the page waits behind the lock, and the stream ends.
    Locked,
    /// The session has ended; the page asks to sign in again.
    SignedOut,
}

impl Sample for Event {
    fn sample() -> Self {
        Self::ThreadChanged { thread_id: Sample::sample() }
    }
}
