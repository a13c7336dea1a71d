//! The access log as its patient reads it: page by page, as a whole, as a chain, or one line.

use std::collections::HashMap;

use salus_protocol::{
    ids::{AccessId, AccountId},
    log_chain::{ChainPage, HeadProof},
    security::{AccessAction, AccessLine, AccessLog, AccessQuery, Actor, ActorKind, UnreadableLine},
};

use super::{
    StoreError,
    access_log::{
        Detail, detail_place,
        rows::{self, Row, Stored},
    },
    patient::PatientStore,
};
use crate::crypto::{DataKey, signing::is_signed};

/// How many lines a patient reads at a time.
const LINES: usize = 100;
/// How many lines are taken away at most, the newest.
const LINES_TO_TAKE: usize = 50_000;
/// How many lines of the chain go out at a time.
const CHAIN_LINES: usize = 1000;

/// Later than everything.
const NO_END: (i64, i64) = (i64::MAX, i64::MAX);

impl PatientStore {
    /// Lines of the patient's access log, newest first, at most 100 of them. This look is one of them.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read, or this look cannot be noted.
    pub async fn access_lines(&self, query: &AccessQuery) -> Result<AccessLog, StoreError> {
        self.note(AccessAction::ReadAccessLog).await?;
        let before = match query.before {
            None => NO_END,
            Some(number) => {
                let row: Option<(i64, i64)> =
                    sqlx::query_as("SELECT at, number FROM access_log WHERE patient_id = $1 AND number = $2")
                        .bind(self.patient().as_str())
                        .bind(rows::stored(number))
                        .fetch_optional(self.store.database().reader())
                        .await?;
                let Some(before) = row else { return self.shown(Vec::new(), false).await };
                before
            }
        };
        self.lines_before(before, query, LINES).await
    }

    /// The whole access log as its owner takes it away, newest first, at most the newest 50,000 lines. That it is taken away is
    /// one of them.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read, or this cannot be noted.
    pub async fn access_log(&self) -> Result<AccessLog, StoreError> {
        self.note(AccessAction::ExportedAccessLog).await?;
        self.lines_before(NO_END, &AccessQuery::default(), LINES_TO_TAKE).await
    }

    /// A piece of the patient's chain, oldest first, from the line after `after` on, and the newest proof. This look is a line,
    /// written before.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read, or this look cannot be noted.
    pub async fn log_chain(&self, after: u64) -> Result<ChainPage, StoreError> {
        self.note(AccessAction::ReadAccessLog).await?;
        // Before the lines: a proof of this moment could be of a line that they do not have yet, and would look like a log cut short.
        let proof = self.head_proof().await?;
        let mut stored = self.store.chain_of(self.patient(), after, CHAIN_LINES + 1).await?;
        let more = stored.len() > CHAIN_LINES;
        stored.truncate(CHAIN_LINES);
        let mut lines = Vec::with_capacity(stored.len());
        for row in stored {
            let number = row.1;
            match rows::read(row) {
                Ok(stored) => lines.push(stored.line),
                Err(cause) => {
                    // A check goes no further than to the first line that was changed, and has to be told of this one.
                    self.warn_of(number, &cause);
                    return Ok(ChainPage {
                        patient_id: self.patient().clone(),
                        lines,
                        more: false,
                        unreadable: true,
                        proof,
                    });
                }
            }
        }
        Ok(ChainPage { patient_id: self.patient().clone(), lines, more, unreadable: false, proof })
    }

