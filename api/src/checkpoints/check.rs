//! Holding everything against everything: each chain against itself, each checkpoint against the one before, each head in it against
//! the log, and the files against the database. Reads piece by piece and needs no patient's key.

use std::{
    collections::{BTreeMap, HashSet},
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use salus_protocol::log_chain::{Digest, Head};

use super::{CheckpointError, Entry, folder::Folder};
use crate::{
    domain::log_finding::{Broken, Finding, Flaw},
    store::{Store, StoreError},
};

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many patients' logs.
    pub logs: u64,
    /// How many lines were in order.
    pub lines: u64,
    /// How many checkpoints.
    pub checkpoints: u64,
    /// How many heads in them.
    pub heads: u64,
    /// How many checkpoints were left over by a server that came no further: true, and in nobody's way.
    pub left_over: u64,
    /// How many findings.
    pub findings: u64,
}

/// A check on its way.
struct Check<'a, F> {
    store: &'a Store,
    keys: &'a [Digest],
    tell: F,
    counts: Counts,
    /// Of each number the checkpoints that there are: hash, and hash of the one before.
    known: BTreeMap<u64, Vec<(Digest, Digest)>>,
    /// Whose log was found not to be what a checkpoint knows: told once.
    told: HashSet<String>,
}

/// Checks everything, and tells each finding as it comes.
///
/// # Errors
/// [`CheckpointError`] if the database or a file cannot be read.
pub async fn check(
    store: &Store,
    folders: &[Folder],
    keys: &[Digest],
    tell: impl FnMut(&Finding),
) -> Result<Counts, CheckpointError> {
    let (counts, known, told) = (Counts::default(), BTreeMap::new(), HashSet::new());
    let mut check = Check { store, keys, tell, counts, known, told };
    check.chains().await?;
    // Before the files: a checkpoint that is written meanwhile may be in the rows and not in what was read of the files.
    let written = store.last_checkpoint_at().await?.map_or(0, |(number, _)| number);
    for folder in folders {
        for file in folder.files()? {
            check.file(&file).await?;
        }
    }
    check.sequence();
    check.rows(written).await?;
    Ok(check.counts)
}

