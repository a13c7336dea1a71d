//! Storing messages and who is to act next: one transaction each, with its line in the access log.

use salus_protocol::{
    ids::{AccountId, PatientId, ThreadId},
    messages::{AboutShown, Topic},
    time::Timestamp,
    words::{MessageBody, Subject},
};
use sqlx::{Any, Transaction};

use super::{body_place, day, state_of, state_word, thread_place, topic_word};
use crate::{
    crypto::DataKey,
    domain::messages::{Refusal, Side, Turn, stored_at},
    store::{
        Store, StoreError,
        access_log::{self, Line},
    },
};

/// A conversation to be stored.
pub(crate) struct ThreadToStore<'a> {
    pub(crate) id: &'a ThreadId,
    pub(crate) patient: &'a PatientId,
    pub(crate) subject: &'a Subject,
    pub(crate) topic: Topic,
    pub(crate) about: Option<&'a AboutShown>,
    pub(crate) turn: &'a Turn,
    pub(crate) began_at: Timestamp,
}

/// A message to be stored.
pub(crate) struct MessageToStore<'a> {
    pub(crate) thread: &'a ThreadId,
    pub(crate) patient: &'a PatientId,
    pub(crate) side: Side,
    pub(crate) author: &'a AccountId,
    pub(crate) body: &'a MessageBody,
    pub(crate) key: &'a str,
    pub(crate) stored_at: Timestamp,
    pub(crate) opened_at: Option<Timestamp>,
}

/// A reply, before it is known where it belongs.
pub(super) struct ReplyToStore<'a> {
    pub(super) thread: &'a ThreadId,
    /// The only patient whose conversation it may be; `None` for the care team, which answers all.
    pub(super) only_of: Option<&'a PatientId>,
    pub(super) side: Side,
    pub(super) author: &'a AccountId,
    pub(super) body: &'a MessageBody,
    pub(super) key: &'a str,
    pub(super) answer_days: u8,
}

/// A conversation whose row this transaction holds: nobody else changes it until the end.
pub(super) struct Held {
    pub(super) turn: Turn,
    pub(super) last_at: Timestamp,
}

impl Store {
    /// Adds a message to a conversation; `false` if the same author's same key has done so before.
    pub(super) async fn add_reply(
        &self,
        reply: &ReplyToStore<'_>,
        line: impl FnOnce(&PatientId) -> Line,
    ) -> Result<Result<bool, Refusal>, StoreError> {
        let world = self.world();
        let now = world.now();
        let Some(patient) = self.owner_of(reply.thread, reply.only_of).await? else {
            return Ok(Err(Refusal::NotFound));
        };
        let key = self.key_of(&patient).await?;
        let mut transaction = self.database().begin().await?;
        let held = hold(&mut transaction, reply.thread).await?;
        let turn = match held.turn.after_reply(reply.side, &world.today(), reply.answer_days) {
            Ok(turn) => turn,
            Err(refusal) => {
                transaction.rollback().await?;
                return self.repeated(reply, refusal).await;
            }
        };
        let at = stored_at(now, held.last_at);
        let message = MessageToStore {
            thread: reply.thread,
            patient: &patient,
            side: reply.side,
            author: reply.author,
            body: reply.body,
            key: reply.key,
            stored_at: at,
            opened_at: None,
        };
        if !self.insert_message(&mut transaction, &key, &message).await? {
            transaction.rollback().await?;
            return self.repeated(reply, Refusal::KeyInUse).await;
        }
        set_turn(&mut transaction, reply.thread, &turn, at).await?;
        access_log::insert(&mut transaction, self, line(&patient), now).await?;
        transaction.commit().await?;
        Ok(Ok(true))
    }

