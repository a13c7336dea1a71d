//! People who come back after a while.

use salus_api::auth::cookies::Cookie;
use salus_protocol::security::Device;

use super::{Person, TestApp};

impl TestApp {
    /// The same person, signed in anew: the session of before may be over.
    pub(crate) async fn comes_back(&self, person: &Person) -> Person {
        let account = person.account.as_ref().expect("an account");
        let token = self.app.store.begin_session(account, &Device::default()).await.expect("a session begins");
        let mut person = person.clone();
        person.carry(Cookie::Session, &token);
        person
    }
}
