//! What only the demo may do: write a past. Messages and feedback with times of their own, in one transaction, with the
//! lines that they would have left in the access log.

use salus_protocol::{
    feedback::FeedbackAnswer,
    ids::{AccountId, PatientId, ThreadId, VisitId},
    messages::{AboutShown, ThreadState, Topic},
    security::AccessAction,
    time::{Day, Timestamp},
    words::{MessageBody, Subject},
};
use serde::de::DeserializeOwned;
use sqlx::{Any, Transaction};

use super::{
    Store, StoreError,
    access_log::{self, Actor, Line},
    feedback::AnswerToStore,
    messages::send::{MessageToStore, ThreadToStore, set_turn},
    record::Section,
};
use crate::{
    domain::{
        days::after_working_days,
        messages::{Side, Turn},
    },
    world::day_of,
};

/// What stands in front of the keys of messages that the demo wrote; the portal's keys are longer.
const KEY: &str = "demo-";

/// A conversation of the past.
pub struct PastThread {
    /// The patient.
    pub patient: PatientId,
    /// What it is about.
    pub subject: Subject,
    /// What kind of question it is.
    pub topic: Topic,
    /// The entry of the record it is about.
    pub about: Option<AboutShown>,
    /// Who is to act next.
    pub state: ThreadState,
    /// The messages, oldest first, at least one.
    pub messages: Vec<PastMessage>,
}

/// A message of the past.
pub struct PastMessage {
    /// Which side wrote it.
    pub side: Side,
    /// Who wrote it.
    pub author: AccountId,
    /// What it says.
    pub body: MessageBody,
    /// When it was stored.
    pub stored_at: Timestamp,
    /// When the other side first opened it, and who did.
    pub opened: Option<(Timestamp, AccountId)>,
}

/// The store as the demo may use it: one transaction, to be [`DemoStore::commit`]ted.
pub struct DemoStore {
    store: Store,
    transaction: Transaction<'static, Any>,
    messages: u32,
    /// The lines for the access log, written at the end: until then nobody else has to wait for it.
    lines: Vec<(Line, Timestamp)>,
}

impl Store {
    /// Begins to write a past.
    ///
    /// # Errors
    /// [`StoreError::Database`] if no transaction can begin.
    pub async fn demo(&self) -> Result<DemoStore, StoreError> {
        let lines = Vec::new();
        Ok(DemoStore { transaction: self.database().begin().await?, store: self.clone(), messages: 0, lines })
    }

    /// Whether the demo has written its past here already.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn has_demo(&self) -> Result<bool, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT id FROM messages WHERE send_key = $1 LIMIT 1")
            .bind(format!("{KEY}1"))
            .fetch_optional(self.database().reader())
            .await?;
        Ok(row.is_some())
    }

    /// The row of a patient's resource by the names that its source gave to both, such as `Patient/1` and `Encounter/2`.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn entry_in_demo(&self, patient: &str, resource: &str) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT id FROM resources WHERE source_index = $1")
            .bind(self.index("resources.source", format!("{patient} {resource}").as_bytes()))
            .fetch_optional(self.database().reader())
            .await?;
        Ok(row.map(|(id,)| id))
    }

    /// One section of an invented patient's record. Notes nothing: nobody looks at anybody's data.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub(crate) async fn section_in_demo<T: DeserializeOwned>(
        &self,
        patient: &PatientId,
        section: Section,
    ) -> Result<Option<T>, StoreError> {
        self.section(patient, section).await
    }
}

