//! The chain of a patient's access log: each line carries the hash of the line before it, so that a line that is changed, taken
//! out or moved breaks every line after it. A signed checkpoint, kept outside of the database, says how long the chain was and
//! how it ended, so that lines cannot be cut off its end either.
//!
//! The chain is computed over what the database holds: the names in a line are sealed and enter as a hash of their ciphertext.
//! So the chain can be checked by whoever has no key, and stays whole when a patient's key is destroyed.
//!
//! Server and portal compute it with the same code, from here.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    ids::AccessId,
    sample::Sample,
    security::{AccessAction, AccessReason},
    time::Timestamp,
};

/// How many lines [`crate::security::ReadAccessChain`] answers at most.
pub const CHAIN_LINES: usize = 1_000;

/// From which line on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainFrom {
    /// The number of the first line, from 1.
    pub from: u64,
}

/// A stretch of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainPart {
    /// The patient's id, which every line of the chain is bound to.
    pub patient_id: crate::ids::PatientId,
    /// The lines, oldest first.
    pub lines: Vec<ChainLine>,
    /// How many lines the whole chain has.
    pub length: u64,
    /// The newest checkpoint that covers this chain, if one was written yet.
    pub checkpoint: Option<CheckpointProof>,
}

/// One line as it is chained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainLine {
    /// The line's id.
    pub id: AccessId,
    /// Its number in the patient's log, from 1.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// The word for the kind of who acted, as it stands in the row.
    pub actor_kind: String,
    /// The account of who acted, where there is one.
    pub actor_id: Option<String>,
    /// What was done.
    pub action: AccessAction,
    /// Why.
    pub reason: AccessReason,
    /// SHA-256 of the sealed part of the line (name and role as they were), in hexadecimal digits.
    pub detail_hash: String,
    /// The hash that the row holds, in hexadecimal digits.
    pub hash: String,
}

/// A signed statement of how long one chain was at a moment, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckpointProof {
    /// The checkpoint's number.
    pub number: u64,
    /// When it was written.
    pub at: Timestamp,
    /// How many lines this chain had.
    pub length: u64,
    /// The hash of its last line, in hexadecimal digits.
    pub head: String,
    /// This chain's place among all chains, sorted by patient id.
    pub place: u64,
    /// How many chains there were.
    pub chains: u64,
    /// The neighbours on the way to the root of the Merkle tree over all chains (RFC 6962, section 2.1.1), in hexadecimal
    /// digits, from the leaf up.
    pub path: Vec<String>,
    /// The root, in hexadecimal digits.
    pub root: String,
    /// The Ed25519 public key that signed, base64url.
    pub key: String,
    /// The signature over [`checkpoint_bytes`], base64url.
    pub signature: String,
}

/// A hash.
pub type Hash = [u8; 32];

/// What comes before the first line.
pub const START: Hash = [0; 32];

/// The hash of a line that follows `previous`: SHA-256 over a word for the purpose, the hash of before, and each part with its
/// length before it, so that no two lines read the same.
#[must_use]
pub fn link(previous: &Hash, patient: &str, line: &ChainLine) -> Hash {
    let mut hash = Sha256::new();
    hash.update(b"salus/access-line/v1");
    hash.update(previous);
    for part in [
        patient.as_bytes(),
        &line.number.to_be_bytes(),
        line.id.as_str().as_bytes(),
        &line.at.0.to_be_bytes(),
        line.actor_kind.as_bytes(),
        line.actor_id.as_deref().unwrap_or_default().as_bytes(),
        line.action.as_str().as_bytes(),
        line.reason.as_str().as_bytes(),
        line.detail_hash.as_bytes(),
    ] {
        hash.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The leaf of a chain in the Merkle tree over all chains.
#[must_use]
pub fn leaf(patient: &str, length: u64, head: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(patient.as_bytes());
    hash.update(length.to_be_bytes());
    hash.update(head);
    hash.finalize().into()
}

/// The node above two nodes (RFC 6962, section 2.1).
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// What a checkpoint's signature is over.
#[must_use]
pub fn checkpoint_bytes(number: u64, at: Timestamp, chains: u64, root: &Hash) -> Vec<u8> {
    let mut bytes = b"salus/checkpoint/v1".to_vec();
    bytes.extend_from_slice(&number.to_be_bytes());
    bytes.extend_from_slice(&at.0.to_be_bytes());
    bytes.extend_from_slice(&chains.to_be_bytes());
    bytes.extend_from_slice(root);
    bytes
}

/// A hash as hexadecimal digits.
#[must_use]
pub fn hex(hash: &[u8]) -> String {
    hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A hash from 64 hexadecimal digits; `None` for anything else.
#[must_use]
pub fn from_hex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digit = |place: usize| pair.get(place).and_then(|digit| char::from(*digit).to_digit(16));
        *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
    }
    Some(hash)
}

impl Sample for ChainFrom {
    fn sample() -> Self {
        Self { from: 1 }
    }
}

impl Sample for ChainPart {
    fn sample() -> Self {
        Self { patient_id: Sample::sample(), lines: Sample::sample(), length: 1, checkpoint: Sample::sample() }
    }
}

impl Sample for ChainLine {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            number: 1,
            at: Sample::sample(),
            actor_kind: "staff".into(),
            actor_id: Some("0192f0c1-2b3c-7def-8a90-1234567890ab".into()),
            action: AccessAction::ReadThread,
            reason: AccessReason::Answering,
            detail_hash: hex(&[7; 32]),
            hash: hex(&[8; 32]),
        }
    }
}

impl Sample for CheckpointProof {
    fn sample() -> Self {
        Self {
            number: 1,
            at: Sample::sample(),
            length: 1,
            head: hex(&[8; 32]),
            place: 0,
            chains: 1,
            path: Vec::new(),
            root: hex(&[9; 32]),
            key: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".into(),
            signature: "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg".into(),
        }
    }
}
