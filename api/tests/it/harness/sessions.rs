//! People who come back after a while.

use salus_api::auth::cookies::Cookie;

use salus_api::store::sessions::{BeganWith, NewSession, Origin};
use salus_protocol::ids::AccountId;

use super::{Person, TestApp};

/// Nowhere in particular.
static NOWHERE: std::sync::LazyLock<Origin> = std::sync::LazyLock::new(Origin::default);

/// A session of this account, without the ceremony of signing in.
pub(crate) fn fresh(account: &AccountId) -> NewSession<'_> {
    NewSession { account, origin: &NOWHERE, with: BeganWith::RecoveryCode, passkey: None, time_zone: None }
}

impl TestApp {
    /// The same person, signed in anew: the session of before may be over.
    pub(crate) async fn comes_back(&self, person: &Person) -> Person {
        let account = person.account.as_ref().expect("an account");
        let token = self.app.store.begin_session(fresh(account)).await.expect("a session begins");
        let mut person = person.clone();
        person.carry(Cookie::Session, &token);
        person
    }
}