impl DemoStore {
    /// Makes an account a member of the care team whom patients see, though it was only invited to the portal.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn add_colleague(&mut self, account: &AccountId) -> Result<(), StoreError> {
        sqlx::query("UPDATE accounts SET activated_at = made_at WHERE id = $1 AND activated_at IS NULL")
            .bind(account.as_str())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Writes a conversation.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn add_thread(&mut self, past: &PastThread, answer_days: u8) -> Result<(), StoreError> {
        let world = self.store.world().clone();
        let unexpected = |_| StoreError::Unexpected("threads.id");
        let (Some(first), Some(last)) = (past.messages.first(), past.messages.last()) else { return Ok(()) };
        let id = ThreadId::parse(&world.id()).map_err(unexpected)?;
        let key = self.store.key_of(&past.patient).await?;
        let turn = Turn { state: past.state, answer_by: past.answer_by(answer_days) };
        let thread = ThreadToStore {
            id: &id,
            patient: &past.patient,
            subject: &past.subject,
            topic: past.topic,
            about: past.about.as_ref(),
            turn: &turn,
            began_at: first.stored_at,
        };
        self.store.insert_thread(&mut self.transaction, &key, &thread).await?;
        for message in &past.messages {
            self.messages += 1;
            let stored = MessageToStore {
                thread: &id,
                patient: &past.patient,
                side: message.side,
                author: &message.author,
                body: &message.body,
                key: &format!("{KEY}{}", self.messages),
                stored_at: message.stored_at,
                opened_at: message.opened.as_ref().map(|(at, _)| *at),
            };
            self.store.insert_message(&mut self.transaction, &key, &stored).await?;
            let wrote = (message.side, &message.author, AccessAction::WroteMessage);
            self.note(&past.patient, wrote, message.stored_at);
            if let Some((at, reader)) = &message.opened {
                let read = (message.side.other(), reader, AccessAction::ReadThread);
                self.note(&past.patient, read, *at);
            }
        }
        set_turn(&mut self.transaction, &id, &turn, last.stored_at).await?;
        sqlx::query("UPDATE threads SET patient_read_at = $1, staff_read_at = $2 WHERE id = $3")
            .bind(past.read_up_to(Side::Patient).0)
            .bind(past.read_up_to(Side::Staff).0)
            .bind(id.as_str())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Writes that a patient gave feedback for a visit on a day, and the answer.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn add_feedback(
        &mut self,
        patient: (&PatientId, &AccountId),
        visit: &VisitId,
        answer: &FeedbackAnswer,
        on: &Day,
    ) -> Result<(), StoreError> {
        let (patient, account) = patient;
        let key = self.store.key_of(patient).await?;
        self.store.insert_given(&mut self.transaction, patient, visit, on, answer.named).await?;
        let named = answer.named.then_some((patient, &*key));
        self.store.insert_answer(&mut self.transaction, &AnswerToStore { answer, on, named }).await?;
        self.note(patient, (Side::Patient, account, AccessAction::GaveFeedback), noon(on));
        Ok(())
    }

    /// Writes an answer without a name of somebody who is not here.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn add_other_feedback(&mut self, answer: &FeedbackAnswer, on: &Day) -> Result<(), StoreError> {
        self.store.insert_answer(&mut self.transaction, &AnswerToStore { answer, on, named: None }).await
    }

    /// Makes everything since the beginning durable.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses; then nothing of it is kept.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        // Oldest first, as they would have been written.
        self.lines.sort_by_key(|(_, at)| *at);
        access_log::insert_all(&mut self.transaction, &self.store, self.lines).await?;
        self.transaction.commit().await?;
        Ok(())
    }

    fn note(&mut self, patient: &PatientId, (side, account, action): (Side, &AccountId, AccessAction), at: Timestamp) {
        let actor = match side {
            Side::Patient => Actor::Patient(account.clone()),
            Side::Staff => Actor::Staff(account.clone()),
        };
        self.lines.push((Line { patient: patient.clone(), actor, action }, at));
    }
}

impl PastThread {
    /// The promised day, while the care team is to answer the oldest message that stands without one.
    fn answer_by(&self, answer_days: u8) -> Option<Day> {
        let unanswered = self.messages.iter().rev().take_while(|message| message.side == Side::Patient).last()?;
        (self.state == ThreadState::Waiting).then(|| after_working_days(&day_of(unanswered.stored_at), answer_days))
    }

    /// The newest message of the other side that this side has opened.
    fn read_up_to(&self, reader: Side) -> Timestamp {
        let opened = |message: &&PastMessage| message.side == reader.other() && message.opened.is_some();
        self.messages.iter().filter(opened).map(|message| message.stored_at).max().unwrap_or(Timestamp(0))
    }
}

/// Noon of a day in UTC.
fn noon(day: &Day) -> Timestamp {
    let noon = format!("{day}T12:00:00Z").parse::<jiff::Timestamp>();
    Timestamp(noon.unwrap_or(jiff::Timestamp::UNIX_EPOCH).as_microsecond())
}
