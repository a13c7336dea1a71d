//! What the first look at the files tells: which patients there are, and which of several versions of a resource counts.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    ops::ControlFlow,
    path::PathBuf,
};

use crate::fhir::{
    node::{Node, members_of},
    read::{patient, patient::Demographics, words::sameness},
    reference::{Target, identifier, urn_tail},
    source::{self, Found, LARGEST_FILE, Reject, Resource},
};

/// Elements that tell two resources of the same type and id apart when they come from two sources.
const TELLING: &[&str] = &["subject", "patient", "beneficiary", "for", "participant"];

/// What the first look tells.
#[derive(Default)]
pub(super) struct Plan {
    /// What cannot be imported.
    pub(super) rejects: Vec<Reject>,
    patients: HashMap<String, Vec<Version>>,
    by_url: HashMap<(usize, String), String>,
    /// `None` for an identifier that more than one patient bears: then it tells nothing.
    by_identifier: HashMap<String, Option<String>>,
    strangers: HashSet<(usize, String)>,
    winners: HashMap<u128, Winner>,
}

/// A Patient as one file has it.
struct Version {
    file: usize,
    number: u64,
    person: Demographics,
    is_stranger: bool,
    updated: Option<i64>,
    content: u64,
}

struct Winner {
    number: u64,
    content: u64,
    updated: Option<i64>,
}

/// What becomes of a resource that stands in the files more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// This one counts.
    Counts,
    /// It says word for word what the one that counts says.
    Same,
    /// Another one counts, which says something else.
    Superseded,
}

impl Plan {
    /// Looks through the files.
    pub(super) fn of(files: &[PathBuf], looked_through: &dyn Fn()) -> Self {
        let mut plan = Self::default();
        let mut number = 0;
        for (place, file) in files.iter().enumerate() {
            source::read(file, LARGEST_FILE, &mut |found| {
                match found {
                    Found::Reject(reject) => plan.rejects.push(reject),
                    Found::Resource(resource) => {
                        plan.look_at(place, number, &resource);
                        number += 1;
                    }
                }
                ControlFlow::Continue(())
            });
            looked_through();
        }
        plan
    }

    fn look_at(&mut self, file: usize, number: u64, resource: &Resource) {
        let updated = resource.head.last_updated.as_deref().and_then(|text| text.parse::<jiff::Timestamp>().ok());
        let (updated, content) = (updated.map(|at| at.as_microsecond()), hash64(&resource.text));
        if resource.head.kind == "Patient" {
            self.look_at_patient(file, number, resource, updated, content);
            return;
        }
        let new = Winner { number, content, updated };
        let winner = self.winners.entry(identity(resource)).or_insert_with(|| Winner { number, content, updated });
        if counts_before(new.updated, winner.updated) {
            *winner = new;
        }
    }

    fn look_at_patient(&mut self, file: usize, number: u64, resource: &Resource, updated: Option<i64>, content: u64) {
        let Ok(node) = Node::parse(&resource.text) else { return };
        let key = format!("Patient/{}", name_of(resource));
        if let Some(full_url) = &resource.full_url {
            self.by_url.insert((file, full_url.clone()), key.clone());
        }
        for one in node.each("identifier").filter_map(identifier) {
            let bearer = self.by_identifier.entry(one).or_insert_with(|| Some(key.clone()));
            if bearer.as_ref() != Some(&key) {
                *bearer = None;
            }
        }
        let version = Version { file, number, person: patient::read(&node), is_stranger: false, updated, content };
        self.patients.entry(key).or_default().push(version);
    }

    /// The source keys of all patients in the files.
    pub(super) fn patient_keys(&self) -> Vec<String> {
        self.patients.keys().cloned().collect()
    }

    /// Decides whose an id is: of the person who is in the store, else of the first one in the files. Files in which somebody
    /// else bears it are strangers to it.
    pub(super) fn settle(&mut self, key: &str, stored: Option<&Demographics>) {
        let Some(versions) = self.patients.get_mut(key) else { return };
        let Some(bearer) = stored.or(versions.first().map(|version| &version.person)).cloned() else { return };
        for version in versions.iter_mut() {
            version.is_stranger = !may_be_same(&bearer, &version.person);
        }
        let at_home: HashSet<usize> =
            versions.iter().filter(|version| !version.is_stranger).map(|version| version.file).collect();
        let elsewhere = versions.iter().map(|version| version.file).filter(|file| !at_home.contains(file));
        self.strangers.extend(elsewhere.map(|file| (file, key.to_owned())));
    }

    /// Whether one of the files holds this patient.
    pub(super) fn has_patient(&self, key: &str) -> bool {
        self.patients.get(key).is_some_and(|versions| versions.iter().any(|version| !version.is_stranger))
    }

