//! The access log as its patient reads it.

use std::collections::HashMap;

use salus_protocol::{
    ids::{AccessId, AccountId},
    security::{AccessAction, AccessLine, AccessReason, Actor},
    time::Timestamp,
};

use super::{StoreError, patient::PatientStore};

/// How many lines a patient reads at a time.
const LINES: i64 = 100;

impl PatientStore {
    /// The newest lines of the patient's access log, newest first. This look is one of them.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read, or this look cannot be noted.
    pub async fn access_lines(&self) -> Result<Vec<AccessLine>, StoreError> {
        self.note(AccessAction::ReadAccessLog).await?;
        let rows: Vec<(String, i64, String, Option<String>, String)> = sqlx::query_as(
            "SELECT id, at, actor_kind, actor_id, action FROM access_log WHERE patient_id = $1 \
             ORDER BY at DESC, id DESC LIMIT $2",
        )
        .bind(self.patient().as_str())
        .bind(LINES)
        .fetch_all(self.store.database().reader())
        .await?;
        let mut staff = HashMap::new();
        let mut lines = Vec::with_capacity(rows.len());
        for (id, at, kind, actor, action) in rows {
            let actor = match (kind.as_str(), actor) {
                ("patient", _) => Actor::You,
                ("staff", Some(account)) => match staff.get(&account) {
                    Some(known) => Actor::clone(known),
                    None => {
                        let named = self.staff_actor(&account).await?;
                        staff.entry(account).insert_entry(named).get().clone()
                    }
                },
                ("practice", _) => Actor::Practice,
                _ => return Err(StoreError::Unexpected("access_log.actor_kind")),
            };
            lines.push(AccessLine {
                number: 0,
                reason: AccessReason::OwnUse,
                id: AccessId::parse(&id).map_err(|_| StoreError::Unexpected("access_log.id"))?,
                at: Timestamp(at),
                actor,
                action: AccessAction::ALL
                    .into_iter()
                    .find(|known| known.as_str() == action)
                    .ok_or(StoreError::Unexpected("access_log.action"))?,
            });
        }
        Ok(lines)
    }

    /// A member of the care team by name.
    async fn staff_actor(&self, account: &str) -> Result<Actor, StoreError> {
        let id = AccountId::parse(account).map_err(|_| StoreError::Unexpected("access_log.actor_id"))?;
        let account = self.store.account(&id).await?.ok_or(StoreError::Unexpected("access_log.actor_id"))?;
        Ok(Actor::Staff { name: account.name, role: account.role.unwrap_or_default() })
    }
}
