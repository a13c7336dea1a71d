//! The chains as whoever checks them reads them: piece by piece, without a key, and with whatever somebody has done to them.

use salus_protocol::{
    ids::PatientId,
    log_chain::{ChainCheck, ChainFault, Digest, Head, HeadProof, SEALED_WITHIN},
    time::Timestamp,
};

use super::{
    Store, StoreError,
    access_log::rows::{self, Row},
};
use crate::{
    crypto::signing::is_signed,
    domain::log_finding::{Broken, Finding},
};

/// How many rows are read at a time.
const AT_ONCE: usize = 1000;

impl Store {
    /// The rows of a patient's chain after a number, in order, at most so many.
    pub(super) async fn chain_of(&self, patient: &PatientId, after: u64, most: usize) -> Result<Vec<Row>, StoreError> {
        let rows = sqlx::query_as(
            "SELECT id, number, at, actor_kind, actor_id, action, reason, detail_ct, hash FROM access_log \
             WHERE patient_id = $1 AND number > $2 ORDER BY number LIMIT $3",
        )
        .bind(patient.as_str())
        .bind(rows::stored(after))
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .fetch_all(self.database().reader())
        .await?;
        Ok(rows)
    }

    /// Patients after this id who have or should have a chain, in order, at most a thousand.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn chains_after(&self, last: &str) -> Result<Vec<PatientId>, StoreError> {
        let found: Vec<(String,)> = sqlx::query_as(
            "SELECT id FROM patients WHERE id > $1 UNION SELECT patient_id FROM access_heads WHERE patient_id > $1 \
             ORDER BY 1 LIMIT $2",
        )
        .bind(last)
        .bind(i64::try_from(AT_ONCE).unwrap_or(i64::MAX))
        .fetch_all(self.database().reader())
        .await?;
        found
            .into_iter()
            .map(|(id,)| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id")))
            .collect()
    }

