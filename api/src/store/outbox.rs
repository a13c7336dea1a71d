//! Mail that waits to be sent. It is queued inside the transaction of what it tells, so that nothing is told that did not happen and
//! nothing happens untold. Whom it is for and what it says are sealed, and deleted once it is sent or given up.
//!
//! A try is claimed by setting the time of the next one: a process that ends in the middle of it has told nobody, and the mail is
//! tried again (at least once, never by two processes at the same time).

use std::sync::atomic::Ordering;

use salus_protocol::{
    ids::{AccountId, ResetId},
    preferences::Language,
    time::Timestamp,
};
use sqlx::{Any, Transaction};

use super::{Store, StoreError};
use crate::{
    domain::outbox::{GIVE_UP_SECONDS, pause_seconds},
    mail::notice::Notice,
};

/// How many mails are taken in one go.
const BATCH: i64 = 50;
/// How long it is remembered that a mail was sent, in seconds: 30 days.
pub(super) const REMEMBERED_SECONDS: i64 = 30 * 24 * 60 * 60;

/// A mail to be queued.
pub(crate) struct NewMail<'a> {
    /// Whose account it is about.
    pub(crate) account: &'a AccountId,
    /// The address.
    pub(crate) to: &'a str,
    /// What it says.
    pub(crate) notice: Notice,
    /// The reset that it is about, with which it goes.
    pub(crate) reset: Option<&'a ResetId>,
    /// From when on it may be sent.
    pub(crate) due_at: Timestamp,
    /// For how long it is worth sending after that, in seconds.
    pub(crate) useful_seconds: i64,
}

/// A mail that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Its id.
    pub id: String,
    /// How often it was tried.
    pub tries: i64,
}

/// A mail whose next try is ours.
pub struct Claimed {
    /// Whose account it is about.
    pub account: AccountId,
    /// The address.
    pub to: String,
    /// What it says.
    pub notice: Notice,
}

impl Store {
    /// From now on notices are queued: somebody sends them.
    pub fn begin_to_mail(&self) {
        self.inner.mails.store(true, Ordering::Relaxed);
    }

    /// Whether notices are queued.
    #[must_use]
    pub fn mails(&self) -> bool {
        self.inner.mails.load(Ordering::Relaxed)
    }

    /// Queues a notice to the owner of an account, inside the transaction of what it tells. Where mail is off it does nothing.
    pub(crate) async fn tell(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        notice: Notice,
    ) -> Result<(), StoreError> {
        if !self.mails() {
            return Ok(());
        }
        let (email,): (Vec<u8>,) = sqlx::query_as("SELECT email_ct FROM accounts WHERE id = $1")
            .bind(account.as_str())
            .fetch_one(&mut **transaction)
            .await?;
        let to = self.open_text_for_practice("accounts", "email_ct", account.as_str(), &email)?;
        let due_at = self.world().now();
        let mail = NewMail { account, to: &to, notice, reset: None, due_at, useful_seconds: GIVE_UP_SECONDS };
        self.queue(transaction, mail).await
    }

    /// Queues a mail. Where mail is off it does nothing.
    pub(crate) async fn queue(
        &self,
        transaction: &mut Transaction<'static, Any>,
        mut mail: NewMail<'_>,
    ) -> Result<(), StoreError> {
        if !self.mails() {
            return Ok(());
        }
        let zone: Option<(String,)> = sqlx::query_as(
            "SELECT time_zone FROM sessions WHERE account_id = $1 AND time_zone IS NOT NULL ORDER BY began_at DESC LIMIT 1",
        )
        .bind(mail.account.as_str())
        .fetch_optional(&mut **transaction)
        .await?;
        mail.notice.zone = zone.map(|(zone,)| zone);
        let id = self.world().id();
        let content = serde_json::to_vec(&mail.notice).map_err(|_| StoreError::Unexpected("outbox"))?;
        sqlx::query(
            "INSERT INTO outbox (id, account_id, reset_id, to_ct, content_ct, tries, made_at, next_try_at, gives_up_at) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8)",
        )
        .bind(id.as_str())
        .bind(mail.account.as_str())
        .bind(mail.reset.map(ResetId::as_str))
        .bind(self.seal_for_practice("outbox", "to_ct", &id, mail.to.as_bytes())?)
        .bind(self.seal_for_practice("outbox", "content_ct", &id, &content)?)
        .bind(self.world().now().0)
        .bind(mail.due_at.0)
        .bind(mail.due_at.plus_seconds(mail.useful_seconds).0)
        .execute(&mut **transaction)
        .await?;
        Ok(())
    }