impl<F: FnMut(&Finding)> Check<'_, F> {
    fn find(&mut self, finding: &Finding) {
        self.counts.findings += 1;
        (self.tell)(finding);
    }

    /// Each chain against itself.
    async fn chains(&mut self) -> Result<(), StoreError> {
        let mut last = String::new();
        loop {
            let patients = self.store.chains_after(&last).await?;
            let Some(end) = patients.last() else { break };
            last = end.as_str().to_owned();
            for patient in patients {
                let (lines, finding) = self.store.check_chain(&patient).await?;
                self.counts.logs += 1;
                self.counts.lines += lines;
                if let Some(finding) = finding {
                    self.find(&finding);
                }
            }
        }
        for patient in self.store.chains_without_a_head().await? {
            self.find(&Finding::Log { patient, broken: Broken::Headless });
        }
        Ok(())
    }

    /// Each checkpoint of a file by itself, and its heads against the logs.
    async fn file(&mut self, path: &Path) -> Result<(), CheckpointError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // A line that cannot be read is what a crash has left if the checkpoint that was due comes after it or not at all.
        let (mut unreadable, mut before) = (None, None);
        let mut lines = BufReader::new(File::open(path)?);
        let mut number = 0;
        loop {
            let mut line = Vec::new();
            if lines.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            number += 1;
            let whole = line.pop_if(|byte| *byte == b'\n').is_some();
            let Ok(entry) = serde_json::from_slice::<Entry>(&line) else {
                if unreadable.is_none() {
                    unreadable = Some((number, whole));
                }
                continue;
            };
            let this = entry.signed.checkpoint.number;
            if let Some((line, _)) = unreadable.take()
                && before.is_none_or(|before| this != before + 1)
            {
                self.find(&Finding::Unreadable { file: name.clone(), line });
            }
            before = Some(this);
            self.entry(&entry).await?;
        }
        if let Some((line, true)) = unreadable {
            self.find(&Finding::Unreadable { file: name, line });
        }
        Ok(())
    }

    async fn entry(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let checkpoint = &entry.signed.checkpoint;
        self.counts.checkpoints += 1;
        // What does not hold by itself says nothing of the logs.
        if let Some(flaw) = entry.flaw(self.keys) {
            self.find(&Finding::Checkpoint { number: checkpoint.number, flaw });
            return Ok(());
        }
        let hash = checkpoint.hash();
        let same = self.known.entry(checkpoint.number).or_default();
        // The same checkpoint in a second folder.
        if same.iter().any(|(known, _)| *known == hash) {
            return Ok(());
        }
        same.push((hash, checkpoint.previous));
        for head in &entry.heads {
            self.counts.heads += 1;
            self.head(head, checkpoint.number).await?;
        }
        Ok(())
    }

    /// A head against the log.
    async fn head(&mut self, head: &Head, checkpoint: u64) -> Result<(), StoreError> {
        let (found, has_log) = self.store.hash_of_line(head).await?;
        let (patient, number) = (head.patient_id.as_str().to_owned(), head.number);
        let finding = match found {
            Some(hash) if hash == head.hash => return Ok(()),
            Some(_) => Finding::Rewritten { patient, number, checkpoint },
            None if has_log => Finding::Cut { patient, number, checkpoint },
            None => Finding::Gone { patient, checkpoint },
        };
        if self.told.insert(head.patient_id.as_str().to_owned()) {
            self.find(&finding);
        }
        Ok(())
    }

    /// Each checkpoint against the one before: one of each number continues the line, others were left over.
    fn sequence(&mut self) {
        let known = std::mem::take(&mut self.known);
        let last = known.last_key_value().map_or(0, |(number, _)| *number);
        let start = [(Digest::default(), Digest::default())];
        let nothing = Vec::new();
        for number in 1..=last {
            let these = known.get(&number).unwrap_or(&nothing);
            let before = if number == 1 { start.as_slice() } else { known.get(&(number - 1)).unwrap_or(&nothing) };
            let follows = |previous: &Digest| before.iter().any(|(hash, _)| hash == previous);
            if these.is_empty() {
                self.find(&Finding::Checkpoint { number, flaw: Flaw::Missing });
            } else if !before.is_empty() && !these.iter().any(|(_, previous)| follows(previous)) {
                self.find(&Finding::Checkpoint { number, flaw: Flaw::Previous });
            }
            self.counts.left_over += (these.len() as u64).saturating_sub(1);
        }
        self.known = known;
    }

    /// The files against the database, which had so many checkpoints before the files were read. The last of the files may be one
    /// that the database does not know yet.
    async fn rows(&mut self, written: u64) -> Result<(), StoreError> {
        let last = self.known.last_key_value().map_or(0, |(number, _)| *number);
        let mut seen = 0;
        loop {
            let page = self.store.checkpoints_after(seen).await?;
            if page.is_empty() {
                break;
            }
            for (number, hash) in page {
                for number in seen + 1..number {
                    self.unknown(number);
                }
                seen = number;
                match self.known.get(&number) {
                    // Numbers up to the last of the files were told already.
                    None if number > last && number <= written => {
                        self.find(&Finding::Checkpoint { number, flaw: Flaw::Missing })
                    }
                    Some(these) if !these.iter().any(|(known, _)| Some(*known) == hash) => {
                        self.find(&Finding::Checkpoint { number, flaw: Flaw::Other });
                    }
                    _ => {}
                }
            }
        }
        for number in seen + 1..last {
            self.unknown(number);
        }
        Ok(())
    }

    fn unknown(&mut self, number: u64) {
        if self.known.contains_key(&number) {
            self.find(&Finding::Checkpoint { number, flaw: Flaw::Unknown });
        }
    }
}