    /// Patients who have lines and no head: nothing that the program does leaves them so.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn chains_without_a_head(&self) -> Result<Vec<String>, StoreError> {
        let found: Vec<(String,)> = sqlx::query_as(
            "SELECT DISTINCT patient_id FROM access_log l \
             WHERE NOT EXISTS (SELECT 1 FROM access_heads h WHERE h.patient_id = l.patient_id) ORDER BY patient_id",
        )
        .fetch_all(self.database().reader())
        .await?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// Checks one chain against itself and against its head's row; returns how many lines were in order.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn check_chain(&self, patient: &PatientId) -> Result<(u64, Option<Finding>), StoreError> {
        // The head first: lines that are written meanwhile come after it.
        let head = self.head_of(patient).await?;
        let mut check = ChainCheck::new(patient.clone());
        let found = |broken| Some(Finding::Log { patient: patient.as_str().to_owned(), broken });
        loop {
            let page = self.chain_of(patient, check.lines(), AT_ONCE).await?;
            if page.is_empty() {
                break;
            }
            for row in page {
                // A row with words that the program never writes was changed, like any other that does not fit its hash.
                let fault = match rows::read(row) {
                    Ok(stored) => check.take(&[stored.line]).err(),
                    Err(_) => Some(ChainFault::Edited { number: check.lines() + 1 }),
                };
                if let Some(fault) = fault {
                    let broken = self.named(patient, &check, fault).await?;
                    return Ok((check.lines(), found(broken)));
                }
            }
        }
        let Some(head) = head else { return Ok((0, found(Broken::Absent))) };
        if check.lines() == 0 {
            return Ok((0, found(Broken::Absent)));
        }
        if let Err(fault) = check.contains(&head) {
            return Ok((check.lines(), found(fault.into())));
        }
        // Lines past the end were not put there by the program, which moves the head along.
        let now = self.head_of(patient).await?.map_or(0, |head| head.number);
        if now < check.lines() {
            return Ok((check.lines(), found(Broken::Added { number: now + 1 })));
        }
        let sealed = self.sealed_number(patient).await?;
        Ok((check.lines(), sealed.and_then(|number| found(Broken::Ahead { number }))))
    }

    /// The first line after a number that is old enough, as of then, to be in a checkpoint
    /// ([`salus_protocol::log_chain::is_overdue`]).
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn overdue_line(
        &self,
        patient: &PatientId,
        after: u64,
        now: Timestamp,
    ) -> Result<Option<u64>, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as(
            "SELECT number FROM access_log WHERE patient_id = $1 AND number > $2 AND (at <= $3 OR at >= $4) \
             ORDER BY number LIMIT 1",
        )
        .bind(patient.as_str())
        .bind(rows::stored(after))
        .bind(now.plus_seconds(-SEALED_WITHIN).0)
        .bind(now.plus_seconds(SEALED_WITHIN).0)
        .fetch_optional(self.database().reader())
        .await?;
        row.map(|(number,)| rows::number(number, "access_log.number")).transpose()
    }

    /// Whether the proof that a patient is given holds under one of these keys and reaches this line.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn is_proved(&self, patient: &PatientId, number: u64, keys: &[Digest]) -> Result<bool, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT proof FROM access_proofs WHERE patient_id = $1")
            .bind(patient.as_str())
            .fetch_optional(self.database().reader())
            .await?;
        let proof = row.and_then(|(proof,)| serde_json::from_str::<HeadProof>(&proof).ok());
        Ok(proof.is_some_and(|proof| {
            keys.contains(&proof.signed.key)
                && is_signed(&proof.signed)
                && proof.holds()
                && proof.head.patient_id == *patient
                && proof.head.number >= number
        }))
    }

    /// The hash of one line; `None` if there is no such line. The second value says whether there is any line of this patient.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn hash_of_line(&self, head: &Head) -> Result<(Option<Digest>, bool), StoreError> {
        let row: Option<(Vec<u8>,)> =
            sqlx::query_as("SELECT hash FROM access_log WHERE patient_id = $1 AND number = $2")
                .bind(head.patient_id.as_str())
                .bind(rows::stored(head.number))
                .fetch_optional(self.database().reader())
                .await?;
        if let Some((hash,)) = row {
            // A hash that is none is as wrong as another one.
            return Ok((Some(rows::digest(&hash, "access_log.hash").unwrap_or_default()), true));
        }
        let any: Option<(i64,)> = sqlx::query_as("SELECT number FROM access_log WHERE patient_id = $1 LIMIT 1")
            .bind(head.patient_id.as_str())
            .fetch_optional(self.database().reader())
            .await?;
        Ok((None, any.is_some()))
    }

    /// A fault by its best name: a line that stands elsewhere in the chain was moved.
    async fn named(&self, patient: &PatientId, check: &ChainCheck, fault: ChainFault) -> Result<Broken, StoreError> {
        let due = check.lines() + 1;
        let mut after = check.lines();
        loop {
            let page = self.chain_of(patient, after, AT_ONCE).await?;
            let Some(last) = page.last() else { return Ok(fault.into()) };
            after = rows::number(last.1, "access_log.number").unwrap_or(u64::MAX);
            for stored in page.into_iter().filter_map(|row| rows::read(row).ok()) {
                if stored.line.number != due && check.comes_next(&stored.line) {
                    return Ok(Broken::Reordered { number: due });
                }
            }
        }
    }

    /// Up to which line a checkpoint is said to have sealed a chain, if that is further than it reaches.
    async fn sealed_number(&self, patient: &PatientId) -> Result<Option<u64>, StoreError> {
        let row: Option<(i64,)> =
            sqlx::query_as("SELECT sealed_number FROM access_heads WHERE patient_id = $1 AND sealed_number > number")
                .bind(patient.as_str())
                .fetch_optional(self.database().reader())
                .await?;
        row.map(|(number,)| rows::number(number, "access_heads.sealed_number")).transpose()
    }

    async fn head_of(&self, patient: &PatientId) -> Result<Option<Head>, StoreError> {
        let row: Option<(i64, Vec<u8>)> = sqlx::query_as("SELECT number, hash FROM access_heads WHERE patient_id = $1")
            .bind(patient.as_str())
            .fetch_optional(self.database().reader())
            .await?;
        row.map(|(number, hash)| {
            let hash = rows::digest(&hash, "access_heads.hash").unwrap_or_default();
            let number = rows::number(number, "access_heads.number").unwrap_or_default();
            Ok(Head { patient_id: patient.clone(), number, hash })
        })
        .transpose()
    }
}
