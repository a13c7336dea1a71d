//! Adding lines to the chains of their patients, inside a transaction.
//!
//! Whoever adds to a chain holds its head until the end of the transaction, so that numbers have no gaps and no line is written
//! twice after the same one. Heads are taken in the order of their patients' ids, so that two writers never wait for each other.

use std::collections::HashMap;

use salus_protocol::{
    ids::PatientId,
    log_chain::{ChainLine, Digest, line_hash},
};
use sqlx::{Any, AssertSqlSafe, Transaction};

use super::{Ready, rows};
use crate::store::StoreError;

/// How many rows one statement takes: all at once at a busy moment, one by one otherwise. Two sizes only, since the database keeps
/// each text that it has understood.
const WIDE: usize = 16;

/// Where a chain ends.
#[derive(Clone, Copy, Debug, Default)]
struct End {
    number: u64,
    hash: Digest,
}

/// Adds lines, of each patient in the order in which they come.
pub(super) async fn write(
    transaction: &mut Transaction<'static, Any>,
    mut lines: Vec<&Ready>,
) -> Result<(), StoreError> {
    lines.sort_by(|one, other| one.patient.cmp(&other.patient));
    let mut patients: Vec<&PatientId> = lines.iter().map(|line| &line.patient).collect();
    patients.dedup();
    let mut ends = hold(transaction, &patients).await?;
    let mut chained = Vec::with_capacity(lines.len());
    for line in lines {
        let end = ends.entry(line.patient.as_str().to_owned()).or_default();
        let hash = line_hash(&line.patient, &end.hash, &line.at_place(end.number + 1));
        *end = End { number: end.number + 1, hash };
        chained.push((line, *end));
    }
    insert(transaction, &chained).await?;
    let moved: Vec<(&PatientId, End)> = patients
        .into_iter()
        .map(|patient| (patient, ends.get(patient.as_str()).copied().unwrap_or_default()))
        .collect();
    put(transaction, &moved).await
}

/// Takes hold of the heads of these chains, and makes those that are not there yet.
async fn hold(
    transaction: &mut Transaction<'static, Any>,
    patients: &[&PatientId],
) -> Result<HashMap<String, End>, StoreError> {
    let mut ends = HashMap::with_capacity(patients.len());
    for portion in portions(patients) {
        let text = format!(
            "INSERT INTO access_heads (patient_id, number, hash, sealed_number) VALUES {} \
             ON CONFLICT (patient_id) DO UPDATE SET number = access_heads.number RETURNING patient_id, number, hash",
            places(portion.len(), 4)
        );
        let mut query = sqlx::query_as(AssertSqlSafe(text));
        for patient in portion {
            query = query.bind(patient.as_str()).bind(0_i64).bind(Digest::default().0.to_vec()).bind(0_i64);
        }
        let held: Vec<(String, i64, Vec<u8>)> = query.fetch_all(&mut **transaction).await?;
        for (patient, number, hash) in held {
            let number = rows::number(number, "access_heads.number")?;
            ends.insert(patient, End { number, hash: rows::digest(&hash, "access_heads.hash")? });
        }
    }
    Ok(ends)
}

/// Stores the lines.
async fn insert(transaction: &mut Transaction<'static, Any>, lines: &[(&Ready, End)]) -> Result<(), StoreError> {
    for portion in portions(lines) {
        let text = format!(
            "INSERT INTO access_log (id, patient_id, number, at, actor_kind, actor_id, action, reason, detail_ct, hash) \
             VALUES {}",
            places(portion.len(), 10)
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        for (line, end) in portion {
            query = query
                .bind(line.id.as_str())
                .bind(line.patient.as_str())
                .bind(rows::stored(end.number))
                .bind(line.at.0)
                .bind(line.actor.kind().as_str())
                .bind(line.actor.account().map(|account| account.as_str()))
                .bind(line.action.as_str())
                .bind(line.reason.as_str())
                .bind(line.detail_ct.clone())
                .bind(end.hash.0.to_vec());
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Says where the chains end now.
async fn put(transaction: &mut Transaction<'static, Any>, ends: &[(&PatientId, End)]) -> Result<(), StoreError> {
    for portion in portions(ends) {
        let text = format!(
            "INSERT INTO access_heads (patient_id, number, hash, sealed_number) VALUES {} \
             ON CONFLICT (patient_id) DO UPDATE SET number = excluded.number, hash = excluded.hash",
            places(portion.len(), 4)
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        for (patient, end) in portion {
            query = query.bind(patient.as_str()).bind(rows::stored(end.number)).bind(end.hash.0.to_vec()).bind(0_i64);
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Cuts rows into as many as one statement takes, and the rest one by one.
fn portions<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let (wide, rest) = rows.as_chunks::<WIDE>();
    wide.iter().map(<[T; WIDE]>::as_slice).chain(rest.chunks(1))
}

/// The places of so many rows: `($1, $2), ($3, $4)`.
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> = (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

impl Ready {
    /// The line at its place in the chain, with everything that its hash covers.
    fn at_place(&self, number: u64) -> ChainLine {
        ChainLine {
            number,
            id: self.id.clone(),
            at: self.at,
            actor: self.actor.kind(),
            account: self.actor.account().cloned(),
            action: self.action,
            reason: self.reason,
            detail: self.detail_ct.as_deref().map(Digest::of),
            hash: Digest::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_into_statements_of_two_sizes() {
        let rows: Vec<usize> = (0..37).collect();
        let sizes: Vec<usize> = portions(&rows).map(<[usize]>::len).collect();
        assert_eq!(sizes, [16, 16, 1, 1, 1, 1, 1]);
        assert_eq!(portions(&rows).flatten().copied().collect::<Vec<_>>(), rows);
        assert_eq!(places(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }
}
