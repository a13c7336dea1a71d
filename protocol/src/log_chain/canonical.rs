//! Which bytes are hashed and signed. A label says what they are of, and each field carries its length, so that no two things read
//! the same. A change here makes every chain and every signature of before look broken: it needs another label.

use super::{ChainLine, Checkpoint, Digest, Head};
use crate::ids::PatientId;

/// Bytes being put together.
struct Canonical(Vec<u8>);

impl Canonical {
    fn of(label: &str) -> Self {
        Self(Vec::with_capacity(320)).field(label.as_bytes())
    }

    /// One more field: its length in four bytes, big-endian, and the field.
    fn field(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    /// A number: eight bytes, big-endian.
    fn number(self, number: u64) -> Self {
        self.field(&number.to_be_bytes())
    }
}

impl ChainLine {
    /// The bytes that the line's hash covers, in this patient's log, after the line with this hash (zeros for the first).
    #[must_use]
    pub fn canonical(&self, patient: &PatientId, previous: &Digest) -> Vec<u8> {
        Canonical::of("salus/access-line/v1")
            .field(&previous.0)
            .number(self.number)
            .field(patient.as_str().as_bytes())
            .field(self.id.as_str().as_bytes())
            .field(&self.at.0.to_be_bytes())
            .field(self.actor.as_str().as_bytes())
            .field(self.account.as_ref().map_or("", |account| account.as_str()).as_bytes())
            .field(self.action.as_str().as_bytes())
            .field(self.reason.as_str().as_bytes())
            .field(self.detail.as_ref().map_or(&[], |detail| detail.0.as_slice()))
            .0
    }
}

/// The hash that a line has to have, in this patient's log, after the line with the hash `previous` (zeros for the first).
#[must_use]
pub fn line_hash(patient: &PatientId, previous: &Digest, line: &ChainLine) -> Digest {
    Digest::of(&line.canonical(patient, previous))
}

impl Head {
    /// The leaf that this head is in a checkpoint's tree, before it is hashed.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        Canonical::of("salus/access-head/v1")
            .field(self.patient_id.as_str().as_bytes())
            .number(self.number)
            .field(&self.hash.0)
            .0
    }
}

impl Checkpoint {
    /// What is signed.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        Canonical::of("salus/access-checkpoint/v1")
            .number(self.number)
            .field(&self.at.0.to_be_bytes())
            .number(self.size)
            .field(&self.root.0)
            .field(&self.previous.0)
            .0
    }

    /// The hash by which the next checkpoint refers to this one.
    #[must_use]
    pub fn hash(&self) -> Digest {
        Digest::of(&self.canonical())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sample::Sample,
        security::{AccessAction, AccessReason, ActorKind},
        time::Timestamp,
    };

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whoever has to change these has changed what every chain of before is checked by: see the top of this file.
    #[test]
    fn what_is_hashed_and_signed_has_not_changed_unnoticed() {
        let line = ChainLine::sample().canonical(&PatientId::sample(), &Digest([0; 32]));
        insta::assert_snapshot!("line", hex(&line));
        insta::assert_snapshot!("line_hash", Digest::of(&line));
        let proof = super::super::HeadProof::sample();
        insta::assert_snapshot!("head", hex(&proof.head.canonical()));
        insta::assert_snapshot!("checkpoint", hex(&proof.signed.checkpoint.canonical()));
    }

    #[test]
    fn every_field_of_a_line_counts() {
        let (patient, previous, line) = (PatientId::sample(), Digest([1; 32]), ChainLine::sample());
        let hash = line_hash(&patient, &previous, &line);
        let id = "0192f0c1-2b3c-7def-8a90-1234567890ac";
        let another = |change: fn(&mut ChainLine)| {
            let mut line = line.clone();
            change(&mut line);
            line
        };
        let mut changed = vec![
            another(|line| line.number += 1),
            another(|line| line.at = Timestamp(line.at.0 + 1)),
            another(|line| line.actor = ActorKind::Practice),
            another(|line| line.account = None),
            another(|line| line.action = AccessAction::ReadThreads),
            another(|line| line.reason = AccessReason::Feedback),
            another(|line| line.detail = None),
        ];
        changed.extend(id.parse().ok().map(|id| ChainLine { id, ..line.clone() }));
        assert_eq!(changed.len(), 8);
        for changed in changed {
            assert_ne!(line_hash(&patient, &previous, &changed), hash, "{changed:?}");
        }
        assert_ne!(line_hash(&patient, &Digest([2; 32]), &line), hash);
        assert_ne!(id.parse().map(|patient| line_hash(&patient, &previous, &line)), Ok(hash));
        let hashed_otherwise = ChainLine { hash: Digest([9; 32]), ..line.clone() };
        assert_eq!(line_hash(&patient, &previous, &hashed_otherwise), hash, "a hash does not cover itself");
    }
}
