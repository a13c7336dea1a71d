//! What the care team may do with the conversations of all patients.

use std::collections::HashSet;

use futures::future::try_join_all;
use salus_protocol::{
    ids::{PatientId, ThreadId},
    messages::{NewReply, Thread},
    security::AccessAction,
};
use serde::de::DeserializeOwned;

use super::{
    Acted,
    list::InboxRow,
    send::{ReplyToStore, hold, set_turn},
};
use crate::{
    domain::messages::{Refusal, Side, Turn},
    store::{StoreError, access_log, record::Section, staff::StaffStore},
};

impl StaffStore {
    /// The inbox, and how many conversations wait. Noted for each patient whose name it shows.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read, or the access log cannot be written.
    pub async fn inbox<D: DeserializeOwned>(&self) -> Result<(u32, Vec<InboxRow<D>>), StoreError> {
        let (waiting, inbox) = tokio::try_join!(self.store.waiting_threads(), self.store.inbox::<D>())?;
        let patients: HashSet<&PatientId> = inbox.iter().map(|row| &row.patient).collect();
        try_join_all(patients.into_iter().map(|patient| self.note(patient, AccessAction::ReadThreads))).await?;
        Ok((waiting, inbox))
    }

    /// One conversation and whose it is; `None` if there is none.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read, or the access log cannot be written.
    pub async fn thread(&self, id: &ThreadId) -> Result<Option<(PatientId, Thread)>, StoreError> {
        let Some((patient, thread)) = self.store.thread(id, Side::Staff).await? else { return Ok(None) };
        self.note(&patient, AccessAction::ReadThread).await?;
        Ok(Some((patient, thread)))
    }

    /// One section of a patient's record, noted as `action`; `None` if nothing was imported yet.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read, or the access log cannot be written.
    pub async fn section<D: DeserializeOwned>(
        &self,
        patient: &PatientId,
        section: Section,
        action: AccessAction,
    ) -> Result<Option<D>, StoreError> {
        let (content, ()) = tokio::try_join!(self.store.section(patient, section), self.note(patient, action))?;
        Ok(content)
    }

    /// The patient's demographics, for an answer that is noted already.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read.
    pub(crate) async fn demographics<D: DeserializeOwned>(&self, patient: &PatientId) -> Result<Option<D>, StoreError> {
        self.store.section(patient, Section::Demographics).await
    }

    /// The name on the patient's account, for an answer that is noted already.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub(crate) async fn account_name(&self, patient: &PatientId) -> Result<String, StoreError> {
        let (id, name): (String, Vec<u8>) = sqlx::query_as("SELECT id, name_ct FROM accounts WHERE patient_id = $1")
            .bind(patient.as_str())
            .fetch_one(self.store.database().reader())
            .await?;
        self.store.open_text_for_practice("accounts", "name_ct", &id, &name)
    }

    /// Answers a patient. The same key again stores nothing.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be stored. The inner error: why nobody may.
    pub async fn reply(&self, thread: &ThreadId, new: &NewReply) -> Result<Result<Acted, Refusal>, StoreError> {
        let reply = ReplyToStore {
            thread,
            only_of: None,
            side: Side::Staff,
            author: self.session.account(),
            body: &new.body,
            key: new.key.as_str(),
            // The care team promises its answers to patients; it does not wait for theirs.
            answer_days: 0,
        };
        let line = |patient: &PatientId| self.line(patient, AccessAction::WroteMessage);
        match self.store.add_reply(&reply, line).await? {
            Ok(true) => Ok(Ok(self.acted(thread, true).await?)),
            // Nothing was written, and the answer shows the conversation all the same.
            Ok(false) => {
                if let Some(patient) = self.store.owner_of(thread, None).await? {
                    self.note(&patient, AccessAction::ReadThread).await?;
                }
                Ok(Ok(self.acted(thread, false).await?))
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Notes that the care team has opened a conversation; `None` if there is none. The second value is `false` if nothing
    /// was unseen.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be noted.
    pub async fn mark_thread_read(&self, thread: &ThreadId) -> Result<Option<(PatientId, bool)>, StoreError> {
        let line = |patient: &PatientId| self.line(patient, AccessAction::ReadThread);
        self.store.mark_read(thread, None, Side::Staff, line).await
    }

    /// Closes a conversation; one that is closed stays so.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be stored. The inner error: there is no such conversation.
    pub async fn close_thread(&self, thread: &ThreadId) -> Result<Result<Acted, Refusal>, StoreError> {
        let Some(patient) = self.store.owner_of(thread, None).await? else { return Ok(Err(Refusal::NotFound)) };
        let mut transaction = self.store.database().begin().await?;
        let held = hold(&mut transaction, thread).await?;
        let changed = held.turn != Turn::closed();
        if changed {
            set_turn(&mut transaction, thread, &Turn::closed(), held.last_at).await?;
        }
        // Noted even if it was closed: the answer shows the conversation.
        let line = self.line(&patient, AccessAction::ClosedThread);
        access_log::insert(&mut transaction, &self.store, line, self.store.world().now()).await?;
        transaction.commit().await?;
        Ok(Ok(self.acted(thread, changed).await?))
    }

    /// The conversation after the care team acted in it, which the log has noted.
    async fn acted(&self, id: &ThreadId, changed: bool) -> Result<Acted, StoreError> {
        let (patient, thread) =
            self.store.thread(id, Side::Staff).await?.ok_or(StoreError::Unexpected("threads.id"))?;
        Ok(Acted { thread, patient, changed })
    }
}
