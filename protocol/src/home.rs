//! Home: what waits for the patient today, the record at a glance, and the people of the care team.

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    ids::{ResultId, ThreadId, VisitId},
    record::{Flag, Term, Test, Visit, VisitKind},
    recovery::PendingReset,
    sample::Sample,
    time::{RecordDate, Timestamp},
    words::LanguageTag,
};

endpoints! {
    /// Everything that the home page shows, in one answer.
    GetHome {} = Get "/api/v1/home", Patient, Nothing => Home;
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// What waits for the patient, most pressing first, at most five.
    pub today: Vec<Waiting>,
    /// The record at a glance.
    pub record: RecordGlance,
    /// The next visit, if one is booked.
    pub next_visit: Option<Visit>,
    /// The care team, at most six people.
    pub care_team: Vec<CareTeamMember>,
    /// How many people other than the patient looked at the record in the last 30 days.
    pub lookers: u32,
    /// How many conversations have a message that the patient has not seen.
    pub unread_threads: u32,
    /// A reset of this account that somebody has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<PendingReset>,
}

/// One thing that waits for the patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// The care team has answered.
    Answer {
        /// In which conversation.
        thread_id: ThreadId,
        /// Who wrote.
        author: String,
        /// What the conversation is about.
        subject: String,
        /// When it was stored.
        at: Timestamp,
    },
    /// A result of the last 30 days.
    NewResult {
        /// Which one.
        result_id: ResultId,
        /// Its name.
        name: Term<Test>,
        /// Where it lies against the laboratory's range, if it gave one.
        flag: Option<Flag>,
        /// When it was taken.
        at: RecordDate,
        /// The language of its name, where the source names it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<LanguageTag>,
    },
    /// A past visit waits for feedback.
    Feedback {
        /// Which visit.
        visit_id: VisitId,
        /// What it was.
        title: Term<VisitKind>,
        /// When it was.
        at: RecordDate,
        /// The language of its title, where the source names it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<LanguageTag>,
    },
}

/// The record at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordGlance {
    /// How many results.
    pub results: u32,
    /// When the newest result was taken.
    pub newest_result: Option<RecordDate>,
    /// How many kinds of vital signs.
    pub vitals: u32,
    /// How many medicines the patient takes now.
    pub medications: u32,
    /// How many conditions are active.
    pub conditions: u32,
    /// Names of the allergies.
    pub allergies: Vec<String>,
    /// How many immunizations.
    pub immunizations: u32,
    /// How many past visits.
    pub visits: u32,
    /// The newest past visit.
    pub last_visit: Option<Visit>,
}

/// A member of the care team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTeamMember {
    /// The whole name.
    pub name: String,
    /// The role.
    pub role: String,
}

impl Sample for Home {
    fn sample() -> Self {
        Self {
            today: vec![
                Waiting::Answer {
                    thread_id: Sample::sample(),
                    author: "Idris Kane".into(),
                    subject: "Metformin and stomach ache".into(),
                    at: Sample::sample(),
                },
                Waiting::NewResult {
                    result_id: Sample::sample(),
                    name: "HbA1c".into(),
                    flag: Some(Flag::High),
                    at: Sample::sample(),
                    language: None,
                },
                Waiting::Feedback {
                    visit_id: Sample::sample(),
                    title: "Diabetes review".into(),
                    at: Sample::sample(),
                    language: None,
                },
            ],
            record: RecordGlance {
                results: 64,
                newest_result: Sample::sample(),
                vitals: 5,
                medications: 4,
                conditions: 2,
                allergies: vec!["Penicillin".into()],
                immunizations: 7,
                visits: 12,
                last_visit: Sample::sample(),
            },
            next_visit: Sample::sample(),
            care_team: vec![
                CareTeamMember { name: "Dr Salma Haddad".into(), role: "Doctor, diabetes clinic".into() },
                CareTeamMember { name: "Idris Kane".into(), role: "Nurse, medicines and results".into() },
            ],
            lookers: 2,
            unread_threads: 1,
            reset: None,
        }
    }
}
