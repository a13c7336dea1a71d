//! Checkpoints of the access log: every few minutes the ends of the chains that grew, as a signed tree, in a file outside of the
//! database. Where a chain ends no hash can tell; what was written down elsewhere can.
//!
//! [`write`] makes one: first the file ([`folder`]), then the rows. After a crash between the two the file has one more than the
//! database, which takes it over the next time. [`check`] holds the files against the database.

pub mod check;
pub mod folder;

use std::time::Duration;

use salus_protocol::log_chain::{
    Checkpoint, Digest, Head, SignedCheckpoint,
    merkle::{Tree, leaf_hash},
};
use serde::{Deserialize, Serialize};

use crate::{
    crypto::signing::is_signed,
    domain::log_finding::Flaw,
    store::{Store, StoreError},
    world::day_of,
};
use folder::Folder;

/// How often one is written, if there is something to write.
pub const EVERY: Duration = Duration::from_secs(5 * 60);

/// What stands in a line of the file: the checkpoint and the heads that are its leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The checkpoint with its signature.
    #[serde(flatten)]
    pub signed: SignedCheckpoint,
    /// The leaves of its tree, in order.
    pub heads: Vec<Head>,
}

/// Why a checkpoint could not be written.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The folder cannot be used.
    #[error("the checkpoint folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The task that writes the file has ended.
    #[error("the checkpoint could not be written to its end")]
    Cut,
}

impl Entry {
    /// What is wrong with it by itself, given the keys that sign here.
    #[must_use]
    pub fn flaw(&self, keys: &[Digest]) -> Option<Flaw> {
        let Checkpoint { size, root, .. } = self.signed.checkpoint;
        if !keys.contains(&self.signed.key) {
            Some(Flaw::Key)
        } else if !is_signed(&self.signed) {
            Some(Flaw::Signature)
        } else if size != self.heads.len() as u64 || root != root_of(&self.heads) {
            Some(Flaw::Root)
        } else {
            None
        }
    }
}

fn root_of(heads: &[Head]) -> Digest {
    Tree::new(heads.iter().map(|head| leaf_hash(&head.canonical())).collect()).root()
}

/// Writes a checkpoint of everything that has grown. `None` if nothing has, or another server is at it.
///
/// # Errors
/// [`CheckpointError`] if it could not be written; then the next one has everything in it.
pub async fn write(store: &Store, folder: &Folder) -> Result<Option<SignedCheckpoint>, CheckpointError> {
    let Some(turn) = store.take_turn().await? else {
        tracing::info!("another server has the turn to write a checkpoint");
        return Ok(None);
    };
    let written = write_in_turn(store, folder).await;
    store.leave_turn(turn).await?;
    written
}

async fn write_in_turn(store: &Store, folder: &Folder) -> Result<Option<SignedCheckpoint>, CheckpointError> {
    let key = store.checkpoint_key();
    let mut last = store.last_checkpoint().await?.map(|signed| signed.checkpoint);
    let number = last.as_ref().map_or(0, |last| last.number);
    // Left there by a server that came no further.
    let left = on_disk(folder, Folder::last).await?.filter(|left| left.flaw(&[key.public()]).is_none());
    if let Some(left) = left.filter(|left| left.signed.checkpoint.number > number) {
        let Checkpoint { number: newest, previous, .. } = left.signed.checkpoint;
        if newest == number + 1 && previous == last.as_ref().map(Checkpoint::hash).unwrap_or_default() {
            store.keep_checkpoint(&left).await?;
            tracing::warn!(number = newest, "a checkpoint was taken over from its file");
        } else {
            // The database is an older one than the files know, put back from a backup for example. What it does not know of is for
            // `salus verify-log` to tell; numbers go on after the files, and its chains are sealed as they are now.
            tracing::error!(alert = "checkpoints", number, newest, "the checkpoint files know more than the database");
        }
        last = Some(left.signed.checkpoint);
    }
    let heads = store.grown_heads().await?;
    if heads.is_empty() {
        return Ok(None);
    }
    let at = store.world().now();
    let checkpoint = Checkpoint {
        number: last.as_ref().map_or(0, |last| last.number) + 1,
        at,
        size: heads.len() as u64,
        root: root_of(&heads),
        previous: last.as_ref().map(Checkpoint::hash).unwrap_or_default(),
    };
    let entry = Entry { signed: key.sign(checkpoint), heads };
    let kept = entry.clone();
    on_disk(folder, move |folder| folder.append(&kept, &day_of(at))).await?;
    let Checkpoint { number, size, root, .. } = entry.signed.checkpoint;
    // Once more outside of the database, for whoever keeps the program's log elsewhere.
    tracing::info!(number, logs = size, %root, "checkpoint of the access log");
    store.keep_checkpoint(&entry).await?;
    Ok(Some(entry.signed))
}

/// Reads or writes files where waiting for a disk holds nobody up.
async fn on_disk<T: Send + 'static>(
    folder: &Folder,
    work: impl FnOnce(&Folder) -> std::io::Result<T> + Send + 'static,
) -> Result<T, CheckpointError> {
    let folder = folder.clone();
    Ok(tokio::task::spawn_blocking(move || work(&folder)).await.map_err(|_| CheckpointError::Cut)??)
}

/// Writes one now and again, until told to stop.
pub async fn keep_writing(store: Store, folder: Folder, stop: impl Future<Output = ()>) {
    let mut every = tokio::time::interval(EVERY);
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = every.tick() => {}
        }
        write_or_warn(&store, &folder).await;
    }
}

/// Writes one, and says so where it cannot be written.
pub async fn write_or_warn(store: &Store, folder: &Folder) {
    if let Err(cause) = write(store, folder).await {
        tracing::error!(%cause, "no checkpoint of the access log could be written; trying again later");
    }
}
