//! Visits. Which are still to come depends on today, so that is worked out when they are asked for.

use std::{cmp::Reverse, collections::HashSet};

use salus_protocol::{
    ids::VisitId,
    record::{Term, Visit, VisitKind, Visits},
    time::{RecordDate, Timestamp},
    words::LanguageTag,
};
use serde::{Deserialize, Serialize};

use super::Read;
use crate::{
    fhir::{
        read::visit,
        reference::{Target, urn_tail},
    },
    world::day_of,
};

/// All visits of a patient, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitsView {
    entries: Vec<VisitEntry>,
}

/// One visit as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitEntry {
    id: VisitId,
    title: Term<VisitKind>,
    reason: Option<String>,
    date: Option<RecordDate>,
    moment: Option<i64>,
    /// Whether it was agreed for a time; not whether that time is still to come.
    pub(super) planned: bool,
    with: Option<String>,
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<LanguageTag>,
}

impl VisitEntry {
    /// Whether the visit is still to come: to the minute where the source names its zone, else to the day.
    #[must_use]
    pub fn is_upcoming(&self, now: Timestamp) -> bool {
        self.planned
            && match (self.moment, self.date.as_ref()) {
                (Some(moment), _) => moment > now.0,
                (None, Some(date)) => date.as_str().get(..10).unwrap_or(date.as_str()) >= prefix(&day_of(now), date),
                (None, None) => false,
            }
    }

    /// The visit as it is at this time.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Visit {
        Visit {
            id: self.id.clone(),
            title: self.title.clone(),
            reason: self.reason.clone(),
            date: self.date.clone(),
            upcoming: self.is_upcoming(now),
            with: self.with.clone(),
            place: self.place.clone(),
            language: self.language.clone(),
        }
    }
}

/// Today, as exact as the date it is compared with.
fn prefix<'d>(today: &'d salus_protocol::time::Day, date: &RecordDate) -> &'d str {
    let length = date.as_str().len().min(10);
    today.as_str().get(..length).unwrap_or_else(|| today.as_str())
}

impl VisitsView {
    /// The visits: those to come first, the nearest first; then past ones, the newest first.
    #[must_use]
    pub fn list(&self, now: Timestamp) -> Visits {
        let (mut coming, past): (Vec<Visit>, Vec<Visit>) =
            self.entries.iter().map(|entry| entry.at(now)).partition(|visit| visit.upcoming);
        coming.reverse();
        Visits { visits: coming.into_iter().chain(past).collect() }
    }

    /// One visit; `None` if this patient has no such visit.
    #[must_use]
    pub fn find(&self, id: &VisitId, now: Timestamp) -> Option<Visit> {
        self.entries.iter().find(|entry| entry.id == *id).map(|entry| entry.at(now))
    }

    /// The visits as they are kept, newest first.
    pub(super) fn entries(&self) -> &[VisitEntry] {
        &self.entries
    }

    /// Puts the visits together. An appointment that became an encounter is not shown beside it.
    pub(super) fn build(encounters: Vec<Read<visit::Visit>>, appointments: Vec<Read<visit::Visit>>) -> Self {
        let mut kept: HashSet<String> = HashSet::new();
        for target in encounters.iter().flat_map(|read| &read.content.appointments) {
            match target {
                Target::Key(key) => kept.insert(key.clone()),
                Target::Bundle(urn) => urn_tail(urn).is_some_and(|tail| kept.insert(tail.to_owned())),
                Target::Contained(_) | Target::Identifier { .. } => false,
            };
        }
        let appointments = appointments.into_iter().filter(|read| !read.keys.iter().any(|key| kept.contains(key)));
        let mut entries: Vec<VisitEntry> = encounters.into_iter().chain(appointments).filter_map(entry).collect();
        entries.sort_by_cached_key(|one| {
            (Reverse(one.date.clone()), Reverse(one.moment), one.title.clone(), one.id.clone())
        });
        Self { entries }
    }
}

fn entry(read: Read<visit::Visit>) -> Option<VisitEntry> {
    let visit = read.content;
    Some(VisitEntry {
        id: VisitId::parse(&read.id).ok()?,
        title: visit.title,
        reason: visit.reason,
        date: visit.date,
        moment: visit.moment,
        planned: visit.planned,
        with: visit.with,
        place: visit.place,
        language: visit.language,
    })
}
