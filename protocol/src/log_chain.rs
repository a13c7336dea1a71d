//! The chain of the access log: what each line's hash is made of, and how the whole is checked. The server writes by it, the
//! operator's `salus verify-log` and the patient's browser check by it, so there is one text for all three.
//!
//! Each patient has a chain. A line's hash covers the hash of the line before it, so that a line that is changed, left out or put
//! elsewhere breaks every hash after it. What is sealed (the name and role of who acted) goes in as a hash of its sealed form, so
//! that the chain still holds after the patient's key was destroyed. Where a chain ends no hash can tell: that is what checkpoints
//! are for. Every few minutes the heads of the chains that grew become the leaves of a Merkle tree (RFC 6962, section 2.1), and its
//! root is signed and kept outside of the database.
//!
//! `canonical` says which bytes are hashed and signed, [`merkle`] makes and checks trees, [`ChainCheck`] checks a chain.

mod canonical;
mod check;
mod digest;
pub mod merkle;

use serde::{Deserialize, Serialize};

pub use canonical::line_hash;
pub use check::{ChainCheck, ChainFault, ChainVerdict};
pub use digest::{Digest, NotADigest};

use crate::{
    endpoint::endpoints,
    ids::{AccessId, AccountId, PatientId},
    sample::Sample,
    security::{AccessAction, AccessReason, ActorKind},
    time::Timestamp,
};

/// How old a line may become before a checkpoint has to know it, in seconds: one is written every five minutes, so three of them.
pub const SEALED_WITHIN: i64 = 15 * 60;

/// Whether a line of this moment should be in a checkpoint by now, if it is in none. A line of a later time than now is as wrong: it
/// would be due never.
#[must_use]
pub const fn is_overdue(at: Timestamp, now: Timestamp) -> bool {
    at.0 <= now.plus_seconds(-SEALED_WITHIN).0 || at.0 >= now.plus_seconds(SEALED_WITHIN).0
}

endpoints! {
    /// The chain of the patient's own log from a line on, at most 1,000 lines at a time, oldest first, with the newest proof that
    /// lies outside of the database. Reading it is a line itself, written before the answer.
    GetLogChain {} = Post "/api/v1/security/access/chain", Patient, ChainQuery => ChainPage;
}

/// From where on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainQuery {
    /// Only lines after this number; 0 for all.
    #[serde(default)]
    pub after: u64,
}

/// A piece of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainPage {
    /// Whose chain. Part of each line's hash.
    pub patient_id: PatientId,
    /// The lines, oldest first.
    pub lines: Vec<ChainLine>,
    /// Whether there are more after them.
    pub more: bool,
    /// Whether the line after them holds what is never written, so that it cannot be told here.
    pub unreadable: bool,
    /// The newest proof, if one was written yet.
    pub proof: Option<HeadProof>,
}

/// A line as its hash covers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainLine {
    /// The line's number in this patient's log, from 1.
    pub number: u64,
    /// The line's id.
    pub id: AccessId,
    /// When it happened.
    pub at: Timestamp,
    /// What kind of actor.
    pub actor: ActorKind,
    /// The actor's account, where there is one.
    pub account: Option<AccountId>,
    /// What was done.
    pub action: AccessAction,
    /// Why.
    pub reason: AccessReason,
    /// The hash of the sealed name and role, where there are any.
    pub detail: Option<Digest>,
    /// The line's hash.
    pub hash: Digest,
}

/// The end of one chain: a leaf of a checkpoint's tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose chain.
    pub patient_id: PatientId,
    /// How many lines it has.
    pub number: u64,
    /// The hash of the last one.
    pub hash: Digest,
}

/// What a checkpoint signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Its number, from 1, without gaps.
    pub number: u64,
    /// When it was made.
    pub at: Timestamp,
    /// How many heads its tree has.
    pub size: u64,
    /// The root of its tree.
    pub root: Digest,
    /// The hash of the checkpoint before it; zeros for the first.
    pub previous: Digest,
}

/// A checkpoint with its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCheckpoint {
    /// What is signed: its canonical bytes are.
    pub checkpoint: Checkpoint,
    /// The public half of the key that signed (Ed25519, RFC 8032), 64 hexadecimal digits. Also its name.
    pub key: Digest,
    /// The signature, 128 hexadecimal digits.
    pub signature: String,
}

/// That a head stands in a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadProof {
    /// The checkpoint.
    pub signed: SignedCheckpoint,
    /// The head.
    pub head: Head,
    /// Its place among the leaves, from 0.
    pub index: u64,
    /// The way from the leaf to the root (RFC 6962, section 2.1.1).
    pub path: Vec<Digest>,
}

impl Sample for ChainQuery {
    fn sample() -> Self {
        Self { after: 0 }
    }
}

impl Sample for ChainPage {
    fn sample() -> Self {
        Self {
            patient_id: Sample::sample(),
            lines: Sample::sample(),
            more: false,
            unreadable: false,
            proof: Sample::sample(),
        }
    }
}

impl Sample for ChainLine {
    fn sample() -> Self {
        Self {
            number: 7,
            id: Sample::sample(),
            at: Sample::sample(),
            actor: ActorKind::Staff,
            account: Some(Sample::sample()),
            action: AccessAction::ReadThread,
            reason: AccessReason::Answering,
            detail: Some(Sample::sample()),
            hash: Sample::sample(),
        }
    }
}

impl Sample for HeadProof {
    fn sample() -> Self {
        Self {
            signed: SignedCheckpoint {
                checkpoint: Checkpoint {
                    number: 3,
                    at: Sample::sample(),
                    size: 2,
                    root: Sample::sample(),
                    previous: Sample::sample(),
                },
                key: Sample::sample(),
                signature: "5a".repeat(64),
            },
            head: Head { patient_id: Sample::sample(), number: 7, hash: Sample::sample() },
            index: 1,
            path: vec![Sample::sample()],
        }
    }
}
