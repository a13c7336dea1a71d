//! The one door to the network: [`Client::call`] for operations, [`Remote`] for what a page shows, [`events`] for what the
//! server tells by itself.

pub mod events;
pub mod remote;
pub mod texts;

use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use leptos::prelude::*;
use salus_protocol::{
    ApiError, Endpoint, ErrorCode, Method,
    ids::AccountId,
    session::{CurrentSession, GetSession, KeepSession, Who},
};

use crate::browser::{activity, clock};

pub use remote::{Remote, RemoteState};

/// After this time without an answer the network counts as gone.
const PATIENCE_MILLISECONDS: u32 = 20_000;

/// Why there is no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientError {
    /// The server cannot be reached: no network, or no answer in time. The request may have arrived all the same.
    Offline,
    /// The server refused, with its reason.
    Refused(Box<ApiError>),
    /// There was an answer, but not one that this version of the portal can read.
    Unreadable,
}

impl ClientError {
    /// The code of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused(error) => Some(error.code),
            Self::Offline | Self::Unreadable => None,
        }
    }
}

/// The door; lives in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Client {
    ended: RwSignal<u32>,
    locked: RwSignal<u32>,
    /// When the session was last used as far as this window knows, by this device's clock.
    used_at: StoredValue<f64>,
    /// Who is signed in.
    account: StoredValue<Option<AccountId>>,
}

impl Client {
    /// Makes the door of an app.
    #[must_use]
    pub fn new() -> Self {
        Self {
            ended: RwSignal::new(0),
            locked: RwSignal::new(0),
            used_at: StoredValue::new(clock::milliseconds()),
            account: StoredValue::new(None),
        }
    }

    /// How many times the server has said that nobody is signed in. The session listens.
    #[must_use]
    pub fn sessions_ended(self) -> ReadSignal<u32> {
        self.ended.read_only()
    }

    /// How many times the server has said that the session has locked itself. The session listens.
    #[must_use]
    pub fn sessions_locked(self) -> ReadSignal<u32> {
        self.locked.read_only()
    }

    /// Notes that the session has locked itself.
    pub fn session_locked(self) {
        self.locked.try_update(|count| *count += 1);
    }

    /// Notes that the session has ended.
    pub fn session_ended(self) {
        self.ended.try_update(|count| *count += 1);
    }

    /// Notes who is signed in; `None` once nobody is.
    pub fn belong_to(self, account: Option<AccountId>) {
        self.account.set_value(account);
    }

    /// Whole seconds since the session was last used, as far as this window knows.
    #[must_use]
    pub fn seconds_since_use(self) -> u32 {
        clock::seconds_since(self.used_at.get_value())
    }

    /// Notes that the session was last used so many seconds ago, as the server tells: by another window, or before this one.
    pub fn used_before(self, seconds: u32) {
        self.used_at.set_value(clock::milliseconds() - f64::from(seconds) * 1000.0);
    }

    /// Calls an operation of the API.
    ///
    /// # Errors
    /// [`ClientError`]. When the server says that nobody is signed in, the session ends as well; what was typed stays.
    pub async fn call<E: Endpoint>(self, endpoint: &E, body: &E::Body) -> Result<E::Reply, ClientError> {
        let body = match E::METHOD {
            Method::Get => None,
            _ => Some(serde_json::to_string(body).map_err(|_| ClientError::Unreadable)?),
        };
        let asked = Asked { method: E::METHOD, path: endpoint.path(), body, name: E::NAME };
        let answer = Box::pin(self.ask(asked)).await?;
        serde_json::from_str(&answer).map_err(|_| ClientError::Unreadable)
    }

    /// A call, as text. Not generic, so that it exists once in the program.
    async fn ask(self, asked: Asked) -> Result<String, ClientError> {
        let active = activity::is_recent() || asked.name == KeepSession::NAME;
        // Asking who is here is no use of the session, and its answer is the one that counts.
        let looks = asked.name == GetSession::NAME;
        let mut answer = exchange(&asked, active).await;
        // A proof in another window gives the session another token: what was under way with the one before is asked once more.
        if !looks && code(&answer) == Some(ErrorCode::NotSignedIn) && self.is_known().await {
            answer = exchange(&asked, active).await;
        }
        match code(&answer) {
            Some(ErrorCode::NotSignedIn) => self.session_ended(),
            Some(ErrorCode::Locked) => self.session_locked(),
            _ => {}
        }
        // What a page does by itself is no use of the session either.
        if answer.is_ok() && active && !looks {
            self.used_at.try_set_value(clock::milliseconds());
        }
        answer
    }

    /// Whether the server still knows the person who is signed in here, and not somebody else.
    async fn is_known(self) -> bool {
        let Some(Some(account)) = self.account.try_get_value() else { return false };
        let who = Asked { method: GetSession::METHOD, path: GetSession {}.path(), body: None, name: GetSession::NAME };
        let answer = exchange(&who, false).await;
        let current = answer.ok().and_then(|text| serde_json::from_str::<CurrentSession>(&text).ok());
        match current.map(|current| current.who) {
            Some(Who::Patient(person) | Who::Staff(person)) => person.account_id == account,
            _ => false,
        }
    }
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

/// The door of this app.
#[must_use]
pub fn use_client() -> Client {
    expect_context::<Client>()
}

/// A file that lies beside the portal. One with another hash than this is refused by the browser.
#[cfg(feature = "split")]
async fn fetch_text(path: &str, integrity: &str) -> Result<String, ClientError> {
    let request = RequestBuilder::new(path).abort_signal(clock::deadline(PATIENCE_MILLISECONDS).as_ref());
    let request = request.integrity(integrity).build().map_err(|_| ClientError::Unreadable)?;
    let response = request.send().await.map_err(|_| ClientError::Offline)?;
    if !response.ok() {
        return Err(ClientError::Unreadable);
    }
    response.text().await.map_err(|_| ClientError::Offline)
}

/// A call of an operation, ready to be sent.
struct Asked {
    method: Method,
    path: String,
    body: Option<String>,
    /// Of the operation.
    name: &'static str,
}

fn code(answer: &Result<String, ClientError>) -> Option<ErrorCode> {
    answer.as_ref().err().and_then(ClientError::code)
}

/// One request and its answer, as text.
async fn exchange(asked: &Asked, active: bool) -> Result<String, ClientError> {
    let request = RequestBuilder::new(&asked.path)
        .method(match asked.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Delete => HttpMethod::DELETE,
        })
        .header("Accept", "application/json")
        // Tells the server that the portal itself asks, which a form on a foreign page cannot, and whether a person is at work.
        .header("X-Salus", if active { "active" } else { "idle" })
        .abort_signal(clock::deadline(PATIENCE_MILLISECONDS).as_ref());
    let request = match asked.body.clone() {
        None => request.build(),
        Some(body) => request.header("Content-Type", "application/json").body(body),
    };
    let response = request.map_err(|_| ClientError::Unreadable)?.send().await.map_err(|_| ClientError::Offline)?;
    // The line can break in the middle of an answer, too.
    let text = response.text().await.map_err(|_| ClientError::Offline)?;
    if response.ok() {
        return Ok(text);
    }
    match serde_json::from_str::<ApiError>(&text) {
        Ok(error) => Err(ClientError::Refused(Box::new(error))),
        // A proxy in front of the server says in its own words that it is not there.
        Err(_) if matches!(response.status(), 502..=504) => Err(ClientError::Offline),
        Err(_) => Err(ClientError::Unreadable),
    }
}
