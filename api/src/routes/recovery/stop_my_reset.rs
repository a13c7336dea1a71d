//! `StopMyReset`: the owner, who is still signed in somewhere, stops the reset of their account.

use axum::extract::State;
use salus_protocol::{Done, recovery::StopMyReset};

use crate::{
    app::App,
    auth::{guard::SignedIn, visitor::Visitor},
    routes::{Answer, Reply},
};

/// Stops it. Where none is on its way, nothing is left to do, and that is a success too.
pub(super) async fn handle(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Answer<StopMyReset> {
    app.store.stop_own_reset(session.account(), &visitor.origin.device).await?;
    Ok(Reply::new(Done {}))
}
