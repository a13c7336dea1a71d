//! Stopping a reset: the care team, the owner who is still signed in somewhere, or whoever has the link from a notice.

use salus_protocol::{
    ids::{AccountId, ResetId},
    security::{AccessAction, Device},
    time::Timestamp,
    words::PaperCode,
};
use sqlx::{Any, Transaction};

use super::{ResetRow, Telling};
use crate::{
    mail::notice::Kind,
    store::{
        Store, StoreError,
        access_log::{self, Actor, Line},
        staff::StaffStore,
    },
};

impl StaffStore {
    /// Stops a reset; one that has ended stays as it is. `false` if there is no such reset.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn stop_reset(&self, id: &ResetId) -> Result<bool, StoreError> {
        let Some(reset) = self.store.reset(id).await? else { return Ok(false) };
        let actor = Actor::Staff(self.session.account().clone());
        self.store.stop(&reset, actor, None).await?;
        Ok(true)
    }
}

impl Store {
    /// Stops the reset whose notice had this code in its link. An unknown code, or one of a reset that has ended, stops nothing.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn stop_reset_by_code(&self, code: &PaperCode, device: &Device) -> Result<(), StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT reset_id FROM reset_stops WHERE code_hash = $1")
            .bind(self.stop_hash(code))
            .fetch_optional(self.database().reader())
            .await?;
        let Some((id,)) = row else { return Ok(()) };
        let id = ResetId::parse(&id).map_err(|_| StoreError::Unexpected("reset_stops.reset_id"))?;
        match self.reset(&id).await? {
            // The link went to every address on file, so nobody knows who followed it.
            Some(reset) => self.stop(&reset, Actor::Practice, Some(device)).await,
            None => Ok(()),
        }
    }

    /// Stops the reset of one's own account, if one is on its way.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn stop_own_reset(&self, account: &AccountId, device: &Device) -> Result<(), StoreError> {
        match self.newest_reset(account).await? {
            Some(reset) => self.stop(&reset, Actor::Patient(account.clone()), Some(device)).await,
            None => Ok(()),
        }
    }

    async fn stop(&self, reset: &ResetRow, actor: Actor, device: Option<&Device>) -> Result<(), StoreError> {
        let now = self.world().now();
        if !reset.times.is_pending(now) {
            return Ok(());
        }
        let Some(account) = self.account(&reset.account).await? else { return Ok(()) };
        let addresses = self.addresses_of(&account, &reset.patient).await?;
        let mut transaction = self.database().begin().await?;
        // The invitation first, as its last step does, so that the two never wait for each other.
        if let Some(invitation) = &reset.invitation
            && !end_invitation(&mut transaction, invitation, now).await?
        {
            return Ok(());
        }
        let stopped: Option<(Option<String>,)> = sqlx::query_as(
            "UPDATE resets SET stopped_at = $1 WHERE id = $2 AND stopped_at IS NULL AND done_at IS NULL RETURNING invitation_id",
        )
        .bind(now.0)
        .bind(reset.id.as_str())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((invitation,)) = stopped else { return Ok(()) };
        // It was confirmed in the same moment.
        if let Some(invitation) = invitation.filter(|_| reset.invitation.is_none()) {
            end_invitation(&mut transaction, &invitation, now).await?;
        }
        let telling = Telling { reset: &reset.id, account: &reset.account, addresses: &addresses };
        self.tell_of_end(&mut transaction, &telling, Kind::ResetStopped, device).await?;
        let line = Line { patient: reset.patient.clone(), actor, action: AccessAction::StoppedReset };
        access_log::insert(&mut transaction, self, line, now).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Ends an invitation, and with it the steps that it has opened already; `false` if it was used.
async fn end_invitation(
    transaction: &mut Transaction<'static, Any>,
    invitation: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended =
        sqlx::query("UPDATE invitations SET ends_at = $1, password_hash = NULL WHERE id = $2 AND used_at IS NULL")
            .bind(now.0)
            .bind(invitation)
            .execute(&mut **transaction)
            .await?
            .rows_affected();
    Ok(ended > 0)
}