    /// Whose conversation it is; `None` if there is none, or it is another's than `only_of`.
    pub(super) async fn owner_of(
        &self,
        thread: &ThreadId,
        only_of: Option<&PatientId>,
    ) -> Result<Option<PatientId>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT patient_id FROM threads WHERE id = $1")
            .bind(thread.as_str())
            .fetch_optional(self.database().reader())
            .await?;
        let Some((patient,)) = row else { return Ok(None) };
        let patient = PatientId::parse(&patient).map_err(|_| StoreError::Unexpected("threads.patient_id"))?;
        Ok(Some(patient).filter(|patient| only_of.is_none_or(|only| only == patient)))
    }

    /// Tells a repeated attempt, which succeeds once more, from one that is to be refused.
    async fn repeated(&self, reply: &ReplyToStore<'_>, refusal: Refusal) -> Result<Result<bool, Refusal>, StoreError> {
        let before = self.sent_before(reply.author, reply.key).await?;
        Ok(if before.as_ref() == Some(reply.thread) { Ok(false) } else { Err(refusal) })
    }

    /// Notes that one side has seen a conversation up to now; `None` if there is none, `false` if nothing was unseen.
    pub(super) async fn mark_read(
        &self,
        thread: &ThreadId,
        only_of: Option<&PatientId>,
        reader: Side,
        line: impl FnOnce(&PatientId) -> Line,
    ) -> Result<Option<(PatientId, bool)>, StoreError> {
        let world = self.world();
        let now = world.now();
        let Some(patient) = self.owner_of(thread, only_of).await? else { return Ok(None) };
        let mut transaction = self.database().begin().await?;
        let seen = match reader {
            Side::Patient => "UPDATE threads SET patient_read_at = last_at WHERE id = $1 AND patient_read_at < last_at",
            Side::Staff => "UPDATE threads SET staff_read_at = last_at WHERE id = $1 AND staff_read_at < last_at",
        };
        let seen = sqlx::query(seen).bind(thread.as_str()).execute(&mut *transaction).await?.rows_affected();
        if seen == 0 {
            transaction.rollback().await?;
            return Ok(Some((patient, false)));
        }
        sqlx::query(
            "UPDATE messages SET opened_at = $1 WHERE thread_id = $2 AND author_kind = $3 AND opened_at IS NULL",
        )
        .bind(now.0)
        .bind(thread.as_str())
        .bind(reader.other().as_str())
        .execute(&mut *transaction)
        .await?;
        access_log::insert(&mut transaction, self, line(&patient), now).await?;
        transaction.commit().await?;
        Ok(Some((patient, true)))
    }

    /// Stores a new conversation without messages, inside a transaction that adds the first.
    pub(crate) async fn insert_thread(
        &self,
        transaction: &mut Transaction<'static, Any>,
        key: &DataKey,
        thread: &ThreadToStore<'_>,
    ) -> Result<(), StoreError> {
        let id = thread.id.as_str();
        let subject = thread.subject.as_str().as_bytes();
        let subject = key.seal(self.world(), thread_place("subject_ct", id, thread.patient), subject)?;
        let about = match thread.about {
            Some(about) => {
                let text = serde_json::to_vec(about).map_err(|_| StoreError::Unexpected("threads.about_ct"))?;
                Some(key.seal(self.world(), thread_place("about_ct", id, thread.patient), &text)?)
            }
            None => None,
        };
        sqlx::query(
            "INSERT INTO threads (id, patient_id, subject_ct, topic, about_ct, state, answer_by, began_at, last_at, \
             patient_read_at, staff_read_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0, 0)",
        )
        .bind(id)
        .bind(thread.patient.as_str())
        .bind(subject)
        .bind(topic_word(thread.topic))
        .bind(about)
        .bind(state_word(thread.turn.state))
        .bind(thread.turn.answer_by.clone().map(String::from))
        .bind(thread.began_at.0)
        .execute(&mut **transaction)
        .await?;
        Ok(())
    }

    /// Stores a message; `false` if this author has used this key before, and then nothing is stored.
    pub(crate) async fn insert_message(
        &self,
        transaction: &mut Transaction<'static, Any>,
        key: &DataKey,
        message: &MessageToStore<'_>,
    ) -> Result<bool, StoreError> {
        let id = self.world().id();
        let body = key.seal(self.world(), body_place(&id, message.patient), message.body.as_str().as_bytes())?;
        let stored = sqlx::query(
            "INSERT INTO messages (id, thread_id, patient_id, author_kind, author_id, body_ct, send_key, stored_at, \
             opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (author_id, send_key) DO NOTHING",
        )
        .bind(id)
        .bind(message.thread.as_str())
        .bind(message.patient.as_str())
        .bind(message.side.as_str())
        .bind(message.author.as_str())
        .bind(body)
        .bind(message.key)
        .bind(message.stored_at.0)
        .bind(message.opened_at.map(|at| at.0))
        .execute(&mut **transaction)
        .await?
        .rows_affected();
        Ok(stored == 1)
    }
}

/// Takes hold of a conversation's row, so that whoever else acts in it waits.
pub(super) async fn hold(transaction: &mut Transaction<'static, Any>, thread: &ThreadId) -> Result<Held, StoreError> {
    let (state, answer_by, last_at): (String, Option<String>, i64) =
        sqlx::query_as("UPDATE threads SET state = state WHERE id = $1 RETURNING state, answer_by, last_at")
            .bind(thread.as_str())
            .fetch_one(&mut **transaction)
            .await?;
    let turn = Turn { state: state_of(&state)?, answer_by: answer_by.as_deref().map(day).transpose()? };
    Ok(Held { turn, last_at: Timestamp(last_at) })
}

/// Says who is to act next, and when the newest message was stored.
pub(crate) async fn set_turn(
    transaction: &mut Transaction<'static, Any>,
    thread: &ThreadId,
    turn: &Turn,
    last_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE threads SET state = $1, answer_by = $2, last_at = $3 WHERE id = $4")
        .bind(state_word(turn.state))
        .bind(turn.answer_by.clone().map(String::from))
        .bind(last_at.0)
        .bind(thread.as_str())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
