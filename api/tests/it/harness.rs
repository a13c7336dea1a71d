//! The harness: an app, and people who call it.
//!
//! ```ignore
//! let app = TestApp::start().await;
//! let (alice, bruno) = (app.patient("alice").await, app.patient("bruno").await);
//! alice.call(GetHome {}, Nothing {}).await.ok();
//! bruno.call(GetThread { thread_id }, Nothing {}).await.refused(ErrorCode::NotFound);
//! ```

pub(crate) mod authenticator;
pub(crate) mod database;
pub(crate) mod entering;
pub(crate) mod mail;
pub(crate) mod person;
mod proving;
mod record;
mod recovering;
mod sessions;
mod sql;
pub(crate) mod world;

use std::sync::Arc;

use axum::Router;
use salus_api::{
    app::App,
    auth::{Auth, cookies::Cookie, passwords::Cost},
    crypto::Keyring,
    events::Events,
    routes,
    store::{
        Store,
        accounts::{AccountKind, NewAccount},
    },
    world::World,
};
use salus_protocol::{
    Sample,
    ids::{AccountId, PatientId},
    session::Practice,
    words::{EmailAddress, PersonName},
};
use url::Url;
use zeroize::Zeroizing;

pub(crate) use person::Person;
use world::{SeededRandom, TestClock};

/// Where the test portal is reached.
pub(crate) const ORIGIN: &str = "http://localhost:8080";

/// The roots of a test server; usually the first of master keys.
pub(crate) fn keyring(master: u8) -> Keyring {
    Keyring::from_bytes(&Zeroizing::new([master; 32]), Zeroizing::new([2; 32]))
}

/// A whole server over a fresh database.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) clock: Arc<TestClock>,
    router: Router,
    _database: database::Fresh,
}

impl TestApp {
    /// Starts it.
    pub(crate) async fn start() -> Self {
        Self::start_as(Practice::sample(), keyring(1)).await
    }

    /// Starts it with these roots.
    pub(crate) async fn start_with(keyring: Keyring) -> Self {
        Self::start_as(Practice::sample(), keyring).await
    }

    /// Starts one that sends no mail.
    pub(crate) async fn start_without_mail() -> Self {
        Self::start_as(Practice { mail: false, ..Practice::sample() }, keyring(1)).await
    }

    async fn start_as(practice: Practice, keyring: Keyring) -> Self {
        let fresh = database::Fresh::make().await;
        let clock = Arc::new(TestClock::default());
        let random = Arc::new(SeededRandom::default());
        let world = World::new(Arc::<TestClock>::clone(&clock), random);
        let store = Store::open(fresh.connect().await, keyring, world).await.expect("the store opens");
        let events = Events::start(&store);
        let origin = Url::parse(ORIGIN).expect("a URL");
        let auth = Auth::new(&store, &origin, &practice.name, Cost::LEAST).expect("localhost");
        let app = App { auth, ..App::new(store, practice, origin, events).expect("localhost") };
        Self { router: routes::router(app.clone()), app, clock, _database: fresh }
    }

    /// Another process's store over the same databases, with these roots; the sentence of its failure if it does not open.
    pub(crate) async fn another_store(&self, keyring: Keyring) -> Result<Store, String> {
        let world = self.app.store.world().clone();
        Store::open(self._database.connect().await, keyring, world).await.map_err(|error| error.to_string())
    }

    /// Somebody who is not signed in.
    pub(crate) fn guest(&self) -> Person {
        Person::new(self.router.clone(), self.app.cookies)
    }

    /// A patient with an empty record who is signed in. The same name is the same patient only within one call.
    pub(crate) async fn patient(&self, name: &str) -> Person {
        let mut import = self.app.store.import().await.expect("the store imports");
        let patient = import.patient(&format!("Patient/{name}")).await.expect("a patient is made");
        import.commit().await.expect("the patient is kept");
        self.signed_in(name, AccountKind::Patient(patient)).await
    }

    /// A member of the care team who is signed in.
    pub(crate) async fn staff(&self, name: &str) -> Person {
        self.signed_in(name, AccountKind::Staff { role: PersonName::parse("Nurse").expect("a role") }).await
    }

    /// A member of the care team with this name and role who is signed in, at `<address>@example.org`.
    pub(crate) async fn staff_called(&self, address: &str, name: &str, role: PersonName) -> Person {
        let new = NewAccount {
            kind: AccountKind::Staff { role: role.clone() },
            email: EmailAddress::parse(&format!("{address}@example.org")).expect("an address"),
            name: PersonName::parse(name).expect("a name"),
        };
        let made = self.app.store.make_account(&new).await.expect("the store answers");
        let account = made.expect("the address is free");
        let token = self.app.store.begin_session(sessions::fresh(&account)).await.expect("a session begins");
        let mut person = self.guest();
        person.carry(Cookie::Session, &token);
        person.account = Some(account);
        person
    }

    /// An active account, and a session in it, without the ceremony of signing in.
    async fn signed_in(&self, name: &str, kind: AccountKind) -> Person {
        let account = self.account(name, kind.clone()).await;
        let token = self.app.store.begin_session(sessions::fresh(&account)).await.expect("a session begins");
        let mut person = self.guest();
        person.carry(Cookie::Session, &token);
        person.account = Some(account);
        person.patient = match kind {
            AccountKind::Patient(patient) => Some(patient),
            AccountKind::Staff { .. } => None,
        };
        person
    }

    /// An account at `<name>@example.org`.
    pub(crate) async fn account(&self, name: &str, kind: AccountKind) -> AccountId {
        let new = NewAccount {
            kind,
            email: EmailAddress::parse(&format!("{name}@example.org")).expect("an address"),
            name: PersonName::parse(name).expect("a name"),
        };
        self.app.store.make_account(&new).await.expect("the store answers").expect("the address is free")
    }

    /// A patient without an account.
    pub(crate) async fn patient_only(&self, name: &str) -> PatientId {
        let mut import = self.app.store.import().await.expect("the store imports");
        let patient = import.patient(&format!("Patient/{name}")).await.expect("a patient is made");
        import.commit().await.expect("the patient is kept");
        patient
    }
}
