//! What became of an import.

use std::collections::BTreeMap;

use crate::{
    fhir::source::{Reason, Reject},
    store::import::Put,
};

/// So many rejects are listed; beyond that they are only counted.
const MOST_LISTED: usize = 10_000;

/// What became of the resources of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not here before.
    pub new: u64,
    /// Here with other content, which was replaced.
    pub changed: u64,
    /// Here already, word for word.
    pub unchanged: u64,
}

impl Counts {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.new + self.changed + self.unchanged
    }
}

/// What became of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// What became of the resources of each type.
    pub types: BTreeMap<String, Counts>,
    /// Resources that are kept for a patient who is not here, by type. They are counted among [`ImportReport::types`] too.
    pub unmatched: BTreeMap<String, u64>,
    /// Resources that were left out because their patient's key was destroyed here.
    pub destroyed: u64,
    /// Patients who were not here before.
    pub patients_new: u64,
    /// Patients in the files who were here before.
    pub patients_known: u64,
    /// Records that were put together anew.
    pub records: u64,
    /// What was not imported: the first ten thousand.
    pub rejects: Vec<Reject>,
    /// How many were not imported, for each reason.
    pub rejected: BTreeMap<Reason, u64>,
}

impl ImportReport {
    /// The sum over all types.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.types.values().fold(Counts::default(), |sum, counts| Counts {
            new: sum.new + counts.new,
            changed: sum.changed + counts.changed,
            unchanged: sum.unchanged + counts.unchanged,
        })
    }

    pub(super) fn count(&mut self, kind: &str, put: Put) {
        if !self.types.contains_key(kind) {
            self.types.insert(kind.to_owned(), Counts::default());
        }
        let Some(counts) = self.types.get_mut(kind) else { return };
        match put {
            Put::New => counts.new += 1,
            Put::Changed => counts.changed += 1,
            Put::Unchanged => counts.unchanged += 1,
        }
    }

    pub(super) fn count_unmatched(&mut self, kind: &str) {
        *self.unmatched.entry(kind.to_owned()).or_default() += 1;
    }

    pub(super) fn reject(&mut self, reject: Reject) {
        *self.rejected.entry(reject.reason).or_default() += 1;
        if self.rejects.len() < MOST_LISTED {
            self.rejects.push(reject);
        }
    }
}
