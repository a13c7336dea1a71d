//! Security as its owner sees it: passkeys, recovery code, sessions, and who looked at the record.
//!
//! What changes how an account is entered asks for the password once more; a session alone, on a phone left lying, is not
//! enough.

mod change_password;
mod end_other_sessions;
mod end_session;
mod export_access;
mod finish_add_passkey;
mod finish_totp;
mod get_log_chain;
mod get_security;
mod remove_passkey;
mod remove_totp;
mod rename_passkey;
mod renew_recovery_code;
mod search_access;
mod sign_out_everywhere;
mod start_add_passkey;
mod start_totp;

use axum::Router;
use salus_protocol::{
    ErrorCode,
    log_chain::GetLogChain,
    security::{
        ChangePassword, EndOtherSessions, EndSession, ExportAccess, FinishAddPasskey, FinishTotp, GetSecurity,
        KnownCredentials, Passkey, RemovePasskey, RemoveTotp, RenamePasskey, RenewRecoveryCode, SearchAccess, Security,
        Session, SignOutEverywhere, StartAddPasskey, StartTotp, Totp,
    },
    words::TimeZoneName,
};

use super::Mount;
use crate::{
    app::App,
    auth::{guard::SignedIn, passkeys, totp},
    error::RouteError,
};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<GetSecurity, _, _>(get_security::handle)
        .endpoint::<StartAddPasskey, _, _>(start_add_passkey::handle)
        .endpoint::<FinishAddPasskey, _, _>(finish_add_passkey::handle)
        .endpoint::<RenamePasskey, _, _>(rename_passkey::handle)
        .endpoint::<RemovePasskey, _, _>(remove_passkey::handle)
        .endpoint::<RenewRecoveryCode, _, _>(renew_recovery_code::handle)
        .endpoint::<ChangePassword, _, _>(change_password::handle)
        .endpoint::<StartTotp, _, _>(start_totp::handle)
        .endpoint::<FinishTotp, _, _>(finish_totp::handle)
        .endpoint::<RemoveTotp, _, _>(remove_totp::handle)
        .endpoint::<EndOtherSessions, _, _>(end_other_sessions::handle)
        .endpoint::<EndSession, _, _>(end_session::handle)
        .endpoint::<SignOutEverywhere, _, _>(sign_out_everywhere::handle)
        .endpoint::<SearchAccess, _, _>(search_access::handle)
        .endpoint::<ExportAccess, _, _>(export_access::handle)
        .endpoint::<GetLogChain, _, _>(get_log_chain::handle)
}

/// Everything that the page shows about signing in, as it stands now.
async fn overview(app: &App, session: &SignedIn) -> Result<Security, RouteError> {
    let account = app.store.account(session.account()).await?.ok_or(ErrorCode::NotSignedIn)?;
    let rows = app.store.passkeys_of(&account.id).await?;
    let known = KnownCredentials {
        rp_id: app.origin.host_str().unwrap_or_default().to_owned(),
        user_id: totp::user_handle(&account.id),
        credential_ids: passkeys::credential_ids(&rows)?,
    };
    let passkeys = rows.into_iter().map(|passkey| Passkey {
        id: passkey.id,
        name: passkey.name,
        added_at: passkey.added_at,
        last_used_at: passkey.last_used_at,
        synced: passkey.synced,
        last_used_on: passkey.last_used_on,
        provider: passkey.provider,
        suspended: passkey.suspended,
    });
    let sessions = app.store.sessions_of(&account.id).await?.into_iter().map(|row| Session {
        current: row.id == *session.session(),
        id: row.id,
        device: row.device,
        time_zone: row.time_zone.and_then(|zone| TimeZoneName::parse(&zone).ok()),
        same_network: row.network.is_some() && row.network == session.live().network,
        began_at: row.began_at,
        last_used_at: row.last_used_at,
    });
    Ok(Security {
        passkeys: passkeys.collect(),
        recovery_codes_left: app.store.codes_left(&account.id).await?,
        totp: app
            .store
            .totp_of(&account.id)
            .await?
            .map(|row| Totp { added_at: row.made_at, last_used_at: row.last_used_at }),
        password_set_at: account.password_set_at,
        sessions: sessions.collect(),
        known,
        email: account.email,
        reset: app.store.pending_reset(session.account()).await?,
    })
}
