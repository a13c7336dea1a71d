//! The record at a glance: what the home page needs, in one small section.

use salus_protocol::{
    home::RecordGlance,
    ids::ResultId,
    record::{
        Allergies, ConditionState, Conditions, Flag, Immunizations, MedicationState, Medications, Term, Test, Value,
        Visit, Vitals,
    },
    time::{RecordDate, Timestamp},
    words::LanguageTag,
};
use serde::{Deserialize, Serialize};

use super::{
    results::{ResultsView, stands_out},
    visits::{VisitEntry, VisitsView},
};

/// So many of the newest results are kept at hand.
const RECENT_RESULTS: usize = 12;
/// So many of the newest past visits are kept at hand.
const RECENT_VISITS: usize = 10;
/// So many planned visits are kept at hand, the latest.
const PLANNED_VISITS: usize = 40;

/// The record at a glance, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlanceView {
    /// Everything that does not depend on today.
    record: RecordGlance,
    recent: Vec<RecentResult>,
    planned: Vec<VisitEntry>,
    past: Vec<VisitEntry>,
}

/// A result that the home page may announce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentResult {
    /// Which one.
    pub id: ResultId,
    /// Its name.
    pub name: Term<Test>,
    /// Where it lies, if the laboratory gave a range or said so.
    pub flag: Option<Flag>,
    /// When it was taken.
    pub date: RecordDate,
    /// The language of its name, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// The record at a glance, at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// The figures.
    pub record: RecordGlance,
    /// The next visit.
    pub next_visit: Option<Visit>,
    /// The newest past visits, newest first.
    pub past_visits: Vec<Visit>,
    /// The newest results, newest first; of the same day those that stand out first.
    pub recent_results: Vec<RecentResult>,
}

impl GlanceView {
    /// The glance at this time.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Glance {
        let (coming, passed): (Vec<&VisitEntry>, Vec<&VisitEntry>) =
            self.planned.iter().partition(|entry| entry.is_upcoming(now));
        let mut past: Vec<Visit> = self.past.iter().chain(passed.iter().copied()).map(|entry| entry.at(now)).collect();
        past.sort_by(|one, other| other.date.cmp(&one.date));
        let mut record = self.record.clone();
        record.visits = record.visits.saturating_add(u32::try_from(passed.len()).unwrap_or(u32::MAX));
        record.last_visit = past.first().cloned();
        past.truncate(RECENT_VISITS);
        Glance {
            record,
            // Kept newest first, so the next one is the last.
            next_visit: coming.last().map(|entry| entry.at(now)),
            past_visits: past,
            recent_results: self.recent.clone(),
        }
    }

    pub(super) fn build(
        results: &ResultsView,
        vitals: &Vitals,
        medications: &Medications,
        conditions: &Conditions,
        allergies: &Allergies,
        immunizations: &Immunizations,
        visits: &VisitsView,
    ) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (planned, past): (Vec<&VisitEntry>, Vec<&VisitEntry>) =
            visits.entries().iter().partition(|entry| entry.planned);
        let given = immunizations.immunizations.iter().filter(|one| !one.not_given).count();
        let taken = medications.medications.iter().filter(|one| one.state == MedicationState::Current).count();
        let active = conditions.conditions.iter().filter(|one| one.state == ConditionState::Active).count();
        let allergies = allergies.allergies.iter().filter(|one| !one.resolved).map(|one| one.name.clone());
        Self {
            record: RecordGlance {
                results: count(results.count()),
                newest_result: results.newest(),
                vitals: count(vitals.vitals.len()),
                medications: count(taken),
                conditions: count(active),
                allergies: allergies.collect(),
                immunizations: count(given),
                visits: count(past.len()),
                last_visit: None,
            },
            recent: recent(results),
            planned: planned.into_iter().take(PLANNED_VISITS).cloned().collect(),
            past: past.into_iter().take(RECENT_VISITS).cloned().collect(),
        }
    }
}

fn recent(results: &ResultsView) -> Vec<RecentResult> {
    let found = results.lines().filter(|line| !matches!(line.value, Value::Absent { .. }));
    let mut recent: Vec<RecentResult> = found
        .filter_map(|line| {
            Some(RecentResult {
                id: line.id.clone(),
                name: line.name.clone(),
                flag: line.flag,
                date: line.date.clone()?,
                language: line.language.clone(),
            })
        })
        .collect();
    let day = |one: &RecentResult| one.date.as_str().get(..10).unwrap_or(one.date.as_str()).to_owned();
    recent.sort_by(|one, other| {
        day(other).cmp(&day(one)).then_with(|| stands_out(other.flag).cmp(&stands_out(one.flag)))
    });
    recent.truncate(RECENT_RESULTS);
    recent
}
