//! A fresh proof: once more that it is they, for one act.

mod give_proof;
mod start_proof;

use axum::Router;
use salus_protocol::proof::{Act, GiveProof, StartProof};

use super::Mount;
use crate::{
    app::App,
    auth::guard::SignedIn,
    store::{
        ceremonies::Holder,
        sessions::{BeganWith, LiveSession},
    },
};

/// How long after signing in with a recovery code the password alone is a proof, in seconds: half an hour to add a passkey.
const AFTER_RECOVERY_SECONDS: i64 = 30 * 60;

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new().endpoint::<StartProof, _, _>(start_proof::handle).endpoint::<GiveProof, _, _>(give_proof::handle)
}

/// Who may answer a challenge for an act: this session, for this act.
fn holder(session: &SignedIn, act: &Act) -> Holder {
    Holder { name: format!("proof:{}:{}", session.session(), act.as_str()), account: session.account().clone() }
}

/// Whether the password alone is a proof in this session.
fn password_will_do(app: &App, session: &LiveSession) -> bool {
    session.began_with == BeganWith::RecoveryCode
        && session.began_at.plus_seconds(AFTER_RECOVERY_SECONDS) > app.store.world().now()
}
