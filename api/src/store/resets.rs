//! Resets of accounts whose owners have lost every way in. What a reset may do follows from [`crate::domain::resets`]; here each step
//! is one transaction, with its line in the patient's log and its notices to every address that is known.

mod begin;
mod confirm;
mod list;
mod stop;

pub use begin::NotBegun;
pub use confirm::Confirmed;
pub use list::ListedReset;

use salus_protocol::{
    ids::{AccountId, PatientId, ResetId},
    recovery::PendingReset,
    security::Device,
    time::Timestamp,
    words::{EmailAddress, PaperCode},
};
use sqlx::{Any, Transaction};

use super::{Store, StoreError, accounts::Account, outbox::NewMail};
use crate::{
    domain::{
        outbox::GIVE_UP_SECONDS,
        resets::{REMIND_SECONDS, Times},
    },
    mail::notice::{Kind, Notice},
};

/// A reset as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetRow {
    /// The reset.
    pub id: ResetId,
    /// For whom.
    pub patient: PatientId,
    /// Whose account.
    pub account: AccountId,
    /// The first member of the care team.
    pub begun_by: AccountId,
    /// When what happened to it.
    pub times: Times,
    /// The invitation that it has made.
    invitation: Option<String>,
}

/// Id, patient, account, the first, when it began, was confirmed, was stopped, was done, its invitation.
type Row = (String, String, String, String, i64, Option<i64>, Option<i64>, Option<i64>, Option<String>);

fn opened(row: Row) -> Result<ResetRow, StoreError> {
    let (id, patient, account, begun_by, begun_at, confirmed_at, stopped_at, done_at, invitation) = row;
    let unexpected = |_| StoreError::Unexpected("resets");
    Ok(ResetRow {
        id: ResetId::parse(&id).map_err(unexpected)?,
        patient: PatientId::parse(&patient).map_err(unexpected)?,
        account: AccountId::parse(&account).map_err(unexpected)?,
        begun_by: AccountId::parse(&begun_by).map_err(unexpected)?,
        times: Times {
            begun_at: Timestamp(begun_at),
            confirmed_at: confirmed_at.map(Timestamp),
            stopped_at: stopped_at.map(Timestamp),
            done_at: done_at.map(Timestamp),
        },
        invitation,
    })
}

/// What the owner of an account is told of its reset, and at which addresses.
struct Telling<'a> {
    reset: &'a ResetId,
    account: &'a AccountId,
    addresses: &'a [EmailAddress],
}