    /// One line of the patient's own log, for an answer that is noted already; `None` if it is nobody's, somebody else's, or cannot
    /// be read.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub(crate) async fn access_line(&self, id: &AccessId) -> Result<Option<AccessLine>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, number, at, actor_kind, actor_id, action, reason, detail_ct, hash FROM access_log \
             WHERE patient_id = $1 AND id = $2",
        )
        .bind(self.patient().as_str())
        .bind(id.as_str())
        .fetch_optional(self.store.database().reader())
        .await?;
        Ok(match row {
            Some(row) => self.shown(vec![row], false).await?.lines.pop(),
            None => None,
        })
    }

    /// At most `most` lines that come after `before` (a time and a number) in the list, which has the newest on top.
    async fn lines_before(
        &self,
        before: (i64, i64),
        query: &AccessQuery,
        most: usize,
    ) -> Result<AccessLog, StoreError> {
        let from = query.from.map_or(i64::MIN, |from| from.0);
        let until = query.until.map_or(i64::MAX, |until| until.0);
        let mut found: Vec<Row> = sqlx::query_as(
            "SELECT id, number, at, actor_kind, actor_id, action, reason, detail_ct, hash FROM access_log \
             WHERE patient_id = $1 AND at >= $2 AND at < $3 AND (at, number) < ($4, $5) \
             AND (CAST($6 AS TEXT) = '' OR actor_kind = $6) AND (CAST($7 AS BIGINT) = 0 OR actor_kind <> 'patient') \
             ORDER BY at DESC, number DESC LIMIT $8",
        )
        .bind(self.patient().as_str())
        .bind(from)
        .bind(until)
        .bind(before.0)
        .bind(before.1)
        .bind(query.who.map_or("", ActorKind::as_str))
        .bind(i64::from(query.others))
        .bind(i64::try_from(most + 1).unwrap_or(i64::MAX))
        .fetch_all(self.store.database().reader())
        .await?;
        let more = found.len() > most;
        found.truncate(most);
        self.shown(found, more).await
    }

    /// Lines as they are shown. One that was changed into what cannot be read hides none of the others.
    async fn shown(&self, found: Vec<Row>, more: bool) -> Result<AccessLog, StoreError> {
        let key = self.key().await?;
        let mut accounts: HashMap<AccountId, Detail> = HashMap::new();
        let (mut lines, mut unreadable) = (Vec::with_capacity(found.len()), Vec::new());
        for row in found {
            let (number, at) = (row.1, rows::moment(row.2));
            match self.line_shown(row, &key, &mut accounts).await {
                Ok(line) => lines.push(line),
                Err(cause @ (StoreError::Unexpected(_) | StoreError::Sealed(_))) => {
                    self.warn_of(number, &cause);
                    unreadable.push(UnreadableLine { number: u64::try_from(number).unwrap_or_default(), at });
                }
                Err(other) => return Err(other),
            }
        }
        Ok(AccessLog { lines, unreadable, more })
    }

    /// A line as it is shown. One of the first versions names nobody: there the account's name of today stands for it.
    async fn line_shown(
        &self,
        row: Row,
        key: &DataKey,
        accounts: &mut HashMap<AccountId, Detail>,
    ) -> Result<AccessLine, StoreError> {
        let Stored { line, detail_ct } = rows::read(row)?;
        let detail = match (line.actor, detail_ct, line.account) {
            (ActorKind::Staff, Some(sealed), _) => {
                let text = key.open(detail_place(&line.id, self.patient()), &sealed)?;
                Some(serde_json::from_slice(&text).map_err(|_| StoreError::Unexpected("access_log.detail_ct"))?)
            }
            (ActorKind::Staff, None, Some(account)) => match accounts.get(&account) {
                Some(known) => Some(known.clone()),
                None => {
                    let detail = self.store.staff_detail(&account).await?;
                    Some(accounts.entry(account).or_insert(detail).clone())
                }
            },
            (ActorKind::Staff, None, None) => return Err(StoreError::Unexpected("access_log.actor_id")),
            (ActorKind::You | ActorKind::Practice, ..) => None,
        };
        Ok(AccessLine {
            id: line.id,
            number: line.number,
            at: line.at,
            actor: match detail {
                Some(Detail { name, role }) => Actor::Staff { name, role },
                None if line.actor == ActorKind::You => Actor::You,
                None => Actor::Practice,
            },
            action: line.action,
            reason: line.reason,
        })
    }

    /// Says that a line holds what is never written here: nothing that the program does itself leads there.
    fn warn_of(&self, number: i64, cause: &StoreError) {
        let patient = self.patient().as_str();
        tracing::error!(alert = "access_log", patient, number, %cause, "a line of the access log was changed");
    }

    /// The newest proof of the patient's chain that lies outside of the database.
    async fn head_proof(&self) -> Result<Option<HeadProof>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT proof FROM access_proofs WHERE patient_id = $1")
            .bind(self.patient().as_str())
            .fetch_optional(self.store.database().reader())
            .await?;
        let Some((proof,)) = row else { return Ok(None) };
        let proof: HeadProof =
            serde_json::from_str(&proof).map_err(|_| StoreError::Unexpected("access_proofs.proof"))?;
        // Whoever can write to the database could put a proof of their own there, under a key of their own.
        if proof.signed.key != self.store.checkpoint_key().public() || !is_signed(&proof.signed) {
            tracing::error!(alert = "proof", "a proof of the access log is not signed with the key of this portal");
            return Err(StoreError::Unexpected("access_proofs.proof"));
        }
        Ok(Some(proof))
    }
}
