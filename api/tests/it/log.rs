//! The access log as a chain: how it is written, what is kept outside of the database, and what a check finds.

mod checkpoints;
mod pages;
mod tampering;
mod writing;

use std::path::Path;

use salus_api::{
    checkpoints::folder::Folder,
    cli::verify_log::{self, VerifyLogArgs},
    crypto::Keyring,
    store::{Store, database::Kind},
};
use salus_protocol::{
    ids::PatientId,
    log_chain::{ChainCheck, ChainLine, ChainQuery, GetLogChain},
    security::{AccessQuery, SearchAccess},
};
use zeroize::Zeroizing;

use crate::harness::{Person, TestApp};

/// A server with a folder for checkpoints.
pub(super) struct Logged {
    pub(super) app: TestApp,
    pub(super) place: tempfile::TempDir,
}

impl Logged {
    pub(super) async fn start() -> Self {
        Self { app: TestApp::start().await, place: tempfile::tempdir().unwrap() }
    }

    pub(super) fn folder(&self) -> Folder {
        Folder::open(self.place.path()).unwrap()
    }

    /// Writes a checkpoint; its number, if there was anything to write.
    pub(super) async fn checkpoint(&self) -> Option<u64> {
        let written = salus_api::checkpoints::write(&self.app.app.store, &self.folder()).await.unwrap();
        written.map(|signed| signed.checkpoint.number)
    }

    /// Runs `salus verify-log`: what it prints, or what it found and the sentence of its failure.
    pub(super) async fn verified(&self) -> Result<String, String> {
        self.verified_in(&[self.place.path()], &[]).await
    }

    pub(super) async fn verified_in(&self, folders: &[&Path], keys: &[String]) -> Result<String, String> {
        let checkpoints = folders.iter().map(|folder| folder.to_path_buf()).collect();
        let args = VerifyLogArgs { checkpoints, public_key: keys.to_vec() };
        let mut out = Vec::new();
        let result = verify_log::run(args, &self.app.app.store, self.place.path(), &mut out).await;
        let printed = String::from_utf8(out).unwrap();
        match result {
            Ok(()) => Ok(printed),
            Err(error) => Err(format!("{printed}{error:#}")),
        }
    }

    /// Asserts that the check finds exactly these.
    #[track_caller]
    pub(super) fn found(verified: Result<String, String>, findings: &[&str]) {
        let printed = verified.expect_err("nothing was found");
        for finding in findings {
            assert!(printed.contains(finding), "{finding} is not in\n{printed}");
        }
        let count = match findings.len() {
            1 => "1 finding;".to_owned(),
            many => format!("{many} findings;"),
        };
        assert!(printed.contains(&count), "{printed}");
    }

    /// A patient whose log has so many lines, the first by the practice's system.
    pub(super) async fn patient(&self, name: &str, lines: u64) -> Person {
        let mut person = self.app.patient(name).await;
        for _ in 1..lines {
            person.call(SearchAccess {}, AccessQuery::default()).await.ok();
        }
        person
    }

    /// A second server over the same database.
    pub(super) async fn another_server(&self) -> Store {
        let keyring = Keyring::from_bytes(&Zeroizing::new([1; 32]), Zeroizing::new([2; 32]));
        let world = self.app.app.store.world().clone();
        Store::open(self.app.database().connect().await, keyring, world).await.unwrap()
    }

    /// The database as somebody sees it who controls it, and has taken away what refuses changes.
    pub(super) async fn unguarded(&self) -> sqlx::AnyPool {
        let sql = self.app.sql().await;
        let statements: &[&str] = match self.app.database().connect().await.kind() {
            Kind::Sqlite => &[
                "DROP TRIGGER access_log_keeps_lines",
                "DROP TRIGGER access_log_stays_as_written",
                "DROP TRIGGER access_checkpoints_stay",
                "DROP TRIGGER access_checkpoints_stay_as_written",
                "DROP TRIGGER access_checkpoints_replace_nothing",
            ],
            Kind::Postgres => &[
                "DROP TRIGGER access_log_stays_as_written ON access_log",
                "DROP TRIGGER access_checkpoints_stay_as_written ON access_checkpoints",
            ],
        };
        for statement in statements {
            sqlx::query(*statement).execute(&sql).await.unwrap();
        }
        sql
    }
}

/// Whose log it is.
pub(super) fn id(person: &Person) -> &PatientId {
    person.patient.as_ref().expect("a patient")
}

/// The whole chain as the patient's browser gets it.
pub(super) async fn chain(person: &mut Person) -> Vec<ChainLine> {
    person.call(GetLogChain {}, ChainQuery::default()).await.ok().lines
}

/// How many lines of a patient's log are there and in order.
pub(super) async fn in_order(person: &mut Person) -> u64 {
    let mut check = ChainCheck::new(id(person).clone());
    check.take(&chain(person).await).expect("the chain is in order");
    check.lines()
}
