//! The care team's side: the inbox, a conversation with its patient, and what patients say.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    endpoint::{Nothing, endpoints},
    feedback::{Experience, Listened},
    ids::{PatientId, ThreadId},
    messages::{NewReply, Thread, ThreadSummary},
    sample::Sample,
    time::Day,
};

endpoints! {
    /// Conversations of all patients: those that wait first, the longest waiting on top; then the others, newest first.
    ListInbox {} = Get "/api/v1/staff/inbox", Staff, Nothing => Inbox;
    /// One conversation with what the team needs to know of its patient.
    GetStaffThread { /// Which one.
        thread_id: ThreadId } = Get "/api/v1/staff/threads/{thread_id}", Staff, Nothing => StaffThread;
    /// Answers a patient. The same key twice stores one.
    StaffReply { /// In which conversation.
        thread_id: ThreadId } = Post "/api/v1/staff/threads/{thread_id}/replies", Staff, NewReply => StaffThread;
    /// Notes that the care team has opened the conversation: the patient sees when.
    MarkStaffThreadRead { /// Which one.
        thread_id: ThreadId } = Post "/api/v1/staff/threads/{thread_id}/read", Staff, Nothing => Done;
    /// Closes a conversation that needs no answer any more.
    CloseThread { /// Which one.
        thread_id: ThreadId } = Post "/api/v1/staff/threads/{thread_id}/close", Staff, Nothing => StaffThread;
    /// What patients say: shares, counts and comments.
    GetFeedbackReport {} = Get "/api/v1/staff/feedback", Staff, Nothing => FeedbackReport;
}

/// The care team's inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// How many conversations wait for an answer.
    pub waiting: u32,
    /// At most 200 conversations.
    pub threads: Vec<InboxThread>,
}

/// One conversation in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxThread {
    /// The conversation.
    pub thread: ThreadSummary,
    /// Whose it is.
    pub patient: PatientCard,
    /// The day by which an answer was promised, while it waits.
    pub answer_by: Option<Day>,
}

/// Who the patient is, in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientCard {
    /// The patient.
    pub id: PatientId,
    /// The whole name.
    pub name: String,
    /// The age in years, where the date of birth is known.
    pub age: Option<u16>,
}

/// One conversation with what the team needs to know of its patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffThread {
    /// The conversation as the care team sees it.
    pub thread: Thread,
    /// Whose it is.
    pub patient: PatientCard,
    /// Names of the patient's allergies.
    pub allergies: Vec<String>,
    /// Names of the medicines that the patient takes now.
    pub medications: Vec<String>,
}

/// What patients say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackReport {
    /// How many answers there are.
    pub answers: u32,
    /// Share of "very good" and "good" among the answers other than "I don't know", in whole per cent; `None` without answers.
    pub positive_percent: Option<u8>,
    /// Share of "poor" and "very poor", likewise.
    pub negative_percent: Option<u8>,
    /// How many answers of each kind, in the order of [`Experience::ALL`].
    pub experience: Vec<ExperienceCount>,
    /// How many answers of each kind, in the order of [`Listened::ALL`].
    pub listened: Vec<ListenedCount>,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthOfFeedback>,
    /// What patients wrote, newest first, at most 100.
    pub comments: Vec<Comment>,
}

/// How many gave this answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExperienceCount {
    /// The answer.
    pub experience: Experience,
    /// How many.
    pub count: u32,
}

/// How many gave this answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListenedCount {
    /// The answer.
    pub listened: Listened,
    /// How many.
    pub count: u32,
}

/// One month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthOfFeedback {
    /// The first day of the month.
    pub month: Day,
    /// How many answers.
    pub answers: u32,
    /// Share of "very good" and "good" in whole per cent; `None` below five answers, so that nobody is picked out.
    pub positive_percent: Option<u8>,
}

/// What one patient wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// How the patient rated the visit.
    pub experience: Experience,
    /// What the patient wrote.
    pub text: String,
    /// The first day of the month in which it was given: an exact day could give an unnamed answer away.
    pub month: Day,
    /// The patient's name, where the patient gave it.
    pub name: Option<String>,
}

impl Sample for Inbox {
    fn sample() -> Self {
        Self { waiting: 1, threads: Sample::sample() }
    }
}

impl Sample for InboxThread {
    fn sample() -> Self {
        Self { thread: Sample::sample(), patient: Sample::sample(), answer_by: Day::parse("2026-11-24").ok() }
    }
}

impl Sample for PatientCard {
    fn sample() -> Self {
        Self { id: Sample::sample(), name: "Lina Marsh".into(), age: Some(47) }
    }
}

impl Sample for StaffThread {
    fn sample() -> Self {
        Self {
            thread: Sample::sample(),
            patient: Sample::sample(),
            allergies: vec!["Penicillin".into()],
            medications: vec!["Metformin 1000 mg".into()],
        }
    }
}

impl Sample for FeedbackReport {
    fn sample() -> Self {
        Self {
            answers: 41,
            positive_percent: Some(88),
            negative_percent: Some(5),
            experience: Experience::ALL
                .into_iter()
                .zip([25, 11, 3, 1, 1, 0])
                .map(|(experience, count)| ExperienceCount { experience, count })
                .collect(),
            listened: Listened::ALL
                .into_iter()
                .zip([30, 8, 2, 1])
                .map(|(listened, count)| ListenedCount { listened, count })
                .collect(),
            months: Sample::sample(),
            comments: Sample::sample(),
        }
    }
}

impl Sample for MonthOfFeedback {
    fn sample() -> Self {
        Self { month: first_of_november(), answers: 9, positive_percent: Some(89) }
    }
}

impl Sample for Comment {
    fn sample() -> Self {
        Self {
            experience: Experience::Good,
            text: "Everything was explained well. The phone line was busy in the morning.".into(),
            month: first_of_november(),
            name: None,
        }
    }
}

/// The month of the samples.
fn first_of_november() -> Day {
    Day::parse("2026-11-01").unwrap_or_else(|_| Day::sample())
}
