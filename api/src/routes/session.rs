//! Who is here, and leaving.

mod decline_offer;
mod get_session;
mod keep_session;
mod sign_out;
mod start_unlock;
mod unlock_with_passkey;
mod unlock_with_password;

use axum::Router;
use salus_protocol::{
    Endpoint, ErrorCode,
    session::{
        CurrentSession, DeclineOffer, GetSession, KeepSession, Limits, Person, SignOut, StartUnlock, UnlockWithPasskey,
        UnlockWithPassword, WARNING_SECONDS, Who,
    },
};

use super::{Answer, Mount, Reply};
use crate::{
    app::App,
    auth::{cookies::Cookie, guard::Locked},
    error::RouteError,
    store::{
        accounts::Account,
        sessions::{LiveSession, UNLOCK_ATTEMPTS},
    },
};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<GetSession, _, _>(get_session::handle)
        .endpoint::<KeepSession, _, _>(keep_session::handle)
        .endpoint::<StartUnlock, _, _>(start_unlock::handle)
        .endpoint::<UnlockWithPasskey, _, _>(unlock_with_passkey::handle)
        .endpoint::<UnlockWithPassword, _, _>(unlock_with_password::handle)
        .endpoint::<DeclineOffer, _, _>(decline_offer::handle)
        .endpoint::<SignOut, _, _>(sign_out::handle)
}

/// The practice and whoever is here, with the limits of their session.
#[must_use]
pub(super) fn current(app: &App, who: Who, session: Option<&LiveSession>) -> CurrentSession {
    let now = app.store.world().now();
    let limits = session.map(|session| Limits {
        idle_seconds: session.idle_seconds(),
        left_seconds: session.left_seconds(now),
        warning_seconds: WARNING_SECONDS,
        ends_at: session.ends_at,
    });
    CurrentSession { practice: (*app.practice).clone(), who, now, limits, offer: None }
}

/// The practice and who has just come in with this token.
///
/// # Errors
/// [`ErrorCode::NotSignedIn`] if the session has ended in the same moment.
pub(super) async fn entered(app: &App, token: &[u8; 32]) -> Result<CurrentSession, RouteError> {
    let session = app.store.live_session(token, false).await?.ok_or(ErrorCode::NotSignedIn)?;
    let account = app.store.account(&session.account).await?.ok_or(ErrorCode::NotSignedIn)?;
    Ok(current(app, who(account), Some(&session)))
}

/// Makes an attempt to unlock. It is counted before it is looked at, so that many at once are not more than five; what was not
/// compared at all is given back. With the fifth wrong answer the session has ended.
async fn attempt(
    app: &App,
    locked: &Locked,
    look: impl Future<Output = Result<(), RouteError>>,
) -> Result<(), RouteError> {
    let LiveSession { id, account, .. } = locked.live();
    let number = app.store.take_unlock_attempt(id).await?.ok_or(ErrorCode::NotSignedIn)?;
    let Err(refused) = look.await else { return Ok(()) };
    if !matches!(refused.code, ErrorCode::WrongPassword | ErrorCode::PasskeyNotAccepted) {
        app.store.give_unlock_attempt_back(id).await?;
    } else if number >= UNLOCK_ATTEMPTS {
        app.store.end_session(account, id).await?;
        return Err(ErrorCode::NotSignedIn.into());
    }
    Err(refused)
}

/// Unlocks a session whose owner has proved to be back. It goes on with another token.
async fn unlock<E: Endpoint<Reply = CurrentSession>>(app: &App, locked: &Locked) -> Answer<E> {
    let token = app.store.renew_token(locked.live(), true).await?.ok_or(ErrorCode::NotSignedIn)?;
    Ok(Reply::new(entered(app, &token).await?).with(app.cookies.give(Cookie::Session, &token)))
}

/// An account as the person in front of the screen.
#[must_use]
pub(super) fn who(account: Account) -> Who {
    let person = Person {
        first_name: first_name(&account.name).to_owned(),
        account_id: account.id,
        name: account.name,
        role: account.role,
        preferences: account.preferences,
    };
    if account.patient.is_some() { Who::Patient(person) } else { Who::Staff(person) }
}

/// The name to greet with: the first word of the whole name.
#[must_use]
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
