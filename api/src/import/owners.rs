//! Whose each resource is, file by file.

use std::collections::HashMap;

use super::plan::{Plan, hash64, name_of};
use crate::{
    fhir::{
        owner::Subject,
        read::patient::Demographics,
        reference::{Target, urn_tail},
        source::Resource,
    },
    store::{Store, StoreError, record::Section},
};

/// Nobody's source key: what should be somebody's and does not say whose is kept under it.
const NOBODY: &str = "";

/// Whose a resource is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    /// The patient with this source key, who may or may not be here.
    To(String),
    /// Nobody.
    Shared,
    /// It has to wait until its targets are known.
    Waits,
    /// Somebody who bears the id of another person.
    Stranger,
}

/// Finds owners while files are read.
pub(super) struct Owners<'p> {
    plan: &'p Plan,
    file: usize,
    /// To whom what was seen belongs: by key for all files, by bundle address for this one.
    seen: HashMap<u64, u32>,
    seen_here: HashMap<u64, u32>,
    patients: Vec<String>,
    places: HashMap<String, u32>,
}

impl<'p> Owners<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let (seen, seen_here, places) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { plan, file: 0, seen, seen_here, patients: Vec::new(), places }
    }

    pub(super) fn begin_file(&mut self, file: usize) {
        self.file = file;
        self.seen_here.clear();
    }

    /// Whose the resource is. What belongs to whom its targets belong waits, unless this is the `last` time of asking.
    pub(super) fn belongs(&mut self, resource: &Resource, subject: &Subject, last: bool) -> Belongs {
        let patient = match subject {
            Subject::Shared => return Belongs::Shared,
            Subject::Nobody => return Belongs::To(NOBODY.to_owned()),
            Subject::Through(_) if !last => return Belongs::Waits,
            Subject::Through(targets) => {
                let owner = targets.iter().find_map(|target| self.owner_of(target));
                return Belongs::To(owner.unwrap_or_else(|| NOBODY.to_owned()));
            }
            Subject::Patient if self.plan.is_other_person(resource) => return Belongs::Stranger,
            Subject::Patient => format!("Patient/{}", name_of(resource)),
            Subject::Named(targets) => {
                let named: Vec<String> =
                    targets.iter().filter_map(|target| self.plan.patient_of(self.file, target)).collect();
                let here = named.iter().find(|key| self.plan.has_patient(key));
                match here.or(named.first()) {
                    Some(key) => key.clone(),
                    None => return Belongs::To(NOBODY.to_owned()),
                }
            }
        };
        if self.plan.is_stranger(self.file, &patient) {
            return Belongs::Stranger;
        }
        self.remember(resource, &patient);
        Belongs::To(patient)
    }

    fn remember(&mut self, resource: &Resource, patient: &str) {
        let place = match self.places.get(patient) {
            Some(place) => *place,
            None => {
                let place = u32::try_from(self.patients.len()).unwrap_or(u32::MAX);
                self.patients.push(patient.to_owned());
                self.places.insert(patient.to_owned(), place);
                place
            }
        };
        self.seen.insert(hash64(&format!("{}/{}", resource.head.kind, name_of(resource))), place);
        if let Some(tail) = resource.full_url.as_deref().and_then(urn_tail) {
            self.seen_here.insert(hash64(&tail), place);
        }
    }

    fn owner_of(&self, target: &Target) -> Option<String> {
        let place = match target {
            Target::Key(key) => self.seen.get(&hash64(key)),
            Target::Bundle(url) => self.seen_here.get(&hash64(&urn_tail(url)?)),
            Target::Identifier { .. } | Target::Contained(_) => None,
        }?;
        self.patients.get(*place as usize).cloned()
    }
}

/// Compares the patients in the files with those in the store, so that nobody's record grows into another's.
pub(super) async fn compare_with_store(store: &Store, plan: &mut Plan) -> Result<(), StoreError> {
    let keys = plan.patient_keys();
    let mut found = Vec::with_capacity(keys.len());
    {
        let mut looking = store.import().await?;
        for key in keys {
            let patient = looking.find_patient(&key).await?;
            found.push((key, patient));
        }
        looking.commit().await?;
    }
    for (key, patient) in found {
        let stored: Option<Demographics> = match &patient {
            Some(patient) => match store.section(patient, Section::Demographics).await {
                // Nobody can compare any more, and nothing will be stored.
                Err(StoreError::Destroyed) => None,
                section => section?,
            },
            None => None,
        };
        plan.settle(&key, stored.as_ref());
    }
    Ok(())
}
