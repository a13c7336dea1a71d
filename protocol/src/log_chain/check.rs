//! Checking a chain: page after page, and against what lies outside of the database.

use sha2::{Digest as _, Sha256};

use super::{ChainLine, Checkpoint, Digest, Head, HeadProof};
use crate::ids::PatientId;

/// What is wrong with a chain. The first thing that is found; what comes after it says no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// The line with this number is not what it was when it was written.
    Edited {
        /// The line.
        number: u64,
    },
    /// The line with this number is not there, or stands elsewhere.
    Missing {
        /// The line.
        number: u64,
    },
    /// The chain ends before the line with this number, which was there.
    Truncated {
        /// The first line that is gone.
        number: u64,
    },
    /// The checkpoint does not hold this chain's head.
    ProofBroken,
}

/// A chain in which nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainVerdict {
    /// Where it ends.
    pub head: Head,
    /// Up to which line a checkpoint proves it; `None` where there is none yet.
    pub proved: Option<u64>,
}

/// A check that is under way. Takes the lines from the first one on, in pages of any size.
#[derive(Clone, Debug)]
pub struct ChainCheck {
    patient: PatientId,
    /// The hash of each line so far; the first line's comes first.
    hashes: Vec<Digest>,
}

impl ChainCheck {
    /// A check of this patient's chain.
    #[must_use]
    pub const fn new(patient: PatientId) -> Self {
        Self { patient, hashes: Vec::new() }
    }

    /// Takes the lines that come next.
    ///
    /// # Errors
    /// [`ChainFault::Missing`] or [`ChainFault::Edited`] for the first line that does not follow from the one before it.
    pub fn take(&mut self, lines: &[ChainLine]) -> Result<(), ChainFault> {
        for line in lines {
            let number = self.lines() + 1;
            if line.number != number {
                return Err(ChainFault::Missing { number });
            }
            let previous = self.hashes.last().copied().unwrap_or_default();
            if line_hash(&previous, &self.patient, line) != line.hash {
                return Err(ChainFault::Edited { number });
            }
            self.hashes.push(line.hash);
        }
        Ok(())
    }

    /// Ends the check, against the newest proof and a head that was seen before.
    ///
    /// # Errors
    /// [`ChainFault`] if the chain is not the one that was proved or seen.
    pub fn finish(self, proof: Option<&HeadProof>, remembered: Option<&Head>) -> Result<ChainVerdict, ChainFault> {
        if let Some(head) = remembered {
            self.holds(head)?;
        }
        if let Some(proof) = proof {
            if proof.head.patient_id != self.patient || !proof.is_consistent() {
                return Err(ChainFault::ProofBroken);
            }
            self.holds(&proof.head)?;
        }
        let number = self.lines();
        let hash = self.hashes.last().copied().unwrap_or_default();
        Ok(ChainVerdict {
            head: Head { patient_id: self.patient, number, hash },
            proved: proof.map(|proof| proof.head.number),
        })
    }

    fn lines(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// Whether the chain came through this head.
    fn holds(&self, head: &Head) -> Result<(), ChainFault> {
        let Some(place) = head.number.checked_sub(1) else { return Ok(()) };
        match usize::try_from(place).ok().and_then(|place| self.hashes.get(place)) {
            None => Err(ChainFault::Truncated { number: self.lines() + 1 }),
            Some(hash) if *hash == head.hash => Ok(()),
            Some(_) => Err(ChainFault::Edited { number: head.number }),
        }
    }
}

/// The hash of a line that follows this one.
#[must_use]
pub fn line_hash(previous: &Digest, patient: &PatientId, line: &ChainLine) -> Digest {
    let mut bytes = Bytes::new("salus/access-line/v1");
    bytes.field(&previous.0);
    bytes.field(&line.number.to_be_bytes());
    bytes.field(patient.as_str().as_bytes());
    bytes.field(line.id.as_str().as_bytes());
    bytes.field(&line.at.0.to_be_bytes());
    bytes.field(line.actor.as_str().as_bytes());
    bytes.field(line.account.as_ref().map_or(&[], |account| account.as_str().as_bytes()));
    bytes.field(line.action.as_str().as_bytes());
    bytes.field(line.reason.as_str().as_bytes());
    bytes.field(line.detail.as_ref().map_or(&[], |detail| detail.0.as_slice()));
    sha256(&[&bytes.0])
}

impl Head {
    /// The bytes that are a leaf of a checkpoint's tree.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Bytes::new("salus/access-head/v1");
        bytes.field(self.patient_id.as_str().as_bytes());
        bytes.field(&self.number.to_be_bytes());
        bytes.field(&self.hash.0);
        bytes.0
    }
}

