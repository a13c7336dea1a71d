//! Lists of conversations: of one patient, and of all for the care team. One statement each.

use salus_protocol::{
    ids::{PatientId, ThreadId},
    messages::{Author, ThreadSummary},
    time::{Day, Timestamp},
};
use serde::de::DeserializeOwned;
use sqlx::{Row, any::AnyRow};

use super::{day, open_body, side_of, state_of, thread_id, thread_place, topic_of};
use crate::{
    crypto::Place,
    domain::messages::{Side, excerpt},
    store::{Store, StoreError, record::Section},
};

/// How many conversations the inbox shows at most.
pub const INBOX: i64 = 200;

/// An answer that the patient has not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnseenAnswer {
    /// In which conversation.
    pub thread: ThreadId,
    /// What the conversation is about.
    pub subject: String,
    /// Who wrote.
    pub author: Author,
    /// When it was stored.
    pub at: Timestamp,
}

/// A conversation in the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow<D> {
    /// The conversation.
    pub thread: ThreadSummary,
    /// Whose it is.
    pub patient: PatientId,
    /// The name on the patient's account.
    pub account_name: String,
    /// The patient's demographics, if they were imported.
    pub demographics: Option<D>,
    /// The day by which an answer was promised, while it waits.
    pub answer_by: Option<Day>,
}

/// What every list needs of a conversation, its newest message and its author.
macro_rules! summary {
    () => {
        "SELECT t.id, t.patient_id, t.subject_ct, t.topic, t.state, m.id, m.author_kind, m.author_id, m.body_ct, \
         m.stored_at, a.name_ct, a.role_ct, (SELECT COUNT(*) FROM messages u WHERE u.thread_id = t.id AND \
         u.author_kind <> $1 AND u.stored_at > CASE WHEN $1 = 'patient' THEN t.patient_read_at ELSE t.staff_read_at END)"
    };
}

/// Where every list finds it. The newest message is the one stored at the conversation's `last_at`.
macro_rules! from {
    () => {
        " FROM threads t JOIN messages m ON m.thread_id = t.id AND m.stored_at = t.last_at \
         JOIN accounts a ON a.id = m.author_id"
    };
}

impl Store {
    /// A patient's conversations, newest message first.
    pub(super) async fn threads_of(&self, patient: &PatientId) -> Result<Vec<ThreadSummary>, StoreError> {
        let rows =
            sqlx::query(concat!(summary!(), from!(), " WHERE t.patient_id = $2 ORDER BY t.last_at DESC, t.id DESC"))
                .bind(Side::Patient.as_str())
                .bind(patient.as_str())
                .fetch_all(self.database().reader())
                .await?;
        let mut threads = Vec::with_capacity(rows.len());
        for row in &rows {
            threads.push(self.summary(row).await?.1);
        }
        Ok(threads)
    }

    /// The newest answer in each conversation with one that the patient has not seen, newest first.
    pub(super) async fn unseen_answers(&self, patient: &PatientId) -> Result<Vec<UnseenAnswer>, StoreError> {
        type Unseen = (String, Vec<u8>, String, i64, Vec<u8>, Option<Vec<u8>>);
        let rows: Vec<Unseen> = sqlx::query_as(
            "SELECT t.id, t.subject_ct, m.author_id, m.stored_at, a.name_ct, a.role_ct FROM threads t \
             JOIN messages m ON m.id = (SELECT u.id FROM messages u WHERE u.thread_id = t.id AND u.author_kind = 'staff' \
             AND u.stored_at > t.patient_read_at ORDER BY u.stored_at DESC LIMIT 1) \
             JOIN accounts a ON a.id = m.author_id \
             WHERE t.patient_id = $1 AND t.last_at > t.patient_read_at ORDER BY m.stored_at DESC",
        )
        .bind(patient.as_str())
        .fetch_all(self.database().reader())
        .await?;
        let key = self.key_of(patient).await?;
        rows.into_iter()
            .map(|(thread, subject, author, at, name, role)| {
                Ok(UnseenAnswer {
                    subject: key.open_text(thread_place("subject_ct", &thread, patient), &subject)?,
                    author: self.author(&author, &name, role.as_deref())?,
                    at: Timestamp(at),
                    thread: thread_id(&thread)?,
                })
            })
            .collect()
    }

