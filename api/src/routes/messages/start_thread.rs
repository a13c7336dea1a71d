//! `POST /api/v1/messages`

use axum::extract::State;
use salus_protocol::{ErrorCode, messages::StartThread};

use super::{about::look_up, announce};
use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Body, Reply},
};

/// Starts a conversation and tells the care team. The same key again stores nothing.
pub(super) async fn start_thread(
    session: PatientSession,
    State(app): State<App>,
    Body(new): Body<StartThread>,
) -> Answer<StartThread> {
    let store = app.store.patient(&session);
    let about = match &new.about {
        Some(about) => Some(look_up(&store, about).await?.ok_or(ErrorCode::NotFound)?),
        None => None,
    };
    let acted = store.start_thread(&new, about.as_ref(), app.practice.answer_days).await?;
    if acted.changed {
        announce(&app, &acted.patient, &acted.thread.id).await;
    }
    Ok(Reply::new(acted.thread))
}
