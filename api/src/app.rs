//! The program as one value: what every handler can reach.

use std::sync::Arc;

use salus_protocol::session::Practice;
use url::Url;

use crate::{
    auth::{Auth, cookies::Cookies, passwords::Cost},
    events::Events,
    routes::reports::Reports,
    running::Running,
    store::Store,
};

/// Everything that handlers need, cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Store,
    /// Who this portal belongs to.
    pub practice: Arc<Practice>,
    /// Where the portal is reached, for example `https://portal.example.org`.
    pub origin: Arc<Url>,
    /// How cookies are written here.
    pub cookies: Cookies,
    /// What proves who is there.
    pub auth: Auth,
    /// Live events.
    pub events: Events,
    /// What of the protection is switched on.
    pub running: Running,
    /// What browsers have reported.
    pub reports: Reports,
    /// How many proxies before this server tell the client's address.
    pub trusted_proxies: usize,
}

/// An origin that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the origin must be https:// with a host name, or http://localhost for trying it out")]
pub struct UnsafeOrigin;

impl App {
    /// Puts the program together.
    ///
    /// # Errors
    /// [`UnsafeOrigin`] if the portal would be reached over plain http anywhere but on localhost, or by an address in
    /// numbers, which no passkey can belong to.
    pub fn new(store: Store, practice: Practice, origin: Url, events: Events) -> Result<Self, UnsafeOrigin> {
        let secure = match (origin.scheme(), origin.host_str()) {
            ("https", Some(_)) => true,
            ("http", Some("localhost")) => false,
            _ => return Err(UnsafeOrigin),
        };
        if practice.mail {
            store.begin_to_mail();
        }
        let auth = Auth::new(&store, &origin, &practice.name, Cost::STRONG).map_err(|_| UnsafeOrigin)?;
        Ok(Self {
            auth,
            store,
            practice: Arc::new(practice),
            origin: Arc::new(origin),
            cookies: Cookies { secure },
            events,
            running: Running::least(),
            reports: Reports::default(),
            trusted_proxies: 0,
        })
    }
}
