//! Messages: conversations between a patient and the care team.
//!
//! Subjects, bodies and what a conversation is about are sealed under the patient's key, each bound to its row. A message is
//! stored once for each author and key of an attempt to send. Times within a conversation strictly increase, so that its
//! order is one.
//!
//! [`list`] reads lists, [`send`] stores messages and who is to act next, [`patient`] and [`staff`] are what each side may do.

pub mod list;
pub mod patient;
pub(crate) mod send;
pub mod staff;

use std::collections::HashMap;

use salus_protocol::{
    ids::{AccountId, MessageId, PatientId, ThreadId},
    messages::{AboutShown, Author, Message, Thread, ThreadState, Topic},
    time::{Day, Timestamp},
};

use super::{Store, StoreError};
use crate::{
    crypto::{DataKey, Place},
    domain::messages::Side,
};

/// A conversation as it stands after somebody acted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// The conversation.
    pub thread: Thread,
    /// Whose it is.
    pub patient: PatientId,
    /// Whether anything was changed; a repeated attempt changes nothing.
    pub changed: bool,
}

type Row = (
    (String, Vec<u8>, String, Option<Vec<u8>>, String, Option<String>),
    (String, String, String, Vec<u8>, i64, Option<i64>),
    (Vec<u8>, Option<Vec<u8>>),
);

impl Store {
    /// One conversation as `reader` sees it, with whose it is. Notes nothing: the caller has, or will.
    async fn thread(&self, id: &ThreadId, reader: Side) -> Result<Option<(PatientId, Thread)>, StoreError> {
        let rows = self.thread_rows(id).await?;
        let Some(((patient, subject, topic, about, state, answer_by), ..)) = rows.first().cloned() else {
            return Ok(None);
        };
        let patient = PatientId::parse(&patient).map_err(|_| StoreError::Unexpected("threads.patient_id"))?;
        let key = self.key_of(&patient).await?;
        let mut authors = HashMap::new();
        let mut messages = Vec::with_capacity(rows.len());
        for (_, (message, kind, author, body, stored_at, opened_at), (name, role)) in rows {
            let body = open_body(&key, &patient, &message, &body)?;
            let shown = match authors.get(&author) {
                Some(known) => Author::clone(known),
                None => {
                    let opened = self.author(&author, &name, role.as_deref())?;
                    authors.insert(author, opened.clone());
                    opened
                }
            };
            messages.push(Message {
                id: MessageId::parse(&message).map_err(|_| StoreError::Unexpected("messages.id"))?,
                author: shown,
                mine: side_of(&kind)? == reader,
                body,
                stored_at: Timestamp(stored_at),
                opened_at: opened_at.map(Timestamp),
            });
        }
        let thread = Thread {
            id: id.clone(),
            subject: key.open_text(thread_place("subject_ct", id.as_str(), &patient), &subject)?,
            topic: topic_of(&topic)?,
            state: state_of(&state)?,
            about: about.map(|about| open_about(&key, &patient, id, &about)).transpose()?,
            messages,
            answer_by: answer_by.as_deref().map(day).transpose()?,
        };
        Ok(Some((patient, thread)))
    }