    /// Takes back the mails about a reset that were not sent yet: they would tell what is true no more.
    pub(crate) async fn take_back_mails(
        &self,
        transaction: &mut Transaction<'static, Any>,
        reset: &ResetId,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM outbox WHERE reset_id = $1 AND content_ct IS NOT NULL")
            .bind(reset.as_str())
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    /// The mails that are due, longest due first.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn due_mails(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT id, tries FROM outbox WHERE content_ct IS NOT NULL AND next_try_at <= $1 ORDER BY next_try_at, id LIMIT $2",
        )
        .bind(self.world().now().0)
        .bind(BATCH)
        .fetch_all(self.database().reader())
        .await?;
        Ok(rows.into_iter().map(|(id, tries)| OutboxEntry { id, tries }).collect())
    }

    /// Claims the next try of a mail; `None` if somebody else was faster, or it was taken back.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the mail does not open.
    pub async fn claim_mail(&self, entry: &OutboxEntry) -> Result<Option<Claimed>, StoreError> {
        let now = self.world().now();
        let mut transaction = self.database().begin().await?;
        let row: Option<(String, Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "UPDATE outbox SET tries = tries + 1, next_try_at = $1 \
             WHERE id = $2 AND tries = $3 AND next_try_at <= $4 AND content_ct IS NOT NULL \
             RETURNING account_id, to_ct, content_ct",
        )
        .bind(now.plus_seconds(pause_seconds(entry.tries + 1)).0)
        .bind(entry.id.as_str())
        .bind(entry.tries)
        .bind(now.0)
        .fetch_optional(&mut *transaction)
        .await?;
        transaction.commit().await?;
        let Some((account, to, content)) = row else { return Ok(None) };
        let content = self.open_for_practice("outbox", "content_ct", &entry.id, &content)?;
        Ok(Some(Claimed {
            account: AccountId::parse(&account).map_err(|_| StoreError::Unexpected("outbox.account_id"))?,
            to: self.open_text_for_practice("outbox", "to_ct", &entry.id, &to)?,
            notice: serde_json::from_slice(&content).map_err(|_| StoreError::Unexpected("outbox.content_ct"))?,
        }))
    }

    /// Notes that a mail was handed over, and deletes what it said.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn mail_is_sent(&self, id: &str) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("UPDATE outbox SET sent_at = $1, to_ct = NULL, content_ct = NULL WHERE id = $2")
            .bind(self.world().now().0)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Gives up the mails whose time is over, deletes what they said, and gives their ids.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn give_up_mails(&self) -> Result<Vec<String>, StoreError> {
        let now = self.world().now().0;
        let over: Vec<(String,)> =
            sqlx::query_as("SELECT id FROM outbox WHERE content_ct IS NOT NULL AND gives_up_at <= $1")
                .bind(now)
                .fetch_all(self.database().reader())
                .await?;
        if over.is_empty() {
            return Ok(Vec::new());
        }
        let mut transaction = self.database().begin().await?;
        let given_up: Vec<(String,)> = sqlx::query_as(
            "UPDATE outbox SET to_ct = NULL, content_ct = NULL WHERE content_ct IS NOT NULL AND gives_up_at <= $1 RETURNING id",
        )
        .bind(now)
        .fetch_all(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(given_up.into_iter().map(|(id,)| id).collect())
    }

    /// The language in which the owner of an account is written to: the one they chose, else the one that the record says they
    /// prefer, else English.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or a row does not open.
    pub async fn mail_language(&self, account: &AccountId) -> Result<Language, StoreError> {
        let Some(account) = self.account(account).await? else { return Ok(Language::En) };
        if let Some(language) = account.preferences.and_then(|preferences| preferences.language) {
            return Ok(language);
        }
        let Some(patient) = &account.patient else { return Ok(Language::En) };
        let tag = self.on_file(patient).await?.language;
        Ok(tag.as_deref().and_then(Language::nearest).unwrap_or(Language::En))
    }
}
