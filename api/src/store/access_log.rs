//! The access log: who looked at what, written before anything is answered.
//!
//! A write to a patient's data writes its line in its own transaction ([`insert`]). A read hands its line to one task that
//! gathers the lines of all requests of the moment into one transaction ([`AccessLog::append`]) and answers each once that
//! transaction is durable: as safe as a transaction each, at a fraction of the disk syncs ("group commit"). If the line
//! cannot be written, nothing is answered.

use salus_protocol::{
    ids::{AccountId, PatientId},
    security::AccessAction,
    time::Timestamp,
};
use sqlx::{Any, Transaction};
use tokio::sync::{mpsc, oneshot};

use super::{StoreError, database::Database};
use crate::world::World;

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
    /// The word that stands in the row.
    fn kind(&self) -> &'static str {
        match self {
            Self::Patient(_) => "patient",
            Self::Staff(_) => "staff",
            Self::Practice => "practice",
        }
    }

    /// The account, where there is one.
    fn account(&self) -> Option<&str> {
        match self {
            Self::Patient(account) | Self::Staff(account) => Some(account.as_str()),
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

struct Entry {
    line: Line,
    at: Timestamp,
    done: oneshot::Sender<bool>,
}

/// The door to the task that writes the lines of reads.
#[derive(Clone)]
pub(crate) struct AccessLog {
    entries: mpsc::Sender<Entry>,
    world: World,
}

impl AccessLog {
    /// Starts the task. It ends when the last store is dropped.
    pub(super) fn start(database: Database, world: World) -> Self {
        let (entries, inbox) = mpsc::channel(4 * BATCH);
        tokio::spawn(write_batches(database, world.clone(), inbox));
        Self { entries, world }
    }

    /// Writes a line and returns once it is durable.
    ///
    /// # Errors
    /// [`StoreError::AccessLog`] if it could not be written.
    pub(crate) async fn append(&self, line: Line) -> Result<(), StoreError> {
        let (done, written) = oneshot::channel();
        let entry = Entry { line, at: self.world.now(), done };
        self.entries.send(entry).await.map_err(|_| StoreError::AccessLog)?;
        match written.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(StoreError::AccessLog),
        }
    }
}

/// Writes a line inside a transaction that changes the patient's data.
///
/// # Errors
/// [`StoreError::Database`] if the row was refused.
pub(crate) async fn insert(
    transaction: &mut Transaction<'static, Any>,
    world: &World,
    line: &Line,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO access_log (id, patient_id, at, actor_kind, actor_id, action) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(world.id())
    .bind(line.patient.as_str())
    .bind(at.0)
    .bind(line.actor.kind())
    .bind(line.actor.account())
    .bind(line.action.as_str())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

async fn write_batches(database: Database, world: World, mut inbox: mpsc::Receiver<Entry>) {
    let mut batch = Vec::with_capacity(BATCH);
    while inbox.recv_many(&mut batch, BATCH).await > 0 {
        let written = write_batch(&database, &world, &batch).await;
        if let Err(cause) = &written {
            tracing::error!(%cause, lines = batch.len(), "the access log could not be written");
        }
        for entry in batch.drain(..) {
            // Nobody waits any more if the request was given up; its line stands all the same.
            let _ = entry.done.send(written.is_ok());
        }
    }
}

async fn write_batch(database: &Database, world: &World, batch: &[Entry]) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    for entry in batch {
        insert(&mut transaction, world, &entry.line, entry.at).await?;
    }
    transaction.commit().await?;
    Ok(())
}
