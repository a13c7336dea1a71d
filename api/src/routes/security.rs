//! Security as its owner sees it: passkeys, recovery code, sessions, and who looked at the record.
//!
//! What changes how an account is entered asks for the password once more; a session alone, on a phone left lying, is not
//! enough.

mod end_session;
mod finish_add_passkey;
mod get_security;
mod list_access;
mod remove_passkey;
mod rename_passkey;
mod renew_recovery_code;
mod sign_out_everywhere;
mod start_add_passkey;

use axum::Router;
use salus_protocol::{
    ErrorCode,
    security::{
        EndSession, FinishAddPasskey, GetSecurity, ListAccess, Passkey, RemovePasskey, RenamePasskey,
        RenewRecoveryCode, Security, Session, SignOutEverywhere, StartAddPasskey,
    },
};

use super::Mount;
use crate::{app::App, auth::guard::SignedIn, error::RouteError};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<GetSecurity, _, _>(get_security::handle)
        .endpoint::<StartAddPasskey, _, _>(start_add_passkey::handle)
        .endpoint::<FinishAddPasskey, _, _>(finish_add_passkey::handle)
        .endpoint::<RenamePasskey, _, _>(rename_passkey::handle)
        .endpoint::<RemovePasskey, _, _>(remove_passkey::handle)
        .endpoint::<RenewRecoveryCode, _, _>(renew_recovery_code::handle)
        .endpoint::<EndSession, _, _>(end_session::handle)
        .endpoint::<SignOutEverywhere, _, _>(sign_out_everywhere::handle)
        .endpoint::<ListAccess, _, _>(list_access::handle)
}

/// Everything that the page shows about signing in, as it stands now.
async fn overview(app: &App, session: &SignedIn) -> Result<Security, RouteError> {
    let account = app.store.account(session.account()).await?.ok_or(ErrorCode::NotSignedIn)?;
    let passkeys = app.store.passkeys_of(&account.id).await?.into_iter().map(|passkey| Passkey {
        id: passkey.id,
        name: passkey.name,
        added_at: passkey.added_at,
        last_used_at: passkey.last_used_at,
        synced: passkey.synced,
    });
    let sessions = app.store.sessions_of(&account.id).await?.into_iter().map(|row| Session {
        current: row.id == *session.session(),
        id: row.id,
        device: row.device,
        began_at: row.began_at,
        last_used_at: row.last_used_at,
    });
    Ok(Security {
        passkeys: passkeys.collect(),
        recovery_codes_left: app.store.codes_left(&account.id).await?,
        sessions: sessions.collect(),
        email: account.email,
    })
}
