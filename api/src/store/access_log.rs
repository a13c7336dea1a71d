//! The access log: who looked at what, written before anything is answered.
//!
//! A write to a patient's data writes its line in its own transaction ([`insert`]). A read hands its line to one task that
//! gathers the lines of all requests of the moment into one transaction ([`Store::note`]) and answers each once that
//! transaction is durable: as safe as a transaction each, at a fraction of the disk syncs ("group commit"). If the line
//! cannot be written, nothing is answered.
//!
//! Each patient's lines are a chain ([`chain`]); what stands in a row is read by [`rows`]; [`before`] takes over the lines that
//! were written when there was no chain.

mod before;
mod chain;
pub(super) mod rows;

use salus_protocol::{
    ids::{AccessId, AccountId, PatientId},
    security::{AccessAction, AccessReason, ActorKind},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use sqlx::{Any, Transaction};
use tokio::sync::{mpsc, oneshot};

use super::{Store, StoreError, database::Database};
use crate::{crypto::Place, domain::access::reason};

/// How many lines one transaction takes at most.
const BATCH: usize = 512;

/// Who acts, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The patient, through their account.
    Patient(AccountId),
    /// A member of the care team.
    Staff(AccountId),
    /// The practice's own system, such as the importer.
    Practice,
}

impl Actor {
    /// What kind of actor.
    const fn kind(&self) -> ActorKind {
        match self {
            Self::Patient(_) => ActorKind::You,
            Self::Staff(_) => ActorKind::Staff,
            Self::Practice => ActorKind::Practice,
        }
    }

    /// The account, where there is one.
    const fn account(&self) -> Option<&AccountId> {
        match self {
            Self::Patient(account) | Self::Staff(account) => Some(account),
            Self::Practice => None,
        }
    }
}

/// One line to be written.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whose data.
    pub patient: PatientId,
    /// Who acts.
    pub actor: Actor,
    /// What is done.
    pub action: AccessAction,
}

/// A member of the care team as the patient is told of them: sealed with the patient's key, so that what was true then can be
/// read later, whatever becomes of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Detail {
    pub(super) name: String,
    pub(super) role: String,
}

/// A line with everything but its place in the chain.
#[derive(Clone, Debug)]
struct Ready {
    id: AccessId,
    patient: PatientId,
    at: Timestamp,
    actor: Actor,
    action: AccessAction,
    reason: AccessReason,
    detail_ct: Option<Vec<u8>>,
}

impl Ready {
    /// A line without a name in it.
    fn plain(id: AccessId, line: Line, at: Timestamp) -> Self {
        let Line { patient, actor, action } = line;
        let reason = reason(actor.kind(), action);
        Self { id, patient, at, actor, action, reason, detail_ct: None }
    }
}

struct Entry {
    line: Ready,
    done: oneshot::Sender<bool>,
}

/// The door to the task that writes the lines of reads.
#[derive(Clone)]
pub(crate) struct AccessLog {
    entries: mpsc::Sender<Entry>,
}

impl AccessLog {
    /// Starts the task. It ends when the last store is dropped.
    pub(super) fn start(database: Database) -> Self {
        let (entries, inbox) = mpsc::channel(4 * BATCH);
        tokio::spawn(write_batches(database, inbox));
        Self { entries }
    }

    /// Writes a line and returns once it is durable.
    async fn append(&self, line: Ready) -> Result<(), StoreError> {
        let (done, written) = oneshot::channel();
        self.entries.send(Entry { line, done }).await.map_err(|_| StoreError::AccessLog)?;
        match written.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(StoreError::AccessLog),
        }
    }
}

impl Store {
    /// Notes a read, and returns once the note is durable.
    ///
    /// # Errors
    /// [`StoreError::AccessLog`] if it could not be written.
    pub(crate) async fn note(&self, line: Line) -> Result<(), StoreError> {
        let line = self.line_of(line, self.world().now()).await?;
        self.inner.log.append(line).await
    }

