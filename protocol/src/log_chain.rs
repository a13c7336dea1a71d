//! The chain of the access log: what each line's hash is made of, and how the whole is checked. The server writes by it, the
//! operator's `salus verify-log` and the patient's browser check by it, so there is one text for all three.
//!
//! Each patient has a chain. A line's hash covers the hash of the line before it, so that a line that is changed, left out or put
//! elsewhere breaks every hash after it. What is sealed (the name and role of who acted) goes in as a hash of its sealed form, so
//! that the chain still holds after the patient's key was destroyed. Where a chain ends no hash can tell: that is what checkpoints
//! are for. Every few minutes the heads of the chains that grew become the leaves of a Merkle tree (RFC 6962, section 2.1), and its
//! root is signed and kept outside of the database.

mod check;

use serde::{Deserialize, Serialize};

pub use self::check::{ChainCheck, ChainFault, ChainVerdict, line_hash};
use crate::{
    endpoint::endpoints,
    ids::{AccessId, AccountId, PatientId},
    sample::Sample,
    security::{AccessAction, AccessReason, ActorKind},
    time::Timestamp,
};

endpoints! {
    /// The chain of the patient's own log from a line on, at most 1,000 lines at a time, oldest first, with the newest proof that
    /// lies outside of the database. Reading it is a line itself, written before the answer.
    GetLogChain {} = Post "/api/v1/security/access/chain", Patient, ChainQuery => ChainPage;
}

/// A SHA-256 value (FIPS 180-4); 64 hexadecimal digits on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(pub [u8; 32]);

/// Text that is no digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADigest;

impl std::fmt::Display for NotADigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a digest: expected 64 hexadecimal digits")
    }
}

impl std::error::Error for NotADigest {}

impl Digest {
    /// Reads 64 hexadecimal digits in lower case.
    ///
    /// # Errors
    /// [`NotADigest`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotADigest> {
        let value = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(NotADigest),
        };
        let mut digest = [0; 32];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != digest.len() || !rest.is_empty() {
            return Err(NotADigest);
        }
        for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
            *byte = value(*high)? << 4 | value(*low)?;
        }
        Ok(Self(digest))
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;
    fn try_from(text: String) -> Result<Self, NotADigest> {
        Self::parse(&text)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
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
        Self { patient_id: Sample::sample(), lines: Sample::sample(), more: false, proof: Sample::sample() }
    }
}

impl Sample for Digest {
    fn sample() -> Self {
        Self([0xa5; 32])
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
