//! Fresh proofs: given for one act of one session, good for five minutes, spent by the call they were given for.

use salus_protocol::{
    ids::SessionId,
    proof::{Act, PROOF_SECONDS},
};

use super::{Store, StoreError, bindings::Binding};

impl Store {
    /// Notes that a session has proved itself for an act.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn keep_proof(&self, session: &SessionId, act: &Act) -> Result<(), StoreError> {
        let (id, ends_at) = (self.world().id(), self.world().now().plus_seconds(PROOF_SECONDS.into()).0);
        let bound = self.bound(&Binding::of_proof(&id, session.as_str(), act.as_str(), ends_at));
        let mut transaction = self.database().begin().await?;
        sqlx::query("INSERT INTO proofs (id, session_id, act, ends_at, bound_hash) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(session.as_str())
            .bind(act.as_str())
            .bind(ends_at)
            .bind(bound)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Spends the proof for an act; `false` if there is none, or its time is over.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn spend_proof(&self, session: &SessionId, act: &Act) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        let spent: Vec<(String, i64, Option<Vec<u8>>)> =
            sqlx::query_as("DELETE FROM proofs WHERE session_id = $1 AND act = $2 RETURNING id, ends_at, bound_hash")
                .bind(session.as_str())
                .bind(act.as_str())
                .fetch_all(&mut *transaction)
                .await?;
        transaction.commit().await?;
        let now = self.world().now().0;
        Ok(spent.iter().any(|(id, ends_at, bound)| {
            let binding = Binding::of_proof(id, session.as_str(), act.as_str(), *ends_at);
            *ends_at > now && self.check_bound(&binding, bound.as_deref()).is_ok()
        }))
    }
}
