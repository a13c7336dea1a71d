//! What stands in a row of the access log. The words are those of closed lists: a row with any other was not written here.

use salus_protocol::{
    ids::{AccessId, AccountId},
    log_chain::{ChainLine, Digest},
    security::{AccessAction, AccessReason, ActorKind},
    time::Timestamp,
};

use crate::store::StoreError;

/// Id, number, time, kind and account of the actor, action, reason, sealed detail, hash.
pub(in crate::store) type Row = (String, i64, i64, String, Option<String>, String, String, Option<Vec<u8>>, Vec<u8>);

/// The end of the year 9999, in microseconds: no date says more, and no line is of a later time.
const LATEST: i64 = 253_402_300_799_999_999;

/// A line as it was stored.
pub(in crate::store) struct Stored {
    /// What the hash covers.
    pub(in crate::store) line: ChainLine,
    /// The sealed name and role, where there are any.
    pub(in crate::store) detail_ct: Option<Vec<u8>>,
}

/// Reads a row.
///
/// # Errors
/// [`StoreError::Unexpected`] if it holds something that the program never writes.
pub(in crate::store) fn read(row: Row) -> Result<Stored, StoreError> {
    let (id, at_number, at, kind, account, action, reason, detail_ct, hash) = row;
    let at = Some(moment(at)).filter(|moment| moment.0 == at).ok_or(StoreError::Unexpected("access_log.at"))?;
    let line = ChainLine {
        number: number(at_number, "access_log.number")?,
        id: AccessId::parse(&id).map_err(|_| StoreError::Unexpected("access_log.id"))?,
        at,
        actor: word(&ActorKind::ALL, ActorKind::as_str, &kind, "access_log.actor_kind")?,
        account: account
            .map(|account| AccountId::parse(&account).map_err(|_| StoreError::Unexpected("access_log.actor_id")))
            .transpose()?,
        action: word(&AccessAction::ALL, AccessAction::as_str, &action, "access_log.action")?,
        reason: word(&AccessReason::ALL, AccessReason::as_str, &reason, "access_log.reason")?,
        detail: detail_ct.as_deref().map(Digest::of),
        hash: digest(&hash, "access_log.hash")?,
    };
    Ok(Stored { line, detail_ct })
}

/// The time in a row, or the nearest one that a date can say.
pub(in crate::store) fn moment(at: i64) -> Timestamp {
    Timestamp(at.clamp(-LATEST, LATEST))
}

/// A word of a closed list.
pub(super) fn word<T: Copy>(
    all: &[T],
    as_str: fn(T) -> &'static str,
    stored: &str,
    column: &'static str,
) -> Result<T, StoreError> {
    all.iter().copied().find(|known| as_str(*known) == stored).ok_or(StoreError::Unexpected(column))
}

/// A hash.
pub(in crate::store) fn digest(stored: &[u8], column: &'static str) -> Result<Digest, StoreError> {
    stored.try_into().map(Digest).map_err(|_| StoreError::Unexpected(column))
}

/// A line's number.
pub(in crate::store) fn number(stored: i64, column: &'static str) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|_| StoreError::Unexpected(column))
}

/// A number as it is stored. What is beyond all numbers is as good as the last of them.
pub(in crate::store) fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
