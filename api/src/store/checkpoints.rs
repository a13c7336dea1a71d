//! Checkpoints of the access log, as far as the database knows them: whose turn it is to write one, which was the last, which
//! chains have grown since, and the proofs that patients are given. The checkpoints themselves are written outside
//! ([`crate::checkpoints`]), and only then here.

use salus_protocol::{
    ids::PatientId,
    log_chain::{
        Digest, Head, HeadProof, SignedCheckpoint,
        merkle::{Tree, leaf_hash},
    },
    time::Timestamp,
};

use super::{Store, StoreError, access_log::rows};
use crate::{checkpoints::Entry, crypto::CheckpointKey};

/// How long one server may take for a checkpoint before another may try, in seconds.
const TURN_SECONDS: i64 = 120;
/// How far the clocks of two servers may differ, in seconds, so that the turn of the one still counts for the other.
const CLOCKS_DIFFER: i64 = 60;
/// How many heads one transaction marks as sealed: whoever writes in the log waits that long at most.
const AT_ONCE: usize = 200;

/// The right to write the next checkpoint, for a while.
pub struct Turn(String);

impl Store {
    /// The key that signs checkpoints.
    #[must_use]
    pub fn checkpoint_key(&self) -> CheckpointKey {
        self.inner.keyring.checkpoint_key()
    }

