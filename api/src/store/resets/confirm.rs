//! The second of two.

use salus_protocol::{
    ids::{AccountId, ResetId},
    preferences::Language,
    recovery::Proofing,
    security::AccessAction,
    words::PaperCode,
};

use super::{ResetRow, Telling};
use crate::{
    domain::resets::{CONFIRM_SECONDS, NotConfirmed, ends_at, opens_at},
    mail::notice::Kind,
    store::{Store, StoreError, access_log, bindings::Binding, invitations::Window, staff::StaffStore},
};

/// A reset that was just confirmed.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// The reset.
    pub reset: ResetRow,
    /// The code that opens the account after the wait. It is not kept.
    pub code: PaperCode,
    /// The language in which its link opens the portal.
    pub language: Language,
}

impl StaffStore {
    /// Confirms a reset: makes the invitation that opens the account after the wait, and tells every address that is known.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses, [`StoreError::Sealed`] if somebody else wrote who began it, or for whom. The inner
    /// error: why not; a reset that nobody knows is over.
    pub async fn confirm_reset(
        &self,
        id: &ResetId,
        proofing: Proofing,
    ) -> Result<Result<Confirmed, NotConfirmed>, StoreError> {
        let (store, by) = (&self.store, self.session.account());
        let now = store.world().now();
        let Some(reset) = store.reset(id).await? else { return Ok(Err(NotConfirmed::Over)) };
        store.check_begun(&reset).await?;
        let first = store.is_on_the_team(&reset.begun_by).await?.then_some(&reset.begun_by);
        if let Err(refusal) = reset.times.may_be_confirmed(first, by, now) {
            return Ok(Err(refusal));
        }
        let Some(account) = store.account(&reset.account).await? else { return Ok(Err(NotConfirmed::Over)) };
        let addresses = store.addresses_of(&account, &reset.patient).await?;
        let language = store.mail_language(&account.id).await?;
        let mut transaction = store.database().begin().await?;
        // Of two who confirm at the same moment, one does; and nobody whose reset was stopped in between.
        let confirmed = sqlx::query(
            "UPDATE resets SET confirmed_by = $1, confirmed_proofing = $2, confirmed_at = $3 \
             WHERE id = $4 AND begun_by <> $1 AND begun_at > $5 \
             AND confirmed_at IS NULL AND stopped_at IS NULL AND done_at IS NULL",
        )
        .bind(by.as_str())
        .bind(proofing.as_str())
        .bind(now.0)
        .bind(id.as_str())
        .bind(now.plus_seconds(-CONFIRM_SECONDS).0)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if confirmed == 0 {
            return Ok(Err(NotConfirmed::Already));
        }
        let window = Window { opens_at: Some(opens_at(now)), ends_at: ends_at(now) };
        let (invitation, code) = store.invite_in(&mut transaction, &reset.account, window).await?;
        sqlx::query("UPDATE resets SET invitation_id = $1 WHERE id = $2")
            .bind(invitation)
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        store.take_back_mails(&mut transaction, id).await?;
        let telling = Telling { reset: id, account: &reset.account, addresses: &addresses };
        store.tell_of_reset(&mut transaction, &telling, Kind::ResetConfirmed, window.opens_at).await?;
        let line = self.line(&reset.patient, AccessAction::ConfirmedReset);
        access_log::insert(&mut transaction, store, line, now).await?;
        transaction.commit().await?;
        let reset = store.reset(id).await?.ok_or(StoreError::Unexpected("resets.id"))?;
        Ok(Ok(Confirmed { reset, code, language }))
    }
}

impl Store {
    /// Makes sure that a reset was begun by whom, for whom and when its row says.
    async fn check_begun(&self, reset: &ResetRow) -> Result<(), StoreError> {
        let (bound,): (Option<Vec<u8>>,) = sqlx::query_as("SELECT bound_hash FROM resets WHERE id = $1")
            .bind(reset.id.as_str())
            .fetch_one(self.database().reader())
            .await?;
        let binding = Binding::of_reset(
            reset.id.as_str(),
            reset.patient.as_str(),
            reset.account.as_str(),
            reset.begun_by.as_str(),
            reset.times.begun_at.0,
        );
        Ok(self.check_bound(&binding, bound.as_deref())?)
    }

    /// Whether an account is an active one of the care team.
    async fn is_on_the_team(&self, account: &AccountId) -> Result<bool, StoreError> {
        let (active,): (i64,) = sqlx::query_as(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM accounts WHERE id = $1 AND kind = 'staff' AND activated_at IS NOT NULL",
        )
        .bind(account.as_str())
        .fetch_one(self.database().reader())
        .await?;
        Ok(active > 0)
    }
}
