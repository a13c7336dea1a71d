//! `KeepSession`: the person is still at work.

use axum::extract::State;
use salus_protocol::{Done, session::KeepSession};

use crate::{
    app::App,
    auth::guard::SignedIn,
    routes::{Answer, Reply},
};

/// Notes that the session is used, whatever the portal says of the window.
pub(super) async fn handle(State(app): State<App>, session: SignedIn) -> Answer<KeepSession> {
    app.store.use_session(session.session()).await?;
    Ok(Reply::new(Done {}))
}
