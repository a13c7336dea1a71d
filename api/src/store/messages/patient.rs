//! What a patient may do with their conversations.

use salus_protocol::{
    ids::ThreadId,
    messages::{AboutShown, NewReply, NewThread, Thread, ThreadSummary},
    security::AccessAction,
};

use super::{
    Acted,
    list::UnseenAnswer,
    send::{MessageToStore, ReplyToStore, ThreadToStore},
};
use crate::{
    domain::messages::{Refusal, Side, Turn},
    store::{StoreError, access_log, patient::PatientStore},
};

impl PatientStore {
    /// All conversations, newest message first.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read, or the access log cannot be written.
    pub async fn threads(&self) -> Result<Vec<ThreadSummary>, StoreError> {
        let (threads, ()) =
            tokio::try_join!(self.store.threads_of(self.patient()), self.note(AccessAction::ReadThreads))?;
        Ok(threads)
    }

    /// One conversation; `None` if there is none, or it is somebody else's.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read, or the access log cannot be written.
    pub async fn thread(&self, id: &ThreadId) -> Result<Option<Thread>, StoreError> {
        let Some(thread) = self.own_thread(id).await? else { return Ok(None) };
        self.note(AccessAction::ReadThread).await?;
        Ok(Some(thread))
    }

    /// Starts a conversation. `about` is what `new.about` names, looked up in the patient's own record. The same key again
    /// stores nothing and finds the same conversation.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be stored.
    pub async fn start_thread(
        &self,
        new: &NewThread,
        about: Option<&AboutShown>,
        answer_days: u8,
    ) -> Result<Acted, StoreError> {
        let world = self.store.world();
        let now = world.now();
        let id = ThreadId::parse(&world.id()).map_err(|_| StoreError::Unexpected("threads.id"))?;
        let key = self.key().await?;
        let author = self.session.account();
        let thread = ThreadToStore {
            id: &id,
            patient: self.patient(),
            subject: &new.subject,
            topic: new.topic,
            about,
            turn: &Turn::first(&world.today(), answer_days),
            began_at: now,
        };
        let message = MessageToStore {
            thread: &id,
            patient: self.patient(),
            side: Side::Patient,
            author,
            body: &new.body,
            key: new.key.as_str(),
            stored_at: now,
            opened_at: None,
        };
        let mut transaction = self.store.database().begin().await?;
        self.store.insert_thread(&mut transaction, &key, &thread).await?;
        let stored = self.store.insert_message(&mut transaction, &key, &message).await?;
        if stored {
            access_log::insert(&mut transaction, &self.store, self.line(AccessAction::WroteMessage), now).await?;
            transaction.commit().await?;
            return self.acted(&id, true).await;
        }
        transaction.rollback().await?;
        let before = self.store.sent_before(author, new.key.as_str()).await?;
        // Nothing was written, and the answer shows the conversation all the same.
        self.note(AccessAction::ReadThread).await?;
        self.acted(&before.ok_or(StoreError::Unexpected("messages.send_key"))?, false).await
    }

    /// Adds a message to a conversation. The same key again stores nothing.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be stored. The inner error: why the patient may not.
    pub async fn reply(
        &self,
        thread: &ThreadId,
        new: &NewReply,
        answer_days: u8,
    ) -> Result<Result<Acted, Refusal>, StoreError> {
        let reply = ReplyToStore {
            thread,
            only_of: Some(self.patient()),
            side: Side::Patient,
            author: self.session.account(),
            body: &new.body,
            key: new.key.as_str(),
            answer_days,
        };
        match self.store.add_reply(&reply, |_| self.line(AccessAction::WroteMessage)).await? {
            Ok(true) => Ok(Ok(self.acted(thread, true).await?)),
            Ok(false) => {
                self.note(AccessAction::ReadThread).await?;
                Ok(Ok(self.acted(thread, false).await?))
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Notes that the patient has seen a conversation up to now; `None` if there is none, `false` if nothing was unseen.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be noted.
    pub async fn mark_thread_read(&self, thread: &ThreadId) -> Result<Option<bool>, StoreError> {
        let line = |_: &_| self.line(AccessAction::ReadThread);
        let marked = self.store.mark_read(thread, Some(self.patient()), Side::Patient, line).await?;
        Ok(marked.map(|(_, changed)| changed))
    }

    /// Answers that the patient has not seen, for an answer that is noted already.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read.
    pub(crate) async fn unseen_answers(&self) -> Result<Vec<UnseenAnswer>, StoreError> {
        self.store.unseen_answers(self.patient()).await
    }

    async fn own_thread(&self, id: &ThreadId) -> Result<Option<Thread>, StoreError> {
        let found = self.store.thread(id, Side::Patient).await?;
        Ok(found.filter(|(patient, _)| patient == self.patient()).map(|(_, thread)| thread))
    }

    /// The conversation after the patient acted in it, which the log has noted.
    async fn acted(&self, id: &ThreadId, changed: bool) -> Result<Acted, StoreError> {
        let thread = self.own_thread(id).await?.ok_or(StoreError::Unexpected("threads.id"))?;
        Ok(Acted { thread, patient: self.patient().clone(), changed })
    }
}