impl Checkpoint {
    /// The bytes that are signed.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Bytes::new("salus/access-checkpoint/v1");
        bytes.field(&self.number.to_be_bytes());
        bytes.field(&self.at.0.to_be_bytes());
        bytes.field(&self.size.to_be_bytes());
        bytes.field(&self.root.0);
        bytes.field(&self.previous.0);
        bytes.0
    }
}

impl HeadProof {
    /// Whether the path leads from the head to the root of the checkpoint (RFC 9162, section 2.1.3.2).
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let checkpoint = &self.signed.checkpoint;
        if self.index >= checkpoint.size {
            return false;
        }
        let (mut place, mut last) = (self.index, checkpoint.size - 1);
        let mut hash = sha256(&[&[0], &self.head.canonical()]);
        for sibling in &self.path {
            if last == 0 {
                return false;
            }
            if place % 2 == 1 || place == last {
                hash = sha256(&[&[1], &sibling.0, &hash.0]);
                while place.is_multiple_of(2) && place != 0 {
                    (place, last) = (place >> 1, last >> 1);
                }
            } else {
                hash = sha256(&[&[1], &hash.0, &sibling.0]);
            }
            (place, last) = (place >> 1, last >> 1);
        }
        last == 0 && hash == checkpoint.root
    }
}

/// Fields one after the other, each with its length before it, so that no two lists of fields give the same bytes.
struct Bytes(Vec<u8>);

impl Bytes {
    fn new(label: &str) -> Self {
        let mut bytes = Self(Vec::new());
        bytes.field(label.as_bytes());
        bytes
    }

    fn field(&mut self, field: &[u8]) {
        self.0.extend((field.len() as u64).to_be_bytes());
        self.0.extend(field);
    }
}

fn sha256(parts: &[&[u8]]) -> Digest {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    Digest(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sample::Sample, security::AccessAction};

    fn chain(lines: u64) -> Vec<ChainLine> {
        let mut previous = Digest::default();
        (1..=lines)
            .map(|number| {
                let mut line = ChainLine { number, ..ChainLine::sample() };
                line.hash = line_hash(&previous, &PatientId::sample(), &line);
                previous = line.hash;
                line
            })
            .collect()
    }

    fn checked(lines: &[ChainLine], remembered: Option<&Head>) -> Result<u64, ChainFault> {
        let mut check = ChainCheck::new(PatientId::sample());
        check.take(lines)?;
        check.finish(None, remembered).map(|verdict| verdict.head.number)
    }

    #[test]
    fn a_whole_chain_is_whole_in_pages_of_any_size() {
        let lines = chain(5);
        let mut check = ChainCheck::new(PatientId::sample());
        assert_eq!(lines.chunks(2).try_for_each(|page| check.take(page)), Ok(()));
        assert_eq!(check.finish(None, None).map(|verdict| verdict.head.number), Ok(5));
    }

    #[test]
    fn a_line_that_was_changed_left_out_or_cut_off_is_found() {
        let lines = chain(5);
        let head = Head { patient_id: Sample::sample(), number: 5, hash: lines[4].hash };
        let mut edited = lines.clone();
        edited[2].action = AccessAction::ReadHome;
        assert_eq!(checked(&edited, None), Err(ChainFault::Edited { number: 3 }));
        let mut missing = lines.clone();
        missing.remove(2);
        assert_eq!(checked(&missing, None), Err(ChainFault::Missing { number: 3 }));
        assert_eq!(checked(&lines[..3], None), Ok(3), "without a witness nobody can tell");
        assert_eq!(checked(&lines[..3], Some(&head)), Err(ChainFault::Truncated { number: 4 }));
    }
}
