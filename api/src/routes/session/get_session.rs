//! `GetSession`: tells who is here.

use axum::{extract::State, http::request::Parts};
use salus_protocol::session::{GetSession, Who};

use super::{current, who};
use crate::{
    app::App,
    auth::guard::{Locked, SecondStep, SignedIn},
    routes::{Answer, Reply, sign_in},
};

/// Answers everybody; a session that has ended is nobody's. Asking is not using: two windows that only look whether the other
/// has kept the session would otherwise keep it for each other.
pub(super) async fn handle(State(app): State<App>, parts: Parts) -> Answer<GetSession> {
    let session = SignedIn::find(&parts, &app).await?;
    let account = match &session {
        Some(session) => app.store.account(session.account()).await?,
        None => None,
    };
    let here = match account {
        Some(account) => who(account),
        None if Locked::find(&parts, &app).await?.is_some() => Who::Locked,
        None => match SecondStep::find(&parts, &app).await? {
            Some(step) => Who::SecondStep(sign_in::ways(&app, step.account()).await?),
            None => Who::Guest,
        },
    };
    Ok(Reply::new(current(&app, here, session.as_ref().map(SignedIn::live))))
}