    /// Takes the turn to write a checkpoint; `None` while another server has it. A turn that no server can have taken holds nobody
    /// up: who can write to the database would switch checkpoints off with it.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn take_turn(&self) -> Result<Option<Turn>, StoreError> {
        let (turn, now) = (Turn(self.world().random_id()), self.world().now());
        let latest = now.plus_seconds(TURN_SECONDS + CLOCKS_DIFFER);
        let mut transaction = self.database().begin().await?;
        let held: Option<(i64,)> = sqlx::query_as("SELECT ends_at FROM access_checkpoint_turn WHERE id = 1")
            .fetch_optional(&mut *transaction)
            .await?;
        if held.is_none_or(|(ends_at,)| ends_at > latest.0) {
            tracing::error!(
                alert = "checkpoints",
                "the turn to write checkpoints was changed by no server; it is taken"
            );
        }
        let taken = sqlx::query(
            "INSERT INTO access_checkpoint_turn (id, holder, ends_at) VALUES (1, $1, $2) \
             ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at \
             WHERE access_checkpoint_turn.ends_at <= $3 OR access_checkpoint_turn.ends_at > $4",
        )
        .bind(turn.0.as_str())
        .bind(now.plus_seconds(TURN_SECONDS).0)
        .bind(now.0)
        .bind(latest.0)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok((taken == 1).then_some(turn))
    }

    /// Gives the turn back.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn leave_turn(&self, turn: Turn) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("UPDATE access_checkpoint_turn SET ends_at = 0 WHERE id = 1 AND holder = $1")
            .bind(turn.0)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The last checkpoint.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub async fn last_checkpoint(&self) -> Result<Option<SignedCheckpoint>, StoreError> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT signed FROM access_checkpoints ORDER BY number DESC LIMIT 1")
                .fetch_optional(self.database().reader())
                .await?;
        row.map(|(signed,)| read(&signed)).transpose()
    }

    /// The number of the last checkpoint, and when it was made.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub async fn last_checkpoint_at(&self) -> Result<Option<(u64, Timestamp)>, StoreError> {
        let row: Option<(i64, i64)> =
            sqlx::query_as("SELECT number, at FROM access_checkpoints ORDER BY number DESC LIMIT 1")
                .fetch_optional(self.database().reader())
                .await?;
        row.map(|(number, at)| Ok((rows::number(number, "access_checkpoints.number")?, Timestamp(at)))).transpose()
    }

    /// The hashes of the checkpoints after a number, in order, at most a thousand.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses. The inner value is `None` for a row that cannot be read.
    pub async fn checkpoints_after(&self, last: u64) -> Result<Vec<(u64, Option<Digest>)>, StoreError> {
        let found: Vec<(i64, String)> = sqlx::query_as(
            "SELECT number, signed FROM access_checkpoints WHERE number > $1 ORDER BY number LIMIT 1000",
        )
        .bind(rows::stored(last))
        .fetch_all(self.database().reader())
        .await?;
        found
            .into_iter()
            .map(|(number, signed)| {
                let number = rows::number(number, "access_checkpoints.number")?;
                Ok((number, read(&signed).ok().map(|signed| signed.checkpoint.hash())))
            })
            .collect()
    }

    /// The heads of the chains that are not as a checkpoint has sealed them, by patient. A chain that is said to be sealed further
    /// than it reaches is one of them, or nobody would seal it any more; a head that cannot be read keeps none of the others out.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn grown_heads(&self) -> Result<Vec<Head>, StoreError> {
        let found: Vec<(String, i64, Vec<u8>, i64)> = sqlx::query_as(
            "SELECT patient_id, number, hash, sealed_number FROM access_heads WHERE number <> sealed_number \
             ORDER BY patient_id",
        )
        .fetch_all(self.database().reader())
        .await?;
        let head = |(patient, number, hash, sealed): (String, i64, Vec<u8>, i64)| {
            if sealed > number {
                let patient = patient.as_str();
                tracing::error!(
                    alert = "checkpoints",
                    patient,
                    number,
                    sealed,
                    "a log ends before its last checkpoint"
                );
            }
            let head = read_head(&patient, number, &hash);
            if let Err(cause) = &head {
                tracing::error!(alert = "checkpoints", patient, %cause, "where a log ends cannot be read");
            }
            head.ok()
        };
        Ok(found.into_iter().filter_map(head).collect())
    }

    /// Keeps a checkpoint that lies outside by now, and the proofs that follow from it.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses, or has another checkpoint with this number.
    pub async fn keep_checkpoint(&self, entry: &Entry) -> Result<(), StoreError> {
        let unexpected = |_| StoreError::Unexpected("access_checkpoints.signed");
        let tree = Tree::new(entry.heads.iter().map(|head| leaf_hash(&head.canonical())).collect());
        let mut proofs = Vec::with_capacity(entry.heads.len());
        for (index, head) in entry.heads.iter().enumerate() {
            let signed = entry.signed.clone();
            let proof = HeadProof { signed, head: head.clone(), index: index as u64, path: tree.path(index) };
            proofs.push((head.patient_id.as_str(), serde_json::to_string(&proof).map_err(unexpected)?));
        }
        // A few at a time, so that nobody who writes waits long. The row of the checkpoint comes last: without it everything is done
        // again from the file.
        for some in proofs.chunks(AT_ONCE) {
            let mut transaction = self.database().begin().await?;
            for (patient, proof) in some {
                sqlx::query(
                    "INSERT INTO access_proofs (patient_id, proof) VALUES ($1, $2) \
                     ON CONFLICT (patient_id) DO UPDATE SET proof = excluded.proof",
                )
                .bind(*patient)
                .bind(proof.as_str())
                .execute(&mut *transaction)
                .await?;
            }
            transaction.commit().await?;
        }
        let mut transaction = self.database().begin().await?;
        sqlx::query("INSERT INTO access_checkpoints (number, at, signed) VALUES ($1, $2, $3)")
            .bind(rows::stored(entry.signed.checkpoint.number))
            .bind(entry.signed.checkpoint.at.0)
            .bind(serde_json::to_string(&entry.signed).map_err(unexpected)?)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        // Apart from it: a head that is not marked because of a crash is only sealed once more.
        for heads in entry.heads.chunks(AT_ONCE) {
            let mut transaction = self.database().begin().await?;
            for head in heads {
                sqlx::query("UPDATE access_heads SET sealed_number = $1 WHERE patient_id = $2")
                    .bind(rows::stored(head.number))
                    .bind(head.patient_id.as_str())
                    .execute(&mut *transaction)
                    .await?;
            }
            transaction.commit().await?;
        }
        Ok(())
    }
}

fn read_head(patient: &str, number: i64, hash: &[u8]) -> Result<Head, StoreError> {
    Ok(Head {
        patient_id: PatientId::parse(patient).map_err(|_| StoreError::Unexpected("access_heads.patient_id"))?,
        number: rows::number(number, "access_heads.number")?,
        hash: rows::digest(hash, "access_heads.hash")?,
    })
}

fn read(signed: &str) -> Result<SignedCheckpoint, StoreError> {
    serde_json::from_str(signed).map_err(|_| StoreError::Unexpected("access_checkpoints.signed"))
}
