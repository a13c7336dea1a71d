//! The lines that were written before there was a chain: they become its beginning, once, when the store opens.

use salus_protocol::{
    ids::{AccessId, AccountId, PatientId},
    security::{AccessAction, ActorKind},
    time::Timestamp,
};

use super::{Actor, Line, Ready, chain, rows::word};
use crate::store::{Store, StoreError, database::Kind};

/// How many lines one transaction takes: what it has taken over stays taken over.
const AT_ONCE: i64 = 1000;

/// Id, patient, time, kind and account of the actor, action.
type RowBefore = (String, String, i64, String, Option<String>, String);

impl Store {
    /// Takes them over, oldest first. They have no name of who it was; the account's stands for it.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses, or a row holds what the program never wrote.
    pub(in crate::store) async fn chain_lines_of_before(&self) -> Result<(), StoreError> {
        loop {
            let mut transaction = self.database().begin().await?;
            // Another server that starts at the same time finds nothing left.
            if self.database().kind() == Kind::Postgres {
                sqlx::query("LOCK TABLE access_log_before IN EXCLUSIVE MODE").execute(&mut *transaction).await?;
            }
            let rows: Vec<RowBefore> = sqlx::query_as(
                "SELECT id, patient_id, at, actor_kind, actor_id, action FROM access_log_before \
                 ORDER BY patient_id, at, id LIMIT $1",
            )
            .bind(AT_ONCE)
            .fetch_all(&mut *transaction)
            .await?;
            if rows.is_empty() {
                transaction.rollback().await?;
                return Ok(());
            }
            let lines = rows.into_iter().map(read).collect::<Result<Vec<Ready>, _>>()?;
            for line in &lines {
                sqlx::query("DELETE FROM access_log_before WHERE id = $1")
                    .bind(line.id.as_str())
                    .execute(&mut *transaction)
                    .await?;
            }
            chain::write(&mut transaction, lines.iter().collect()).await?;
            transaction.commit().await?;
            tracing::info!(lines = lines.len(), "lines of the access log were chained");
        }
    }
}

fn read((id, patient, at, kind, account, action): RowBefore) -> Result<Ready, StoreError> {
    let account = account
        .map(|account| AccountId::parse(&account).map_err(|_| StoreError::Unexpected("access_log_before.actor_id")))
        .transpose()?;
    let kind = word(&ActorKind::ALL, ActorKind::as_str, &kind, "access_log_before.actor_kind")?;
    let actor = match (kind, account) {
        (ActorKind::You, Some(account)) => Actor::Patient(account),
        (ActorKind::Staff, Some(account)) => Actor::Staff(account),
        (ActorKind::Practice, None) => Actor::Practice,
        _ => return Err(StoreError::Unexpected("access_log_before.actor_id")),
    };
    let line = Line {
        patient: PatientId::parse(&patient).map_err(|_| StoreError::Unexpected("access_log_before.patient_id"))?,
        actor,
        action: word(&AccessAction::ALL, AccessAction::as_str, &action, "access_log_before.action")?,
    };
    let id = AccessId::parse(&id).map_err(|_| StoreError::Unexpected("access_log_before.id"))?;
    Ok(Ready::plain(id, line, Timestamp(at)))
}
