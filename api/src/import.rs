//! The importer: files of FHIR into the store, whatever their order, as often as anybody likes.
//!
//! Everything is read twice: first to learn which patients there are and which of several versions of a resource counts,
//! then to store. Batches are transactions. A patient's views are made old in the transaction that changes the record, and
//! made anew at the end: an import that is interrupted is finished by the next one.

mod owners;
mod plan;
mod report;
pub mod views;

use std::{
    collections::{HashMap, HashSet},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use salus_protocol::ids::PatientId;
use tokio::sync::mpsc;

use crate::{
    fhir::{
        entry,
        node::Node,
        owner::subject_of,
        read::links::NAMED,
        source::{self, Found, LARGEST_FILE, Reason, Reject, Resource},
    },
    store::{
        Store, StoreError,
        import::{ImportStore, Owner, Put},
    },
};
use owners::{Belongs, Owners};
use plan::{Plan, Verdict};
pub use report::{Counts, ImportReport};
pub use views::read_again;

/// So many resources are stored in one transaction.
const BATCH: usize = 2_000;
/// So many resources travel together from the reader to the writer.
const PARCEL: usize = 64;

/// How the import goes on, for whoever watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many files will be read.
    Files(usize),
    /// A file has been looked through.
    LookedThrough,
    /// So many resources have been stored or found unchanged, all in all.
    Resources(u64),
    /// So many patients' records have been put together, all in all.
    Records(u64),
}

/// Told how the import goes on.
pub type Progress = Arc<dyn Fn(Step) + Send + Sync>;