    /// Names a line, and says in it who it was.
    async fn line_of(&self, line: Line, at: Timestamp) -> Result<Ready, StoreError> {
        let id = AccessId::parse(&self.world().id()).map_err(|_| StoreError::Unexpected("access_log.id"))?;
        let line = Ready::plain(id, line, at);
        // A patient is told "you", and the practice's system has no name.
        let Actor::Staff(account) = &line.actor else { return Ok(line) };
        let detail = self.staff_detail(account).await?;
        let text = serde_json::to_vec(&detail).map_err(|_| StoreError::Unexpected("access_log.detail_ct"))?;
        let key = self.key_of(&line.patient).await?;
        let sealed = key.seal(self.world(), detail_place(&line.id, &line.patient), &text)?;
        Ok(Ready { detail_ct: Some(sealed), ..line })
    }

    /// A member of the care team by name and role, as they are now.
    pub(super) async fn staff_detail(&self, account: &AccountId) -> Result<Detail, StoreError> {
        let row: Option<(Vec<u8>, Option<Vec<u8>>)> =
            sqlx::query_as("SELECT name_ct, role_ct FROM accounts WHERE id = $1")
                .bind(account.as_str())
                .fetch_optional(self.database().reader())
                .await?;
        let (name, role) = row.ok_or(StoreError::Unexpected("access_log.actor_id"))?;
        let open = |column, sealed: &[u8]| self.open_text_for_practice("accounts", column, account.as_str(), sealed);
        let role = role.map(|role| open("role_ct", &role)).transpose()?.unwrap_or_default();
        Ok(Detail { name: open("name_ct", &name)?, role })
    }
}

/// Writes a line inside a transaction that changes the patient's data. It is the last that the transaction does: until its end
/// everybody else who has something to write in this patient's log waits.
///
/// # Errors
/// [`StoreError`] if the row was refused.
pub(crate) async fn insert(
    transaction: &mut Transaction<'static, Any>,
    store: &Store,
    line: Line,
    at: Timestamp,
) -> Result<(), StoreError> {
    insert_all(transaction, store, vec![(line, at)]).await
}

/// The same for lines of any number of patients.
///
/// # Errors
/// [`StoreError`] if a row was refused.
pub(crate) async fn insert_all(
    transaction: &mut Transaction<'static, Any>,
    store: &Store,
    lines: Vec<(Line, Timestamp)>,
) -> Result<(), StoreError> {
    let mut ready = Vec::with_capacity(lines.len());
    for (line, at) in lines {
        ready.push(store.line_of(line, at).await?);
    }
    chain::write(transaction, ready.iter().collect()).await
}

async fn write_batches(database: Database, mut inbox: mpsc::Receiver<Entry>) {
    let mut batch = Vec::with_capacity(BATCH);
    while inbox.recv_many(&mut batch, BATCH).await > 0 {
        // Nobody waits any more if the request was given up; its line stands all the same.
        let answer = |entry: Entry, written: bool| {
            let _ = entry.done.send(written);
        };
        let Err(cause) = write_batch(&database, batch.iter()).await else {
            batch.drain(..).for_each(|entry| answer(entry, true));
            continue;
        };
        tracing::error!(%cause, lines = batch.len(), "lines of the access log could not be written together");
        // A chain that is broken refuses its own lines, and nobody else's: each patient by themselves.
        batch.sort_by(|one, other| one.line.patient.cmp(&other.line.patient));
        while let Some(patient) = batch.last().map(|entry| entry.line.patient.clone()) {
            let from = batch.partition_point(|entry| entry.line.patient < patient);
            let written = write_batch(&database, batch[from..].iter()).await;
            if let Err(cause) = &written {
                tracing::error!(%cause, patient = patient.as_str(), "the access log of a patient could not be written");
            }
            batch.drain(from..).for_each(|entry| answer(entry, written.is_ok()));
        }
    }
}

async fn write_batch(database: &Database, batch: impl Iterator<Item = &Entry>) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    chain::write(&mut transaction, batch.map(|entry| &entry.line).collect()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Where the name and role in a line live.
pub(super) fn detail_place<'a>(line: &'a AccessId, patient: &'a PatientId) -> Place<'a> {
    Place { table: "access_log", column: "detail_ct", row: line.as_str(), owner: patient.as_str() }
}
