//! Holding everything against everything: each chain against itself, each checkpoint against the one before, each head in it against
//! the log, and the files against the database. Reads piece by piece and needs no patient's key.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use salus_protocol::{
    log_chain::{Digest, Head},
    time::Timestamp,
};

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
    /// How many of them are lines that are in no checkpoint, though one was due.
    pub overdue: u64,
}

/// A line of a file that cannot be read.
struct Unreadable {
    file: String,
    line: usize,
    /// The numbers of the checkpoints before and after it in its folder: what it was lies between them.
    between: (u64, u64),
}

/// The newest line of a patient that a checkpoint knows.
#[derive(Clone, Copy, Default)]
struct Sealed {
    /// Its number.
    number: u64,
    /// The number of the newest one of those checkpoints that have their proofs in the database, and which checkpoint that is.
    proved: Option<(u64, u64)>,
}

/// A check on its way.
struct Check<'a, F> {
    store: &'a Store,
    keys: &'a [Digest],
    tell: F,
    counts: Counts,
    /// Of each number the checkpoints that there are: hash, and hash of the one before.
    known: BTreeMap<u64, Vec<(Digest, Digest)>>,
    /// The numbers that are in none of the files.
    missing: BTreeSet<u64>,
    /// What could not be read of the files.
    unreadable: Vec<Unreadable>,
    /// What the files know of each patient.
    sealed: HashMap<String, Sealed>,
    /// The last checkpoint that the database had, with all its proofs, before the files were read.
    written: u64,
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
    let mut check = Check {
        store,
        keys,
        tell,
        counts: Counts::default(),
        known: BTreeMap::new(),
        missing: BTreeSet::new(),
        unreadable: Vec::new(),
        sealed: HashMap::new(),
        written: 0,
        told: HashSet::new(),
    };
    // What was due by now is in the files when they are read.
    let now = store.world().now();
    check.chains().await?;
    // Before the files: a checkpoint that is written meanwhile may be in the rows and not in what was read of the files.
    check.written = store.last_checkpoint_at().await?.map_or(0, |(number, _)| number);
    for folder in folders {
        check.folder(folder).await?;
    }
    check.sequence();
    check.rows().await?;
    check.pieces();
    check.ends(now).await?;
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

    /// Each file of a folder, oldest first.
    async fn folder(&mut self, folder: &Folder) -> Result<(), CheckpointError> {
        let (mut before, first) = (0, self.unreadable.len());
        for file in folder.files()? {
            before = self.file(&file, before, first).await?;
        }
        Ok(())
    }

    /// Each checkpoint of a file by itself, and its heads against the logs. `before` is the number of the last one of the folder so
    /// far, `first` the place of the first of its lines that could not be read. Returns the number of the last one.
    async fn file(&mut self, path: &Path, mut before: u64, first: usize) -> Result<u64, CheckpointError> {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut lines = BufReader::new(File::open(path)?);
        let mut number = 0;
        loop {
            let mut line = Vec::new();
            if lines.read_until(b'\n', &mut line)? == 0 {
                return Ok(before);
            }
            number += 1;
            line.pop_if(|byte| *byte == b'\n');
            let Ok(entry) = serde_json::from_slice::<Entry>(&line) else {
                // Perhaps what a crash has left: that is known once all folders were read.
                self.unreadable.push(Unreadable { file: file.clone(), line: number, between: (before, u64::MAX) });
                continue;
            };
            let this = entry.signed.checkpoint.number;
            if self.entry(&entry).await? {
                for piece in self.unreadable.iter_mut().skip(first).filter(|piece| piece.between.1 == u64::MAX) {
                    piece.between.1 = this;
                }
                before = this;
            }
        }
    }

    /// A checkpoint of a file; whether it holds by itself.
    async fn entry(&mut self, entry: &Entry) -> Result<bool, StoreError> {
        let checkpoint = &entry.signed.checkpoint;
        self.counts.checkpoints += 1;
        // What does not hold by itself says nothing of the logs.
        if let Some(flaw) = entry.flaw(self.keys) {
            self.find(&Finding::Checkpoint { number: checkpoint.number, flaw });
            return Ok(false);
        }
        let hash = checkpoint.hash();
        let same = self.known.entry(checkpoint.number).or_default();
        // The same checkpoint in a second folder.
        if same.iter().any(|(known, _)| *known == hash) {
            return Ok(true);
        }
        same.push((hash, checkpoint.previous));
        for head in &entry.heads {
            self.counts.heads += 1;
            let sealed = self.sealed.entry(head.patient_id.as_str().to_owned()).or_default();
            sealed.number = head.number.max(sealed.number);
            if checkpoint.number <= self.written && sealed.proved.is_none_or(|(line, _)| line <= head.number) {
                sealed.proved = Some((head.number, checkpoint.number));
            }
            self.head(head, checkpoint.number).await?;
        }
        Ok(true)
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
                self.missing(number);
            } else if !before.is_empty() && !these.iter().any(|(_, previous)| follows(previous)) {
                self.find(&Finding::Checkpoint { number, flaw: Flaw::Previous });
            }
            self.counts.left_over += (these.len() as u64).saturating_sub(1);
        }
        self.known = known;
    }

    /// The files against the database. The last of the files may be one that the database does not know yet.
    async fn rows(&mut self) -> Result<(), StoreError> {
        let last = self.known.last_key_value().map_or(0, |(number, _)| *number);
        let mut seen = 0;
        loop {
            let page = self.store.checkpoints_after(seen).await?;
            if page.is_empty() {
                break;
            }
            for (number, hash) in page {
                self.unknown(seen, number);
                seen = number;
                match self.known.get(&number) {
                    // Numbers up to the last of the files were told already.
                    None if number > last && number <= self.written => self.missing(number),
                    Some(these) if !these.iter().any(|(known, _)| Some(*known) == hash) => {
                        self.find(&Finding::Checkpoint { number, flaw: Flaw::Other });
                    }
                    _ => {}
                }
            }
        }
        self.unknown(seen, last);
        Ok(())
    }

    /// A number that is in none of the files.
    fn missing(&mut self, number: u64) {
        self.missing.insert(number);
        self.find(&Finding::Checkpoint { number, flaw: Flaw::Missing });
    }

    /// What the files have between two numbers, and the database has not.
    fn unknown(&mut self, after: u64, before: u64) {
        let known: Vec<u64> = self.known.range(after + 1..).map(|(number, _)| *number).collect();
        for number in known.into_iter().take_while(|number| *number < before) {
            self.find(&Finding::Checkpoint { number, flaw: Flaw::Unknown });
        }
    }

    /// Lines that could not be read are what a crash has left, unless a checkpoint that could have stood there is in no folder.
    fn pieces(&mut self) {
        for Unreadable { file, line, between: (after, before) } in std::mem::take(&mut self.unreadable) {
            if self.missing.iter().any(|number| *number > after && *number < before) {
                self.find(&Finding::Unreadable { file, line });
            }
        }
    }

    /// Where each chain ends, against the newest line of it that a checkpoint knows: whoever writes checkpoints could have been kept
    /// from it. And the proof that the patient is given, which nothing guards.
    async fn ends(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let mut last = String::new();
        loop {
            let patients = self.store.chains_after(&last).await?;
            let Some(end) = patients.last() else { return Ok(()) };
            last = end.as_str().to_owned();
            for patient in patients {
                // What a checkpoint knows of it is told already.
                if self.told.contains(patient.as_str()) {
                    continue;
                }
                let sealed = self.sealed.get(patient.as_str()).copied().unwrap_or_default();
                if let Some(number) = self.store.overdue_line(&patient, sealed.number, now).await? {
                    self.counts.overdue += 1;
                    self.find(&Finding::Overdue { patient: patient.as_str().to_owned(), number });
                }
                if let Some((number, checkpoint)) = sealed.proved
                    && !self.store.is_proved(&patient, number, self.keys).await?
                {
                    self.find(&Finding::Unproved { patient: patient.as_str().to_owned(), number, checkpoint });
                }
            }
        }
    }
}
