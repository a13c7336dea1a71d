//! Messages: conversations between a patient and the care team, as the patient sees them.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    endpoint::{Nothing, endpoints},
    ids::{AccessId, EntryId, MessageId, ResultId, ThreadId},
    record::{Term, Test, Value},
    sample::Sample,
    security::AccessLine,
    time::{Day, Timestamp},
    words::{IdempotencyKey, LanguageTag, MessageBody, Subject},
};

endpoints! {
    /// All conversations, the one with the newest message first.
    ListThreads {} = Get "/api/v1/messages", Patient, Nothing => Threads;
    /// Starts a conversation. The same key twice stores one.
    StartThread {} = Post "/api/v1/messages", Patient, NewThread => Thread;
    /// One conversation, oldest message first.
    GetThread { /// Which one.
        thread_id: ThreadId } = Get "/api/v1/messages/{thread_id}", Patient, Nothing => Thread;
    /// Adds a message to a conversation. The same key twice stores one.
    Reply { /// To which conversation.
        thread_id: ThreadId } = Post "/api/v1/messages/{thread_id}/replies", Patient, NewReply => Thread;
    /// Notes that the patient has seen the conversation up to now.
    MarkThreadRead { /// Which one.
        thread_id: ThreadId } = Post "/api/v1/messages/{thread_id}/read", Patient, Nothing => Done;
}

/// The patient's conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threads {
    /// The conversations, newest message first.
    pub threads: Vec<ThreadSummary>,
}

/// A conversation in a list. A different type than [`Thread`]: a list holds no bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadSummary {
    /// Its id.
    pub id: ThreadId,
    /// What it is about.
    pub subject: String,
    /// What kind of question it is.
    pub topic: Topic,
    /// Who is to act next.
    pub state: ThreadState,
    /// Whether the reader has not seen the newest message.
    pub unread: bool,
    /// Who wrote the newest message.
    pub last_author: Author,
    /// When the newest message was stored.
    pub last_at: Timestamp,
    /// The beginning of the newest message, at most 120 characters.
    pub excerpt: String,
}

/// A whole conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// Its id.
    pub id: ThreadId,
    /// What it is about.
    pub subject: String,
    /// What kind of question it is.
    pub topic: Topic,
    /// Who is to act next.
    pub state: ThreadState,
    /// The entry of the record it is about, if it began there.
    pub about: Option<AboutShown>,
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    /// While the care team is to answer: the day by which it will.
    pub answer_by: Option<Day>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// Whether the reader wrote it.
    pub mine: bool,
    /// What it says: plain text with line breaks.
    pub body: String,
    /// When it was stored.
    pub stored_at: Timestamp,
    /// When the other side first opened it.
    pub opened_at: Option<Timestamp>,
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The patient.
    Patient {
        /// The whole name.
        name: String,
    },
    /// A member of the care team.
    Staff {
        /// The whole name.
        name: String,
        /// The role.
        role: String,
    },
}

/// Who is to act next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadState {
    /// The care team has yet to answer.
    Waiting,
    /// The care team has answered.
    Answered,
    /// Closed; a new question needs a new conversation.
    Closed,
}

/// What kind of question it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// A question about a result.
    Results,
    /// A question about medicines.
    Medicines,
    /// About a visit or an appointment.
    Visits,
    /// How the patient feels, symptoms.
    Health,
    /// Anything else, letters and forms for example.
    Other,
    /// Who looked at the record. Chosen by the portal, never offered.
    Access,
}

impl Topic {
    /// The topics that are offered, in their order.
    pub const OFFERED: [Self; 5] = [Self::Health, Self::Medicines, Self::Results, Self::Visits, Self::Other];
    /// All topics.
    pub const ALL: [Self; 6] = [Self::Health, Self::Medicines, Self::Results, Self::Visits, Self::Other, Self::Access];
}

/// The entry of the record that a new conversation is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A result.
    Result(ResultId),
    /// A medicine.
    Medication(EntryId),
    /// A line of the access log that the patient does not recognise.
    Access(AccessId),
}

/// The entry that a conversation is about, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutShown {
    /// The entry.
    pub about: About,
    /// What it is, for example "HbA1c".
    pub title: Term<Test>,
    /// What was found, if it is a result with a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The language of its title, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// The line of the access log, if it is one; the portal says it in the reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<AccessLine>,
}

/// A conversation to be started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewThread {
    /// What it is about.
    pub subject: Subject,
    /// What kind of question it is.
    pub topic: Topic,
    /// What it says.
    pub body: MessageBody,
    /// The entry of the record it is about, if it begins there.
    pub about: Option<About>,
    /// Marks this attempt to send.
    pub key: IdempotencyKey,
}

/// A message to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReply {
    /// What it says.
    pub body: MessageBody,
    /// Marks this attempt to send.
    pub key: IdempotencyKey,
}

impl Sample for Threads {
    fn sample() -> Self {
        Self { threads: Sample::sample() }
    }
}

impl Sample for ThreadSummary {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            subject: "Metformin and stomach ache".into(),
            topic: Topic::Medicines,
            state: ThreadState::Answered,
            unread: true,
            last_author: Author::Staff { name: "Idris Kane".into(), role: "Nurse, diabetes clinic".into() },
            last_at: Sample::sample(),
            excerpt: "You can take it with food, and the evening dose in the middle of the meal.".into(),
        }
    }
}

impl Sample for Thread {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            subject: "Metformin and stomach ache".into(),
            topic: Topic::Medicines,
            state: ThreadState::Waiting,
            about: Some(AboutShown {
                about: About::Medication(Sample::sample()),
                title: "Metformin 1000 mg".into(),
                value: None,
                language: None,
                access: None,
            }),
            messages: Sample::sample(),
            answer_by: Day::parse("2026-11-24").ok(),
        }
    }
}

impl Sample for Message {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            author: Author::Patient { name: "Lina Marsh".into() },
            mine: true,
            body: "Since the new dose I have a stomach ache in the evening. Should I take it at another time?".into(),
            stored_at: Sample::sample(),
            opened_at: Sample::sample(),
        }
    }
}

impl Sample for NewThread {
    fn sample() -> Self {
        Self {
            subject: Sample::sample(),
            topic: Topic::Medicines,
            body: Sample::sample(),
            about: Some(About::Medication(Sample::sample())),
            key: Sample::sample(),
        }
    }
}

impl Sample for NewReply {
    fn sample() -> Self {
        Self { body: Sample::sample(), key: Sample::sample() }
    }
}
