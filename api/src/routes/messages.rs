//! Messages: the patient's conversations with the care team.

mod about;
mod get_thread;
mod list_threads;
mod mark_thread_read;
mod reply;
mod start_thread;

use axum::Router;
use salus_protocol::{
    ErrorCode,
    events::Event,
    ids::{PatientId, ThreadId},
    messages::{GetThread, ListThreads, MarkThreadRead, Reply, StartThread},
};

use super::Mount;
use crate::{app::App, domain::messages::Refusal, error::RouteError, events::Audience};

/// The operations of this area.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<ListThreads, _, _>(list_threads::list_threads)
        .endpoint::<StartThread, _, _>(start_thread::start_thread)
        .endpoint::<GetThread, _, _>(get_thread::get_thread)
        .endpoint::<Reply, _, _>(reply::reply)
        .endpoint::<MarkThreadRead, _, _>(mark_thread_read::mark_thread_read)
}

/// Tells the patient's open pages and the care team's that a conversation has changed.
pub(super) async fn announce(app: &App, patient: &PatientId, thread_id: &ThreadId) {
    for audience in [Audience::Patient(patient.clone()), Audience::Staff] {
        app.events.announce(audience, Event::ThreadChanged { thread_id: thread_id.clone() }).await;
    }
}

impl From<Refusal> for RouteError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => ErrorCode::NotFound,
            Refusal::Closed => ErrorCode::ThreadClosed,
            // The portal makes a new key for each message: whoever gets here is not the portal.
            Refusal::KeyInUse => ErrorCode::InvalidRequest,
        }
        .into()
    }
}
