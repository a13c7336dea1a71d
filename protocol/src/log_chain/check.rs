//! Checking a chain, page by page: that each line follows from the one before, and that its end is one that was known.

use super::{ChainLine, ChainPage, Digest, Head, HeadProof, is_overdue, line_hash};
use crate::{ids::PatientId, time::Timestamp};

/// What is wrong with a chain. Only the first thing that is wrong can be told: everything after it hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// The line with this number is not what was written: it, or what stands before it, was changed.
    Edited {
        /// Which line.
        number: u64,
    },
    /// There is no line with this number where it should be.
    Missing {
        /// Which line.
        number: u64,
    },
    /// The log ends before this line, which was there once.
    Truncated {
        /// The line that is known to have been there.
        number: u64,
    },
    /// The proof does not hold: its head is not in its checkpoint, or is another patient's.
    ProofBroken,
}

/// What a check has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainVerdict {
    /// Where the chain ends: to be remembered for the next check.
    pub head: Head,
    /// Up to which line a checkpoint proves it, if there is one.
    pub proved: Option<u64>,
    /// Whether a line beyond that should be in a checkpoint by now. Now is when the newest line was written: whoever asks for a
    /// chain writes one.
    pub overdue: bool,
}

/// A check of one patient's chain, from its first line on.
#[derive(Clone, Debug)]
pub struct ChainCheck {
    patient: PatientId,
    /// The hash of each line so far: a proof may be of any of them.
    hashes: Vec<Digest>,
    /// The time of each line.
    times: Vec<Timestamp>,
}

impl ChainCheck {
    /// Begins to check.
    #[must_use]
    pub const fn new(patient: PatientId) -> Self {
        Self { patient, hashes: Vec::new(), times: Vec::new() }
    }

    /// How many lines were found to be in order.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// Where the chain ends so far; number 0 and zeros before the first line.
    #[must_use]
    pub fn head(&self) -> Head {
        let hash = self.hashes.last().copied().unwrap_or_default();
        Head { patient_id: self.patient.clone(), number: self.lines(), hash }
    }

    /// Takes the next lines.
    ///
    /// # Errors
    /// [`ChainFault`] for the first line that does not follow from the one before.
    pub fn take(&mut self, lines: &[ChainLine]) -> Result<(), ChainFault> {
        for line in lines {
            let due = self.lines() + 1;
            if line.number != due {
                return Err(ChainFault::Missing { number: due });
            }
            if !self.comes_next(line) {
                return Err(ChainFault::Edited { number: due });
            }
            self.hashes.push(line.hash);
            self.times.push(line.at);
        }
        Ok(())
    }

    /// Takes the next page.
    ///
    /// # Errors
    /// [`ChainFault`] for the first line that does not follow from the one before; one that cannot be read is such a line.
    pub fn take_page(&mut self, page: &ChainPage) -> Result<(), ChainFault> {
        self.take(&page.lines)?;
        if page.unreadable { Err(ChainFault::Edited { number: self.lines() + 1 }) } else { Ok(()) }
    }

    /// Whether this line, with the number that is due, is the one that was written here: so it is found if it was moved away.
    #[must_use]
    pub fn comes_next(&self, line: &ChainLine) -> bool {
        let Head { number, hash, .. } = self.head();
        line_hash(&self.patient, &hash, &ChainLine { number: number + 1, ..line.clone() }) == line.hash
    }

    /// Whether the chain contains this head.
    ///
    /// # Errors
    /// [`ChainFault::Truncated`] if the chain ends before it, [`ChainFault::Edited`] if its line is another one.
    pub fn contains(&self, known: &Head) -> Result<(), ChainFault> {
        let Head { number, hash, .. } = *known;
        if number == 0 {
            return Ok(());
        }
        let place = usize::try_from(number - 1).unwrap_or(usize::MAX);
        match self.hashes.get(place) {
            None => Err(ChainFault::Truncated { number }),
            Some(found) if *found != hash => Err(ChainFault::Edited { number }),
            Some(_) => Ok(()),
        }
    }

