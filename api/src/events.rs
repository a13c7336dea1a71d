//! Live events: from whoever changed something to the open pages of whoever may see it.
//!
//! Within one process a broadcast channel carries them; on PostgreSQL, `NOTIFY` carries them to the other processes too.
//! An event names an audience and what to ask for again, never health data.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use salus_protocol::{
    events::Event,
    ids::{AccountId, PatientId, SessionId},
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::store::{Store, database::Kind};

/// How many events a slow page may lag behind before it is told to reload.
const BACKLOG: usize = 256;
/// How many streams one session may have open: one for each page, with room for pages that are only just gone.
const STREAMS: usize = 32;
/// The name of PostgreSQL's channel.
const CHANNEL: &str = "salus_events";

/// Who is to hear an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// The patient, on every open page.
    Patient(PatientId),
    /// Every member of the care team.
    Staff,
    /// Everyone on an account, or only one of its sessions.
    Account(AccountId, Option<SessionId>),
}

/// An event with its audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Who is to hear it.
    pub audience: Audience,
    /// What happened.
    pub event: Event,
}

/// The hub, cheap to clone.
#[derive(Clone)]
pub struct Events {
    local: broadcast::Sender<Announcement>,
    open: Arc<Mutex<HashMap<SessionId, usize>>>,
    store: Store,
}

/// A place for one open stream of a session, free again when this is dropped.
pub struct Place {
    session: SessionId,
    open: Arc<Mutex<HashMap<SessionId, usize>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.session) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.session);
            }
        }
    }
}

impl Events {
    /// Starts the hub, and on PostgreSQL listens for what other processes announce.
    #[must_use]
    pub fn start(store: &Store) -> Self {
        let (local, _) = broadcast::channel(BACKLOG);
        if store.database().kind() == Kind::Postgres {
            tokio::spawn(listen(store.clone(), local.clone()));
        }
        Self { local, open: Arc::default(), store: store.clone() }
    }

    /// Announces an event. A failure is logged and otherwise ignored: what happened is stored, and pages ask again when they
    /// reconnect.
    pub async fn announce(&self, audience: Audience, event: Event) {
        match self.store.database().kind() {
            Kind::Sqlite => {
                // Nobody listens: nobody has the page open.
                let _ = self.local.send(Announcement { audience, event });
            }
            Kind::Postgres => tell_servers(&self.store, audience, event).await,
        }
    }

    /// A place for one more open stream of this session; `None` if it has as many as it may.
    #[must_use]
    pub fn take_place(&self, session: &SessionId) -> Option<Place> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(session.clone()).or_default();
        if *count >= STREAMS {
            return None;
        }
        *count += 1;
        Some(Place { session: session.clone(), open: Arc::clone(&self.open) })
    }

    /// Listens to everything; the stream's handler picks what its person may hear.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Announcement> {
        self.local.subscribe()
    }
}

/// Announces an event to every server on this database, from a process that serves nobody. On SQLite no other process can hear it; there
/// open pages find out at their stream's next look. A failure is logged and otherwise ignored, as for [`Events::announce`].
pub async fn tell_servers(store: &Store, audience: Audience, event: Event) {
    if store.database().kind() == Kind::Postgres {
        let text = serde_json::to_string(&Announcement { audience, event }).unwrap_or_default();
        if let Err(cause) = store.notify(CHANNEL, &text).await {
            tracing::warn!(%cause, "an event could not be announced");
        }
    }
}

/// Hands on what PostgreSQL announces, from this process and from others, and reconnects for as long as it takes.
async fn listen(store: Store, local: broadcast::Sender<Announcement>) {
    loop {
        let lost = match store.listener(CHANNEL).await {
            Ok(mut listener) => loop {
                match listener.recv().await {
                    Ok(notification) => {
                        if let Ok(announcement) = serde_json::from_str(notification.payload()) {
                            let _ = local.send(announcement);
                        }
                    }
                    Err(cause) => break cause.to_string(),
                }
            },
            Err(cause) => cause.to_string(),
        };
        tracing::warn!(cause = lost, "live events from the database stopped; trying again");
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    }
}
