//! Who is here, and leaving.

mod get_session;
mod keep_session;
mod sign_out;

use axum::Router;
use salus_protocol::session::{CurrentSession, GetSession, KeepSession, Person, SignOut, Who};

use super::Mount;
use crate::{app::App, store::accounts::Account};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<GetSession, _, _>(get_session::handle)
        .endpoint::<KeepSession, _, _>(keep_session::handle)
        .endpoint::<SignOut, _, _>(sign_out::handle)
}

/// The practice and whoever is here.
#[must_use]
pub(super) fn current(app: &App, who: Who) -> CurrentSession {
    CurrentSession { practice: (*app.practice).clone(), who, now: app.store.world().now(), limits: None, offer: None }
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