    /// The care team's inbox: those that wait first, the longest waiting on top; then the others, newest first.
    pub(super) async fn inbox<D: DeserializeOwned>(&self) -> Result<Vec<InboxRow<D>>, StoreError> {
        let rows = sqlx::query(concat!(
            summary!(),
            ", t.answer_by, p.id, p.name_ct, v.content_ct",
            from!(),
            " JOIN accounts p ON p.patient_id = t.patient_id \
             LEFT JOIN record_views v ON v.patient_id = t.patient_id AND v.section = $2 \
             WHERE NOT EXISTS (SELECT 1 FROM patients d WHERE d.id = t.patient_id AND d.destroyed_at IS NOT NULL) \
             ORDER BY CASE WHEN t.state = 'waiting' THEN 0 ELSE 1 END, \
             CASE WHEN t.state = 'waiting' THEN (SELECT MIN(w.stored_at) FROM messages w WHERE w.thread_id = t.id \
             AND w.author_kind = 'patient' AND w.stored_at > COALESCE((SELECT MAX(s.stored_at) FROM messages s \
             WHERE s.thread_id = t.id AND s.author_kind = 'staff'), 0)) ELSE 0 END, \
             t.last_at DESC, t.id DESC LIMIT $3"
        ))
        .bind(Side::Staff.as_str())
        .bind(Section::Demographics.as_str())
        .bind(INBOX)
        .fetch_all(self.database().reader())
        .await?;
        let mut inbox = Vec::with_capacity(rows.len());
        for row in &rows {
            let (patient, thread) = match self.summary(row).await {
                // Destroyed at this moment.
                Err(StoreError::Destroyed) => continue,
                summary => summary?,
            };
            let account: String = row.try_get(14)?;
            let name: Vec<u8> = row.try_get(15)?;
            let demographics: Option<Vec<u8>> = row.try_get(16)?;
            inbox.push(InboxRow {
                thread,
                account_name: self.open_text_for_practice("accounts", "name_ct", &account, &name)?,
                demographics: match demographics {
                    Some(sealed) => Some(self.demographics(&patient, &sealed).await?),
                    None => None,
                },
                answer_by: row.try_get::<Option<String>, _>(13)?.as_deref().map(day).transpose()?,
                patient,
            });
        }
        Ok(inbox)
    }

    /// How many conversations wait for an answer, also those that the inbox has no room for.
    pub(super) async fn waiting_threads(&self) -> Result<u32, StoreError> {
        let (waiting,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM threads WHERE state = 'waiting'")
            .fetch_one(self.database().reader())
            .await?;
        Ok(u32::try_from(waiting).unwrap_or(u32::MAX))
    }

    async fn demographics<D: DeserializeOwned>(&self, patient: &PatientId, sealed: &[u8]) -> Result<D, StoreError> {
        let section = Section::Demographics.as_str();
        let place = Place { table: "record_views", column: "content_ct", row: section, owner: patient.as_str() };
        let text = self.key_of(patient).await?.open(place, sealed)?;
        serde_json::from_slice(&text).map_err(|_| StoreError::Unexpected("record_views.content_ct"))
    }

    async fn summary(&self, row: &AnyRow) -> Result<(PatientId, ThreadSummary), StoreError> {
        let id: String = row.try_get(0)?;
        let patient: String = row.try_get(1)?;
        let patient = PatientId::parse(&patient).map_err(|_| StoreError::Unexpected("threads.patient_id"))?;
        let key = self.key_of(&patient).await?;
        let subject: Vec<u8> = row.try_get(2)?;
        let topic: String = row.try_get(3)?;
        let state: String = row.try_get(4)?;
        let message: String = row.try_get(5)?;
        let author_kind: String = row.try_get(6)?;
        let author: String = row.try_get(7)?;
        let body: Vec<u8> = row.try_get(8)?;
        let name: Vec<u8> = row.try_get(10)?;
        let role: Option<Vec<u8>> = row.try_get(11)?;
        side_of(&author_kind)?;
        let summary = ThreadSummary {
            subject: key.open_text(thread_place("subject_ct", &id, &patient), &subject)?,
            topic: topic_of(&topic)?,
            state: state_of(&state)?,
            unread: row.try_get::<i64, _>(12)? > 0,
            last_author: self.author(&author, &name, role.as_deref())?,
            last_at: Timestamp(row.try_get(9)?),
            excerpt: excerpt(&open_body(&key, &patient, &message, &body)?),
            id: thread_id(&id)?,
        };
        Ok((patient, summary))
    }
}