/// Why an import could not be finished. What was stored before stays, and the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A reader ended unexpectedly.
    #[error("the files could not be read to the end")]
    Reader(#[from] tokio::task::JoinError),
    /// A view could not be written as JSON.
    #[error("a record could not be put together")]
    View(#[from] serde_json::Error),
}

/// Imports the files, and the files in the folders, and says what became of them.
///
/// # Errors
/// [`ImportError`] if the store fails. What cannot be read in the files is no error: see [`ImportReport::rejects`].
pub async fn run(store: &Store, paths: &[PathBuf], progress: Progress) -> Result<ImportReport, ImportError> {
    let files = source::files_under(paths);
    progress(Step::Files(files.len()));
    let (mut plan, files) = {
        let progress = Arc::clone(&progress);
        tokio::task::spawn_blocking(move || (Plan::of(&files, &|| progress(Step::LookedThrough)), files)).await?
    };
    let mut report = ImportReport::default();
    for reject in std::mem::take(&mut plan.rejects) {
        report.reject(reject);
    }
    owners::compare_with_store(store, &mut plan).await?;
    let plan = Arc::new(plan);
    let (parcels, mut arriving) = mpsc::channel(4);
    let reader = {
        let plan = Arc::clone(&plan);
        tokio::task::spawn_blocking(move || read_all(&files, &plan, &parcels))
    };
    let mut writer = Writer::new(store, &plan, report);
    while let Some(parcel) = arriving.recv().await {
        for ready in parcel {
            writer.write(ready).await?;
        }
        progress(Step::Resources(writer.report.total().all()));
    }
    reader.await?;
    writer.commit().await?;
    let mut report = writer.report;
    report.records = read_again(store, &progress).await?;
    Ok(report)
}

/// A resource on its way from the reader to the writer.
enum Ready {
    /// To be stored; the owner is a patient's source key.
    Store { kind: String, key: String, owner: Option<String>, text: String },
    /// Word for word what another of this run says.
    Same { kind: String },
    /// Not to be stored.
    Reject(Reject),
    /// A file has ended. Whether all in it was shared.
    FileEnd { shared_only: bool },
}

/// Reads all files a second time, and sends what is to be stored.
fn read_all(files: &[PathBuf], plan: &Plan, parcels: &mpsc::Sender<Vec<Ready>>) {
    let mut outbox = Outbox { parcel: Vec::with_capacity(PARCEL), parcels };
    let mut owners = Owners::new(plan);
    let mut written: HashMap<u128, u64> = HashMap::new();
    let mut number = 0;
    for (place, file) in files.iter().enumerate() {
        owners.begin_file(place);
        let mut shared_only = true;
        // Those that belong to whom their targets belong wait for the end of the file, where all targets are known.
        let mut waiting: Vec<Resource> = Vec::new();
        source::read(file, LARGEST_FILE, &mut |found| {
            let Found::Resource(resource) = found else { return ControlFlow::Continue(()) };
            let verdict = plan.verdict(number, &resource);
            number += 1;
            let ready = match verdict {
                Verdict::Same => Ready::Same { kind: resource.head.kind },
                Verdict::Superseded => reject(file, &resource, Reason::Repeated),
                Verdict::Counts => match belongs(&mut owners, &resource, false) {
                    Some(Belongs::Waits) => {
                        waiting.push(resource);
                        return ControlFlow::Continue(());
                    }
                    belongs => prepare(file, resource, belongs, &mut written),
                },
            };
            shared_only &= !matches!(&ready, Ready::Store { owner: Some(_), .. });
            outbox.send(ready)
        });
        for resource in waiting {
            let belongs = belongs(&mut owners, &resource, true);
            if outbox.send(prepare(file, resource, belongs, &mut written)).is_break() {
                break;
            }
        }
        if outbox.send(Ready::FileEnd { shared_only }).is_break() {
            return;
        }
    }
    let _ = outbox.flush();
}

/// Whose the resource is; `None` if it cannot be read.
fn belongs(owners: &mut Owners<'_>, resource: &Resource, last: bool) -> Option<Belongs> {
    let node = Node::parse(&resource.text).ok()?;
    let subject = subject_of(&resource.head.kind, &node);
    Some(owners.belongs(resource, &subject, last))
}

fn prepare(file: &Path, resource: Resource, belongs: Option<Belongs>, written: &mut HashMap<u128, u64>) -> Ready {
    let owner = match belongs {
        None => return reject(file, &resource, Reason::TooDeep),
        Some(Belongs::Stranger) => return reject(file, &resource, Reason::AnotherPerson),
        Some(Belongs::To(patient)) => Some(patient),
        Some(Belongs::Shared | Belongs::Waits) => None,
    };
    // Ids are unique for a patient, not for all sources: two hospitals may both have an Observation/1.
    let name = plan::name_of(&resource);
    let kind = resource.head.kind.as_str();
    let key = match &owner {
        Some(patient) => format!("{patient} {kind}/{name}"),
        None => format!("{kind}/{name}"),
    };
    let text = entry::stored(&resource).into_owned();
    let content = plan::hash64(&text);
    match written.insert(plan::hash128(&key), content) {
        Some(before) if before == content => return Ready::Same { kind: resource.head.kind },
        Some(before) => {
            written.insert(plan::hash128(&key), before);
            return reject(file, &resource, Reason::Repeated);
        }
        None => {}
    }
    Ready::Store { kind: resource.head.kind, key, owner, text }
}

fn reject(file: &Path, resource: &Resource, reason: Reason) -> Ready {
    let resource_type = Some(resource.head.kind.clone());
    Ready::Reject(Reject { file: file.to_owned(), spot: resource.spot, resource_type, reason })
}

/// Collects parcels and sends them.
struct Outbox<'o> {
    parcel: Vec<Ready>,
    parcels: &'o mpsc::Sender<Vec<Ready>>,
}