    /// Whether this file means somebody else by this key.
    pub(super) fn is_stranger(&self, file: usize, key: &str) -> bool {
        !self.strangers.is_empty() && self.strangers.contains(&(file, key.to_owned()))
    }

    /// Whether this very Patient is somebody else than the bearer of its id.
    pub(super) fn is_other_person(&self, resource: &Resource) -> bool {
        let content = hash64(&resource.text);
        let key = format!("Patient/{}", name_of(resource));
        self.patients
            .get(&key)
            .is_some_and(|versions| versions.iter().any(|version| version.is_stranger && version.content == content))
    }

    /// What becomes of the resource with this number.
    pub(super) fn verdict(&self, number: u64, resource: &Resource) -> Verdict {
        let content = hash64(&resource.text);
        let winner = if resource.head.kind == "Patient" {
            let Some(versions) = self.patients.get(&format!("Patient/{}", name_of(resource))) else {
                return Verdict::Counts;
            };
            if versions.iter().any(|version| version.number == number && version.is_stranger) {
                return Verdict::Counts;
            }
            let mut winner: Option<&Version> = None;
            for version in versions.iter().filter(|version| !version.is_stranger) {
                if winner.is_none_or(|winner| counts_before(version.updated, winner.updated)) {
                    winner = Some(version);
                }
            }
            winner.map(|winner| (winner.number, winner.content))
        } else {
            self.winners.get(&identity(resource)).map(|winner| (winner.number, winner.content))
        };
        match winner {
            Some((counts, _)) if counts != number => {
                if winner.is_some_and(|(_, same)| same == content) {
                    Verdict::Same
                } else {
                    Verdict::Superseded
                }
            }
            _ => Verdict::Counts,
        }
    }

    /// The patient whom a reference in this file names, as a source key; `None` if it names nobody.
    pub(super) fn patient_of(&self, file: usize, target: &Target) -> Option<String> {
        match target {
            Target::Key(key) => Some(key.clone()),
            Target::Bundle(url) => {
                let known = self.by_url.get(&(file, url.clone())).cloned();
                known.or_else(|| Some(format!("Patient/{}", urn_tail(url)?)))
            }
            Target::Identifier { identifier, .. } => {
                let known = self.by_identifier.get(identifier).cloned().flatten();
                known.or_else(|| Some(format!("Patient?identifier={identifier}")))
            }
            Target::Contained(_) => None,
        }
    }
}

/// Whether a later version takes the place of an earlier one: by the time of its last change, else by its place.
fn counts_before(later: Option<i64>, earlier: Option<i64>) -> bool {
    match (later, earlier) {
        (Some(later), Some(earlier)) => later >= earlier,
        _ => true,
    }
}

/// Whether two descriptions may be of one person: another name or another date of birth can be a correction, both cannot.
fn may_be_same(one: &Demographics, other: &Demographics) -> bool {
    let differ = |one: Option<String>, other: Option<String>| one.zip(other).is_some_and(|(one, other)| one != other);
    let name = |person: &Demographics| person.name.as_deref().map(sameness);
    let birth = |person: &Demographics| person.birth_date.clone().map(String::from);
    !(differ(name(one), name(other)) && differ(birth(one), birth(other)))
}

/// What a resource is called by its source: its id, else what its bundle calls it, else its content.
pub(super) fn name_of(resource: &Resource) -> String {
    if let Some(id) = &resource.head.id {
        return id.clone();
    }
    let full_url = resource.full_url.as_deref();
    let called = full_url.and_then(|url| {
        let tail = urn_tail(url).map(str::to_owned);
        tail.or_else(|| match Target::parse(url)? {
            Target::Key(key) => key.split_once('/').map(|(_, id)| id.to_owned()),
            _ => None,
        })
    });
    called.unwrap_or_else(|| format!("content-{:032x}", hash128(&resource.text)))
}

/// What makes two resources in the files the same one.
fn identity(resource: &Resource) -> u128 {
    let members = members_of(&resource.text).unwrap_or_default();
    let telling = |name: &&str| members.iter().find(|(key, _)| key == name).map(|(_, text)| *text);
    let whose: Vec<&str> = TELLING.iter().filter_map(telling).collect();
    hash128(&(&resource.head.kind, name_of(resource), whose))
}

/// A number for a content; for comparisons within one run only.
pub(super) fn hash64(content: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

/// A number for a key that no other key of a run shares.
pub(super) fn hash128(content: &impl Hash) -> u128 {
    let mut hasher = DefaultHasher::new();
    "other half".hash(&mut hasher);
    content.hash(&mut hasher);
    u128::from(hash64(content)) << 64 | u128::from(hasher.finish())
}
