//! Results: grouped by report or panel, each with all that its details need.

use std::collections::{HashMap, HashSet};

use salus_protocol::{
    ids::ResultId,
    record::{Flag, Point, Range, ResultDetail, ResultGroup, ResultLine, ResultPart, Results, Term, Test, Value},
    time::RecordDate,
    words::LanguageTag,
};
use serde::{Deserialize, Serialize};

use super::Read;
use crate::fhir::{
    read::{
        observation::{Area, Observation},
        report::Report,
    },
    reference::{Target, urn_tail},
};

/// All results of a patient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultsView {
    groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    title: Term<Test>,
    date: Option<RecordDate>,
    conclusion: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<LanguageTag>,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    line: ResultLine,
    test: String,
    loinc: Option<String>,
    figure: Option<String>,
    range: Option<Range>,
    parts: Vec<ResultPart>,
    notes: Vec<String>,
    performer: Option<String>,
}

impl ResultsView {
    /// The list, newest first.
    #[must_use]
    pub fn list(&self) -> Results {
        let groups = self.groups.iter().map(|group| ResultGroup {
            title: group.title.clone(),
            date: group.date.clone(),
            results: group.entries.iter().map(|entry| entry.line.clone()).collect(),
            conclusion: group.conclusion.clone(),
            language: group.language.clone(),
        });
        Results { groups: groups.collect() }
    }

    /// One result with its history and what was tested with it; `None` if this patient has no such result.
    #[must_use]
    pub fn detail(&self, id: &ResultId) -> Option<ResultDetail> {
        let (group, entry) = self
            .groups
            .iter()
            .find_map(|group| Some((group, group.entries.iter().find(|entry| entry.line.id == *id)?)))?;
        let siblings = group.entries.iter().filter(|other| other.line.id != *id).map(|other| other.line.clone());
        let siblings: Vec<ResultLine> = siblings.collect();
        let names_its_group = !siblings.is_empty() || group.title != entry.line.name;
        Some(ResultDetail {
            result: entry.line.clone(),
            loinc: entry.loinc.clone(),
            group_title: names_its_group.then(|| group.title.clone()),
            group_language: group.language.clone().filter(|_| names_its_group),
            range: entry.range.clone(),
            parts: entry.parts.clone(),
            notes: entry.notes.clone(),
            performer: entry.performer.clone(),
            history: self.history(entry),
            siblings,
        })
    }

    /// The same test in the same unit over time, oldest first.
    fn history(&self, entry: &Entry) -> Vec<Point> {
        let same = |other: &&Entry| other.test == entry.test && unit(&other.line.value) == unit(&entry.line.value);
        let entries = self.groups.iter().flat_map(|group| &group.entries);
        if entry.figure.is_none() {
            return Vec::new();
        }
        let mut points: Vec<Point> = entries
            .filter(same)
            .filter_map(|other| {
                Some(Point {
                    date: other.line.date.clone()?,
                    figure: other.figure.clone()?,
                    second: None,
                    flag: other.line.flag,
                    range: other.range.clone(),
                })
            })
            .collect();
        points.sort_by(|one, other| one.date.cmp(&other.date));
        points
    }

    /// All lines, newest group first.
    pub(super) fn lines(&self) -> impl Iterator<Item = &ResultLine> {
        self.groups.iter().flat_map(|group| &group.entries).map(|entry| &entry.line)
    }

    /// How many results there are, a report in words counting as one.
    pub(super) fn count(&self) -> usize {
        self.groups.iter().map(|group| group.entries.len().max(1)).sum()
    }

    /// When the newest result was taken.
    pub(super) fn newest(&self) -> Option<RecordDate> {
        self.groups.iter().filter_map(|group| group.date.clone()).max()
    }