    /// Ends the check: the chain has to contain what a proof says and what was remembered of an earlier check.
    ///
    /// The signature of the proof is not looked at; whoever asks checks it over [`super::Checkpoint::canonical`].
    ///
    /// # Errors
    /// [`ChainFault`] if the proof does not hold, or the chain does not contain one of the two heads.
    pub fn finish(&self, proof: Option<&HeadProof>, remembered: Option<&Head>) -> Result<ChainVerdict, ChainFault> {
        if let Some(proof) = proof {
            if proof.head.patient_id != self.patient || !proof.holds() {
                return Err(ChainFault::ProofBroken);
            }
            self.contains(&proof.head)?;
        }
        if let Some(head) = remembered {
            self.contains(head)?;
        }
        let proved = proof.map(|proof| proof.head.number);
        Ok(ChainVerdict { head: self.head(), proved, overdue: self.overdue(proved.unwrap_or_default()) })
    }

    /// Whether a line after this one should be in a checkpoint by now.
    fn overdue(&self, proved: u64) -> bool {
        let beyond = usize::try_from(proved).ok().and_then(|proved| self.times.get(proved..)).unwrap_or_default();
        self.times.last().is_some_and(|now| beyond.iter().any(|at| is_overdue(*at, *now)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;
    use crate::{
        log_chain::{
            Checkpoint, SignedCheckpoint,
            merkle::{Tree, leaf_hash},
        },
        sample::Sample,
        security::{AccessAction, ActorKind},
        time::Timestamp,
    };

    /// A chain of so many lines of the sample's patient.
    fn chain(length: u64) -> Vec<ChainLine> {
        let mut previous = Digest::default();
        (1..=length)
            .map(|number| {
                let at = Timestamp(i64::try_from(number).unwrap());
                let mut line = ChainLine { number, at, ..ChainLine::sample() };
                line.hash = line_hash(&PatientId::sample(), &previous, &line);
                previous = line.hash;
                line
            })
            .collect()
    }

    fn checked(lines: &[ChainLine]) -> Result<ChainCheck, ChainFault> {
        let mut check = ChainCheck::new(PatientId::sample());
        for page in lines.chunks(3) {
            check.take(page)?;
        }
        Ok(check)
    }

    fn fault(lines: &[ChainLine]) -> Option<ChainFault> {
        checked(lines).err()
    }

    fn proof(head: Head) -> HeadProof {
        let other = Head { number: 99, ..head.clone() };
        let tree = Tree::new([&other, &head].map(|head| leaf_hash(&head.canonical())).to_vec());
        let signed = HeadProof::sample().signed;
        let checkpoint = Checkpoint { size: 2, root: tree.root(), ..signed.checkpoint };
        HeadProof { signed: SignedCheckpoint { checkpoint, ..signed }, head, index: 1, path: tree.path(1) }
    }

    #[test]
    fn a_chain_as_it_was_written_is_in_order() {
        let lines = chain(7);
        let check = checked(&lines).unwrap();
        let head = Head { patient_id: PatientId::sample(), number: 7, hash: lines[6].hash };
        assert_eq!(check.finish(None, None), Ok(ChainVerdict { head: head.clone(), proved: None, overdue: false }));
        let known = Head { number: 5, hash: lines[4].hash, ..head.clone() };
        assert_eq!(check.finish(Some(&proof(known.clone())), Some(&head)).unwrap().proved, Some(5));
        assert_eq!(checked(&[]).unwrap().finish(None, None).unwrap().head.number, 0);
    }

    #[test]
    fn a_line_that_was_changed_moved_or_taken_out_is_found() {
        let lines = chain(7);
        let mut edited = lines.clone();
        edited[3].actor = ActorKind::Practice;
        assert_eq!(fault(&edited), Some(ChainFault::Edited { number: 4 }));

        // Whoever makes the line's hash anew breaks the next one.
        edited[3].action = AccessAction::ReadThreads;
        edited[3].hash = line_hash(&PatientId::sample(), &edited[2].hash, &edited[3]);
        assert_eq!(fault(&edited), Some(ChainFault::Edited { number: 5 }));

        let mut shorter = lines.clone();
        shorter.remove(3);
        assert_eq!(fault(&shorter), Some(ChainFault::Missing { number: 4 }));
        for line in &mut shorter[3..] {
            line.number -= 1;
        }
        assert_eq!(fault(&shorter), Some(ChainFault::Edited { number: 4 }), "and numbered anew");

        let mut swapped = lines;
        swapped.swap(2, 3);
        assert_eq!(fault(&swapped), Some(ChainFault::Missing { number: 3 }));
        (swapped[2].number, swapped[3].number) = (3, 4);
        assert_eq!(fault(&swapped), Some(ChainFault::Edited { number: 3 }), "and numbered anew");
        let before = checked(&swapped[..2]).unwrap();
        assert!(before.comes_next(&swapped[3]) && !before.comes_next(&swapped[2]), "where it went can be told");
    }

    #[test]
    fn another_patients_lines_are_not_a_chain() {
        let other = PatientId::parse("0192f0c1-2b3c-7def-8a90-1234567890ac").unwrap();
        assert_eq!(ChainCheck::new(other).take(&chain(2)), Err(ChainFault::Edited { number: 1 }));
    }

    #[test]
    fn a_log_that_was_cut_is_found_by_what_was_known_of_it() {
        let lines = chain(7);
        let head = Head { patient_id: PatientId::sample(), number: 7, hash: lines[6].hash };
        let cut = checked(&lines[..5]).unwrap();
        assert!(cut.finish(None, None).is_ok(), "no hash can tell where a chain ends");
        assert_eq!(cut.finish(None, Some(&head)), Err(ChainFault::Truncated { number: 7 }));
        assert_eq!(cut.finish(Some(&proof(head.clone())), None), Err(ChainFault::Truncated { number: 7 }));

        // Nor does a log help that was written anew from some line on.
        let rewritten = Head { hash: Digest([1; 32]), ..head };
        let whole = checked(&lines).unwrap();
        assert_eq!(whole.finish(Some(&proof(rewritten.clone())), None), Err(ChainFault::Edited { number: 7 }));
        assert_eq!(whole.finish(None, Some(&rewritten)), Err(ChainFault::Edited { number: 7 }));
    }

    #[test]
    fn a_line_that_waits_for_its_proof_too_long_is_told() {
        let at = |minutes: i64| Timestamp::sample().plus_seconds(60 * minutes);
        let late = |times: &[i64], proved: usize| {
            let mut check = ChainCheck::new(PatientId::sample());
            let mut previous = Digest::default();
            let mut heads = Vec::new();
            for (number, minutes) in (1..).zip(times) {
                let mut line = ChainLine { number, at: at(*minutes), ..ChainLine::sample() };
                line.hash = line_hash(&PatientId::sample(), &previous, &line);
                previous = line.hash;
                check.take(std::slice::from_ref(&line)).unwrap();
                heads.push(check.head());
            }
            let proof = proved.checked_sub(1).map(|place| proof(heads[place].clone()));
            check.finish(proof.as_ref(), None).unwrap().overdue
        };
        assert!(!late(&[0, 5, 14], 0), "the first stamp is on its way");
        assert!(late(&[0, 5, 15], 0), "there should be one");
        assert!(!late(&[0, 5, 15], 1), "the first line has its own");
        assert!(late(&[0, 5, 20], 1), "it is an old one");
        assert!(!late(&[0, 600], 1) && !late(&[0, 600], 2), "what is new waits as it should");
        assert!(late(&[0, 900, 600], 1), "a line of a later time than now would be due never");
    }

    #[test]
    fn a_page_that_ends_at_a_line_that_cannot_be_read_tells_it_as_changed() {
        let page = ChainPage { lines: chain(2), unreadable: true, ..ChainPage::sample() };
        let mut check = ChainCheck::new(PatientId::sample());
        assert_eq!(check.take_page(&page), Err(ChainFault::Edited { number: 3 }));
        assert_eq!(ChainCheck::new(PatientId::sample()).take_page(&ChainPage { unreadable: false, ..page }), Ok(()));
    }

    #[test]
    fn a_proof_that_does_not_hold_proves_nothing() {
        let lines = chain(3);
        let check = checked(&lines).unwrap();
        let proof = proof(check.head());
        let broken = HeadProof { index: 0, ..proof.clone() };
        assert_eq!(check.finish(Some(&broken), None), Err(ChainFault::ProofBroken));
        let mut broken = proof;
        broken.head.patient_id = PatientId::parse("0192f0c1-2b3c-7def-8a90-1234567890ac").unwrap();
        assert_eq!(check.finish(Some(&broken), None), Err(ChainFault::ProofBroken));
    }
}