impl Store {
    /// The reset of an account that is on its way, if there is one.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn pending_reset(&self, account: &AccountId) -> Result<Option<PendingReset>, StoreError> {
        let now = self.world().now();
        Ok(self.newest_reset(account).await?.and_then(|row| row.times.pending(now)))
    }

    /// The newest reset of an account: the only one that can be on its way.
    async fn newest_reset(&self, account: &AccountId) -> Result<Option<ResetRow>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, patient_id, account_id, begun_by, begun_at, confirmed_at, stopped_at, done_at, invitation_id \
             FROM resets WHERE account_id = $1 ORDER BY begun_at DESC, id DESC LIMIT 1",
        )
        .bind(account.as_str())
        .fetch_optional(self.database().reader())
        .await?;
        row.map(opened).transpose()
    }

    /// One reset.
    async fn reset(&self, id: &ResetId) -> Result<Option<ResetRow>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, patient_id, account_id, begun_by, begun_at, confirmed_at, stopped_at, done_at, invitation_id \
             FROM resets WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.database().reader())
        .await?;
        row.map(opened).transpose()
    }

    /// Every address at which the owner of an account may be reached: the account's, and those of the record.
    async fn addresses_of(&self, account: &Account, patient: &PatientId) -> Result<Vec<EmailAddress>, StoreError> {
        let on_file = self.on_file(patient).await?.emails;
        let mut addresses: Vec<EmailAddress> = Vec::new();
        for text in std::iter::once(&account.email).chain(&on_file) {
            if let Ok(address) = EmailAddress::parse(text)
                && !addresses.iter().any(|known| known.key() == address.key())
            {
                addresses.push(address);
            }
        }
        Ok(addresses)
    }

    /// Tells every address of a reset that goes on, now and once more after half a day, each with a link that stops it.
    async fn tell_of_reset(
        &self,
        transaction: &mut Transaction<'static, Any>,
        telling: &Telling<'_>,
        kind: Kind,
        opens_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let (code, now) = (self.make_code(), self.world().now());
        sqlx::query("INSERT INTO reset_stops (code_hash, reset_id) VALUES ($1, $2)")
            .bind(self.stop_hash(&code))
            .bind(telling.reset.as_str())
            .execute(&mut **transaction)
            .await?;
        let notice = Notice { kind, at: now, device: None, zone: None, code: Some(code.expose().to_owned()), opens_at };
        let again = now.plus_seconds(REMIND_SECONDS);
        for (notice, due_at) in [(notice.clone(), now), (Notice { kind: Kind::ResetWaits, at: again, ..notice }, again)]
        {
            self.queue_to_all(transaction, telling, &notice, due_at).await?;
        }
        Ok(())
    }

    /// Tells every address that a reset has ended, and takes back what was not sent of it.
    async fn tell_of_end(
        &self,
        transaction: &mut Transaction<'static, Any>,
        telling: &Telling<'_>,
        kind: Kind,
        device: Option<&Device>,
    ) -> Result<(), StoreError> {
        self.take_back_mails(transaction, telling.reset).await?;
        let now = self.world().now();
        let notice = Notice { kind, at: now, device: device.cloned(), zone: None, code: None, opens_at: None };
        self.queue_to_all(transaction, telling, &notice, now).await
    }

    async fn queue_to_all(
        &self,
        transaction: &mut Transaction<'static, Any>,
        telling: &Telling<'_>,
        notice: &Notice,
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        // Only what goes on can be taken back.
        let reset = notice.code.is_some().then_some(telling.reset);
        for address in telling.addresses {
            let mail = NewMail {
                account: telling.account,
                to: address.as_str(),
                notice: notice.clone(),
                reset,
                due_at,
                useful_seconds: GIVE_UP_SECONDS,
            };
            self.queue(transaction, mail).await?;
        }
        Ok(())
    }

    /// Notes that the owner is back in with an invitation, inside the transaction of that; `false` if the invitation is of no reset.
    /// A reset of theirs that is on its way by another invitation, or by none yet, is stopped. What was queued is taken back.
    pub(crate) async fn end_reset_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        invitation: &str,
    ) -> Result<bool, StoreError> {
        let done: Option<(String,)> = sqlx::query_as(
            "UPDATE resets SET done_at = $1 WHERE invitation_id = $2 AND account_id = $3 AND stopped_at IS NULL RETURNING id",
        )
        .bind(self.world().now().0)
        .bind(invitation)
        .bind(account.as_str())
        .fetch_optional(&mut **transaction)
        .await?;
        let needless: Vec<(String,)> = sqlx::query_as(
            "UPDATE resets SET stopped_at = $1 WHERE account_id = $2 AND stopped_at IS NULL AND done_at IS NULL RETURNING id",
        )
        .bind(self.world().now().0)
        .bind(account.as_str())
        .fetch_all(&mut **transaction)
        .await?;
        for (id,) in done.iter().chain(&needless) {
            let id = ResetId::parse(id).map_err(|_| StoreError::Unexpected("resets.id"))?;
            self.take_back_mails(transaction, &id).await?;
        }
        Ok(done.is_some())
    }

    fn stop_hash(&self, code: &PaperCode) -> Vec<u8> {
        self.index("resets.stop", code.expose().as_bytes())
    }
}
