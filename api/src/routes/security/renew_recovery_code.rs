//! `RenewRecoveryCode`: a new recovery code in place of all earlier ones.

use axum::extract::State;
use salus_protocol::security::{NewRecoveryCode, RenewRecoveryCode};

use crate::{
    app::App,
    auth::{proven::Proven, visitor::Visitor},
    routes::{Answer, Reply},
};

/// Makes the code, if the password is right. It is shown this once.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    Proven { session, body: confirmation }: Proven<RenewRecoveryCode>,
) -> Answer<RenewRecoveryCode> {
    app.auth.confirm(session.account(), &confirmation.password).await?;
    let recovery_code = app.store.renew_code(session.account(), &visitor.origin.device).await?;
    Ok(Reply::new(NewRecoveryCode { recovery_code }))
}