    /// Groups the observations that are results.
    pub(super) fn build(observations: &[Read<Observation>], mut reports: Vec<Read<Report>>) -> Self {
        let mut grouping = Grouping::new(observations);
        reports.sort_by(|one, other| one.content.date.cmp(&other.content.date).then_with(|| one.keys.cmp(&other.keys)));
        for Read { content: report, .. } in reports {
            let entries = grouping.entries_of(&report.results, report.date.as_ref());
            if !entries.is_empty() || report.conclusion.is_some() {
                grouping.groups.push(Group {
                    title: report.title,
                    date: report.date,
                    conclusion: report.conclusion,
                    language: report.language,
                    entries,
                });
            }
        }
        for panel in observations
            .iter()
            .map(|read| &read.content)
            .filter(|panel| panel.area == Area::Result && !panel.members.is_empty())
        {
            let entries = grouping.entries_of(&panel.members, panel.date.as_ref());
            if !entries.is_empty() {
                grouping.groups.push(Group {
                    title: panel.name.clone(),
                    date: panel.date.clone(),
                    conclusion: None,
                    language: panel.language.clone(),
                    entries,
                });
            }
        }
        for place in 0..observations.len() {
            if let Some(entry) = grouping.entry(place, None) {
                let ResultLine { name: title, date, language, .. } = entry.line.clone();
                grouping.groups.push(Group { title, date, conclusion: None, language, entries: vec![entry] });
            }
        }
        let mut groups = grouping.groups;
        for group in &mut groups {
            // What was measured says when, better than the report about it.
            let newest = group.entries.iter().filter_map(|entry| entry.line.date.clone()).max();
            group.date = newest.or(group.date.take());
        }
        groups.sort_by(|one, other| other.date.cmp(&one.date).then_with(|| one.title.cmp(&other.title)));
        Self { groups }
    }
}

/// Observations on their way into groups, each into one.
struct Grouping<'o> {
    observations: &'o [Read<Observation>],
    places: HashMap<&'o str, usize>,
    taken: HashSet<usize>,
    told: HashSet<(String, String, Value)>,
    groups: Vec<Group>,
}

impl<'o> Grouping<'o> {
    fn new(observations: &'o [Read<Observation>]) -> Self {
        let mut places = HashMap::new();
        for (place, read) in observations.iter().enumerate() {
            places.extend(read.keys.iter().map(|key| (key.as_str(), place)));
        }
        Self { observations, places, taken: HashSet::new(), told: HashSet::new(), groups: Vec::new() }
    }

    /// The entries behind references, panels among them opened.
    fn entries_of(&mut self, targets: &[Target], date: Option<&RecordDate>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for target in targets {
            let Some(place) = self.place(target) else { continue };
            let members = &self.observations[place].content.members;
            entries.extend(self.entry(place, date));
            for member in members.iter().filter_map(|member| self.place(member)).collect::<Vec<_>>() {
                entries.extend(self.entry(member, date));
            }
        }
        entries
    }

    fn place(&self, target: &Target) -> Option<usize> {
        match target {
            Target::Key(key) => self.places.get(key.as_str()).copied(),
            Target::Bundle(urn) => self.places.get(urn_tail(urn)?).copied(),
            Target::Contained(_) | Target::Identifier { .. } => None,
        }
    }

    /// The observation at this place as an entry, unless it is none, or stands in a group already, or says word for word
    /// what another said of the same minute.
    fn entry(&mut self, place: usize, date: Option<&RecordDate>) -> Option<Entry> {
        let read = &self.observations[place];
        let observation = &read.content;
        if !is_result(observation) || !self.taken.insert(place) {
            return None;
        }
        let date = observation.date.as_ref().or(date);
        if let Some(date) = date.filter(|date| date.as_str().len() > 10)
            && observation.value != (Value::Absent { reason: None })
            && !self.told.insert((observation.test.clone(), date.to_string(), observation.value.clone()))
        {
            return None;
        }
        Some(Entry {
            line: ResultLine {
                id: ResultId::parse(&read.id).ok()?,
                name: observation.name.clone(),
                value: observation.value.clone(),
                flag: observation.flag,
                date: date.cloned(),
                status: observation.status,
                language: observation.language.clone(),
            },
            test: observation.test.clone(),
            loinc: observation.loinc.clone(),
            figure: observation.figure.clone(),
            range: observation.range.clone(),
            parts: observation.parts.clone(),
            notes: observation.notes.clone(),
            performer: observation.performer.clone(),
        })
    }
}

/// Whether an observation belongs among the results: a test, or a vital sign that is no figure and has no other place. A
/// panel without a value of its own is a heading, not a result.
fn is_result(observation: &Observation) -> bool {
    match observation.area {
        Area::Result => observation.has_value || observation.members.is_empty(),
        Area::Vital => observation.has_value && !super::vitals::has_place(observation),
        Area::Told => false,
    }
}

fn unit(value: &Value) -> Option<&str> {
    match value {
        Value::Quantity { unit, .. } => Some(unit),
        _ => None,
    }
}

/// Whether a flag asks for attention.
#[must_use]
pub fn stands_out(flag: Option<Flag>) -> bool {
    !matches!(flag, None | Some(Flag::Normal))
}
