//! The store: the only SQL of the program.
//!
//! One SQL text serves SQLite and PostgreSQL through sqlx's `Any` driver: `$1` placeholders, columns TEXT, BIGINT and
//! BLOB/BYTEA only, sums cast to BIGINT, times as microseconds since 1970 UTC, ids as UUID text.
//!
//! # Who reaches what
//!
//! A handler that has proved who is there receives [`patient::PatientStore`] (for exactly that patient) or
//! [`staff::StaffStore`] (for the care team); each of their methods writes its line in the access log before it answers, but
//! for those that add to an answer that is noted already. Of a patient, [`Store`] itself tells handlers only what an
//! invitation is proved with ([`Store::on_file`]). The operator's commands hold [`import::ImportStore`] and, for invented
//! people, [`demo::DemoStore`].
//!
//! # Adding a table
//!
//! 1. one statement in each of `migrations/sqlite` and `migrations/postgres`;
//! 2. a file here named after it, with methods on the store of whoever may use it;
//! 3. anything personal sealed with [`crate::crypto`], its place named by table, column and row.

mod access_check;
mod access_lines;
pub mod access_log;
pub mod accounts;
pub mod attempts;
pub mod backup;
mod bindings;
mod carry_keys;
pub mod ceremonies;
pub mod checkpoints;
pub mod codes;
pub mod database;
pub mod demo;
pub mod destroy;
pub mod devices;
pub mod expired;
pub mod feedback;
pub mod identifiers;
pub mod import;
pub mod invitations;
pub mod keys;
mod link;
pub(crate) mod lookers;
pub mod lookup;
pub mod messages;
pub(crate) mod notify;
pub mod outbox;
pub mod passkeys;
pub mod patient;
mod preferences;
pub mod proofs;
pub mod record;
pub mod recovery;
pub mod resets;
pub mod roll;
pub mod rotate;
pub mod sessions;
pub mod staff;
pub mod steps;
mod team;
pub mod totp;
pub mod wrapped_keys;

use std::sync::{Arc, atomic::AtomicBool};

use crate::{
    auth::guard::{PatientSession, StaffSession},
    crypto::{Keyring, KeyringError, Unsealed},
    world::World,
};
use access_log::AccessLog;
use database::Database;
use keys::Keys;
use wrapped_keys::WrappedKeys;

/// Why the store could not do what it was asked. Never carries what was stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or is gone.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database's shape could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The keys are not in order.
    #[error(transparent)]
    Keys(#[from] KeyringError),
    /// A sealed value did not open.
    #[error(transparent)]
    Sealed(#[from] Unsealed),
    /// The patient's key was destroyed: nobody can read this record any more.
    #[error("this patient's key was destroyed, and the record cannot be read any more")]
    Destroyed,
    /// There are data here, and the keys that open them are not.
    #[error(
        "the database holds what was sealed, and its wrapped keys are not here ({0}); restore them from their backup, or say \
         with --key-database where they are"
    )]
    NoWrappedKeys(&'static str),
    /// A file or folder cannot be made.
    #[error("{path} cannot be made: {source}")]
    Folder {
        /// Which one.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A row holds something that the program does not know.
    #[error("unexpected value in {0}")]
    Unexpected(&'static str),
    /// The access log could not be written, so nothing was answered.
    #[error("the access log could not be written")]
    AccessLog,
}

/// The store, cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) keyring: Keyring,
    pub(crate) keys: Keys,
    pub(crate) log: AccessLog,
    pub(crate) world: World,
    /// Whether notices are queued.
    pub(crate) mails: AtomicBool,
}

impl Store {
    /// Opens the store with the wrapped keys in their usual place; see [`Store::open_with_keys`].
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be reached or the keys do not belong to it.
    pub async fn open(database: Database, keyring: Keyring, world: World) -> Result<Self, StoreError> {
        let wrapped = database.keys_beside().await?;
        Self::open_with_keys(database, wrapped, keyring, world).await
    }

    /// Opens the store: brings the tables up to date, makes sure that the keys belong to it, opens the practice's key.
    ///
    /// # Errors
    /// [`StoreError`] if a database cannot be reached or the keys do not belong to it.
    pub async fn open_with_keys(
        database: Database,
        wrapped: Database,
        keyring: Keyring,
        world: World,
    ) -> Result<Self, StoreError> {
        database.migrate().await?;
        let wrapped = WrappedKeys::open(wrapped, &database, &keyring).await?;
        let keys = Keys::open(wrapped, &keyring, &world).await?;
        let log = AccessLog::start(database.clone());
        let mails = AtomicBool::new(false);
        let store = Self { inner: Arc::new(Inner { database, keyring, keys, log, world, mails }) };
        store.check_index().await?;
        store.close_destroyed().await?;
        store.seal_plain_passwords().await?;
        store.bind_rows_of_before().await?;
        store.chain_lines_of_before().await?;
        Ok(store)
    }

    /// What a signed-in patient may do with what is theirs.
    #[must_use]
    pub fn patient(&self, session: &PatientSession) -> patient::PatientStore {
        patient::PatientStore::new(self.clone(), session.clone())
    }

    /// What a signed-in member of the care team may do.
    #[must_use]
    pub fn staff(&self, session: &StaffSession) -> staff::StaffStore {
        staff::StaffStore::new(self.clone(), session.clone())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Database`] if it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(self.inner.database.reader()).await?;
        Ok(())
    }

    /// The database, for the files of this module.
    pub(crate) fn database(&self) -> &Database {
        &self.inner.database
    }

    /// The world, for the files of this module and for the rules above it.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.inner.world
    }

    /// A keyed hash for look-ups; see [`Keyring::index`].
    #[must_use]
    pub fn index(&self, label: &str, value: &[u8]) -> Vec<u8> {
        self.inner.keyring.index(label, value)
    }
}
