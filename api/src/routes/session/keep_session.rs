//! `KeepSession`: the person is still at work.

use salus_protocol::{Done, session::KeepSession};

use crate::{
    auth::guard::SignedIn,
    routes::{Answer, Reply},
};

/// Nothing is left to do: whoever proves to be signed in for an operation has used the session.
pub(super) async fn handle(_session: SignedIn) -> Answer<KeepSession> {
    Ok(Reply::new(Done {}))
}
