//! What a check of the access log finds, as a sentence each: patients by their ids alone.

use std::fmt;

use salus_protocol::log_chain::ChainFault;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Something in a patient's log.
    Log {
        /// Whose, by the id.
        patient: String,
        /// What.
        broken: Broken,
    },
    /// A log is not what a checkpoint knows of it.
    Rewritten {
        /// Whose, by the id.
        patient: String,
        /// The line that the checkpoint knows.
        number: u64,
        /// Which checkpoint.
        checkpoint: u64,
    },
    /// A log ends before a line that a checkpoint knows.
    Cut {
        /// Whose, by the id.
        patient: String,
        /// The line that the checkpoint knows.
        number: u64,
        /// Which checkpoint.
        checkpoint: u64,
    },
    /// A log that a checkpoint knows is not there at all.
    Gone {
        /// Whose, by the id.
        patient: String,
        /// Which checkpoint.
        checkpoint: u64,
    },
    /// A line is in no checkpoint though one was due.
    Overdue {
        /// Whose, by the id.
        patient: String,
        /// Which line.
        number: u64,
    },
    /// The proof that a patient is given is not there, is an older one, or is none.
    Unproved {
        /// Whose, by the id.
        patient: String,
        /// The line that it should prove.
        number: u64,
        /// The checkpoint that knows the line.
        checkpoint: u64,
    },
    /// A line of a checkpoint file cannot be read.
    Unreadable {
        /// The file's name.
        file: String,
        /// Which line of it, from 1.
        line: usize,
    },
    /// A checkpoint does not hold.
    Checkpoint {
        /// Which.
        number: u64,
        /// What is wrong with it.
        flaw: Flaw,
    },
}

/// What is wrong in a patient's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A line was changed, or one before it taken out.
    Edited {
        /// Which line.
        number: u64,
    },
    /// A line is missing.
    Missing {
        /// Which line.
        number: u64,
    },
    /// A line stands at another place.
    Reordered {
        /// Which line.
        number: u64,
    },
    /// The log ends before a line that it had.
    Truncated {
        /// Which line.
        number: u64,
    },
    /// There is a line after the end.
    Added {
        /// Which line.
        number: u64,
    },
    /// The log is said to be in a checkpoint up to a line that it does not have.
    Ahead {
        /// Which line.
        number: u64,
    },
    /// There is no log.
    Absent,
    /// There are lines, and nothing says where they end.
    Headless,
}

/// What is wrong with a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It was not signed with a key that is known.
    Key,
    /// Its signature does not fit.
    Signature,
    /// Its root is not that of the heads beside it.
    Root,
    /// It does not follow from the one before.
    Previous,
    /// It is in no file.
    Missing,
    /// The database does not know it.
    Unknown,
    /// The database knows another one.
    Other,
}

impl From<ChainFault> for Broken {
    fn from(fault: ChainFault) -> Self {
        match fault {
            ChainFault::Edited { number } => Self::Edited { number },
            ChainFault::Missing { number } => Self::Missing { number },
            ChainFault::Truncated { number } => Self::Truncated { number },
            // A check without a proof has none that could be broken.
            ChainFault::ProofBroken => Self::Absent,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Log { patient, broken } => write!(f, "patient {patient}: {broken}"),
            Self::Rewritten { patient, number, checkpoint } => {
                write!(f, "patient {patient}: line {number} is not the one that checkpoint {checkpoint} knows")
            }
            Self::Cut { patient, number, checkpoint } => {
                write!(f, "patient {patient}: the log ends before line {number}, which checkpoint {checkpoint} knows")
            }
            Self::Gone { patient, checkpoint } => {
                write!(f, "patient {patient}: the whole log is gone, which checkpoint {checkpoint} knows")
            }
            Self::Overdue { patient, number } => write!(
                f,
                "patient {patient}: line {number} is in no checkpoint, though one was due; start a server if none has run \
                 since, or name the folder of each server with --checkpoints, and check again"
            ),
            Self::Unproved { patient, number, checkpoint } => write!(
                f,
                "patient {patient}: the database has no proof of line {number}, which checkpoint {checkpoint} knows"
            ),
            Self::Unreadable { file, line } => write!(f, "{file}: line {line} cannot be read"),
            Self::Checkpoint { number, flaw } => write!(f, "checkpoint {number}: {flaw}"),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edited { number } => write!(f, "line {number} was changed, or a line before it taken out"),
            Self::Missing { number } => write!(f, "line {number} is missing"),
            Self::Reordered { number } => write!(f, "line {number} was moved to another place"),
            Self::Truncated { number } => write!(f, "the log ends before line {number}, which it had"),
            Self::Added { number } => write!(f, "line {number} was added past the end of the log"),
            Self::Ahead { number } => {
                write!(f, "the log is said to be in a checkpoint up to line {number}, which it does not have")
            }
            Self::Absent => f.write_str("there is no log"),
            Self::Headless => f.write_str("there are lines, but nothing says where the log ends"),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "it is signed with a key that is not the server's",
            Self::Signature => "its signature does not fit",
            Self::Root => "its root is not that of the heads beside it",
            Self::Previous => "it does not follow from the one before",
            Self::Missing => "it is in none of the files",
            Self::Unknown => "the database does not know it",
            Self::Other => "the database knows another one",
        })
    }
}