impl Outbox<'_> {
    fn send(&mut self, ready: Ready) -> ControlFlow<()> {
        self.parcel.push(ready);
        if self.parcel.len() < PARCEL { ControlFlow::Continue(()) } else { self.flush() }
    }

    /// Breaks when nobody waits for parcels any more.
    fn flush(&mut self) -> ControlFlow<()> {
        let parcel = std::mem::replace(&mut self.parcel, Vec::with_capacity(PARCEL));
        match self.parcels.blocking_send(parcel) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// Stores what arrives, batch by batch.
struct Writer<'w> {
    store: &'w Store,
    plan: &'w Plan,
    batch: Option<ImportStore>,
    in_batch: usize,
    patients: HashMap<String, Option<PatientId>>,
    /// Patients whose keys were destroyed: an import does not bring them back.
    destroyed: HashSet<PatientId>,
    /// Patients whose views are old already, so that it is said once.
    old: HashSet<PatientId>,
    /// Whether this file brought names that other records may use.
    new_names: bool,
    report: ImportReport,
}

impl<'w> Writer<'w> {
    fn new(store: &'w Store, plan: &'w Plan, report: ImportReport) -> Self {
        let (patients, destroyed, old) = (HashMap::new(), HashSet::new(), HashSet::new());
        Self { store, plan, batch: None, in_batch: 0, patients, destroyed, old, new_names: false, report }
    }

    async fn write(&mut self, ready: Ready) -> Result<(), StoreError> {
        match ready {
            Ready::Store { kind, key, owner, text } => self.put(&kind, &key, owner, &text).await?,
            Ready::Same { kind } => self.report.count(&kind, Put::Unchanged),
            Ready::Reject(reject) => self.report.reject(reject),
            Ready::FileEnd { shared_only } => {
                // A file of practitioners alone may name people in records that were put together before.
                if std::mem::take(&mut self.new_names) && shared_only {
                    self.batch().await?.make_all_views_old().await?;
                }
            }
        }
        Ok(())
    }

    async fn put(&mut self, kind: &str, key: &str, owner: Option<String>, text: &str) -> Result<(), StoreError> {
        let owner = match owner {
            None => Owner::Shared,
            Some(patient) => self.patient(&patient).await?.map_or(Owner::Unmatched(patient), Owner::Patient),
        };
        if matches!(&owner, Owner::Patient(patient) if self.destroyed.contains(patient)) {
            self.report.destroyed += 1;
            return Ok(());
        }
        let batch = self.batch().await?;
        let put = batch.put(&owner, kind, key, text).await?;
        self.report.count(kind, put);
        match &owner {
            Owner::Patient(patient) => {
                if put != Put::Unchanged && self.old.insert(patient.clone()) {
                    self.batch().await?.make_views_old(patient).await?;
                }
            }
            Owner::Unmatched(_) => self.report.count_unmatched(kind),
            Owner::Shared => self.new_names |= put != Put::Unchanged && NAMED.contains(&kind),
        }
        self.in_batch += 1;
        if self.in_batch >= BATCH {
            self.commit().await?;
        }
        Ok(())
    }

    /// The patient with this source key: one who is in these files, or was imported before.
    async fn patient(&mut self, key: &str) -> Result<Option<PatientId>, StoreError> {
        if let Some(known) = self.patients.get(key) {
            return Ok(known.clone());
        }
        let is_here = self.plan.has_patient(key);
        let patient = match self.batch().await?.find_patient(key).await? {
            Some(patient) => {
                self.report.patients_known += u64::from(is_here);
                if self.batch().await?.is_destroyed(&patient).await? {
                    self.destroyed.insert(patient.clone());
                }
                Some(patient)
            }
            None if is_here => {
                self.report.patients_new += 1;
                Some(self.batch().await?.patient(key).await?)
            }
            None => None,
        };
        self.patients.insert(key.to_owned(), patient.clone());
        Ok(patient)
    }

    /// The transaction of this batch, begun if there is none. On SQLite nobody else writes until it is committed.
    async fn batch(&mut self) -> Result<&mut ImportStore, StoreError> {
        let batch = match self.batch.take() {
            Some(batch) => batch,
            None => self.store.import().await?,
        };
        Ok(self.batch.insert(batch))
    }

    async fn commit(&mut self) -> Result<(), StoreError> {
        self.in_batch = 0;
        match self.batch.take() {
            Some(batch) => batch.commit().await,
            None => Ok(()),
        }
    }
}