    /// The rows of one conversation, oldest message first; in one statement, so that they are of one moment.
    async fn thread_rows(&self, id: &ThreadId) -> Result<Vec<Row>, StoreError> {
        use sqlx::Row as _;
        let rows = sqlx::query(
            "SELECT t.patient_id, t.subject_ct, t.topic, t.about_ct, t.state, t.answer_by, \
             m.id, m.author_kind, m.author_id, m.body_ct, m.stored_at, m.opened_at, a.name_ct, a.role_ct \
             FROM threads t JOIN messages m ON m.thread_id = t.id JOIN accounts a ON a.id = m.author_id \
             WHERE t.id = $1 ORDER BY m.stored_at, m.id",
        )
        .bind(id.as_str())
        .fetch_all(self.database().reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    (
                        row.try_get(0)?,
                        row.try_get(1)?,
                        row.try_get(2)?,
                        row.try_get(3)?,
                        row.try_get(4)?,
                        row.try_get(5)?,
                    ),
                    (
                        row.try_get(6)?,
                        row.try_get(7)?,
                        row.try_get(8)?,
                        row.try_get(9)?,
                        row.try_get(10)?,
                        row.try_get(11)?,
                    ),
                    (row.try_get(12)?, row.try_get(13)?),
                ))
            })
            .collect()
    }

    /// Who wrote, opened: the care team has roles, patients have none.
    fn author(&self, account: &str, name: &[u8], role: Option<&[u8]>) -> Result<Author, StoreError> {
        let name = self.open_text_for_practice("accounts", "name_ct", account, name)?;
        Ok(match role {
            None => Author::Patient { name },
            Some(role) => {
                let role = self.open_text_for_practice("accounts", "role_ct", account, role)?;
                Author::Staff { name, role }
            }
        })
    }

    /// The conversation in which this author has used this key, if any.
    async fn sent_before(&self, author: &AccountId, key: &str) -> Result<Option<ThreadId>, StoreError> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT thread_id FROM messages WHERE author_id = $1 AND send_key = $2")
                .bind(author.as_str())
                .bind(key)
                .fetch_optional(self.database().reader())
                .await?;
        row.map(|(id,)| thread_id(&id)).transpose()
    }
}

/// Where a conversation's sealed column lives.
fn thread_place<'a>(column: &'a str, thread: &'a str, patient: &'a PatientId) -> Place<'a> {
    Place { table: "threads", column, row: thread, owner: patient.as_str() }
}

/// Where a message's body lives.
fn body_place<'a>(message: &'a str, patient: &'a PatientId) -> Place<'a> {
    Place { table: "messages", column: "body_ct", row: message, owner: patient.as_str() }
}

fn open_body(key: &DataKey, patient: &PatientId, message: &str, sealed: &[u8]) -> Result<String, StoreError> {
    Ok(key.open_text(body_place(message, patient), sealed)?)
}

fn open_about(key: &DataKey, patient: &PatientId, thread: &ThreadId, sealed: &[u8]) -> Result<AboutShown, StoreError> {
    let text = key.open(thread_place("about_ct", thread.as_str(), patient), sealed)?;
    serde_json::from_slice(&text).map_err(|_| StoreError::Unexpected("threads.about_ct"))
}

fn thread_id(text: &str) -> Result<ThreadId, StoreError> {
    ThreadId::parse(text).map_err(|_| StoreError::Unexpected("threads.id"))
}

fn side_of(word: &str) -> Result<Side, StoreError> {
    [Side::Patient, Side::Staff]
        .into_iter()
        .find(|side| side.as_str() == word)
        .ok_or(StoreError::Unexpected("messages.author_kind"))
}

/// The word that stands in the row, which is that of the wire.
const fn state_word(state: ThreadState) -> &'static str {
    match state {
        ThreadState::Waiting => "waiting",
        ThreadState::Answered => "answered",
        ThreadState::Closed => "closed",
    }
}

fn state_of(word: &str) -> Result<ThreadState, StoreError> {
    [ThreadState::Waiting, ThreadState::Answered, ThreadState::Closed]
        .into_iter()
        .find(|state| state_word(*state) == word)
        .ok_or(StoreError::Unexpected("threads.state"))
}

/// The word that stands in the row, which is that of the wire.
const fn topic_word(topic: Topic) -> &'static str {
    match topic {
        Topic::Results => "results",
        Topic::Medicines => "medicines",
        Topic::Visits => "visits",
        Topic::Health => "health",
        Topic::Other => "other",
        Topic::Access => "access",
    }
}

fn topic_of(word: &str) -> Result<Topic, StoreError> {
    Topic::ALL.into_iter().find(|topic| topic_word(*topic) == word).ok_or(StoreError::Unexpected("threads.topic"))
}

fn day(text: &str) -> Result<Day, StoreError> {
    Day::parse(text).map_err(|_| StoreError::Unexpected("threads.answer_by"))
}
