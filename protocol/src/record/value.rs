//! What was found, and the ranges of the laboratory.

use serde::{Deserialize, Serialize};

use super::{Absence, Term, Test};
use crate::time::RecordDate;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A figure with its unit.
    Quantity {
        /// The figure as the source wrote it, with its comparator if it has one: `7.3`, `<0.5`. Only the noise of a
        /// computation (`113.94684409281732`) is rounded away.
        figure: String,
        /// The unit as people write it; empty for none. One that they write as a word is UCUM's sign, such as `/min`:
        /// the portal has the words.
        unit: String,
    },
    /// Words, for example "Negative".
    Text {
        /// The words.
        text: String,
    },
    /// Yes or no.
    YesNo {
        /// Whether it is yes.
        yes: bool,
    },
    /// A range of figures, at least one of them.
    Between {
        /// The lower one.
        low: Option<Measure>,
        /// The upper one.
        high: Option<Measure>,
    },
    /// A day, or a point in time.
    Moment {
        /// When.
        at: RecordDate,
    },
    /// A span of time, with at least one of its ends.
    Period {
        /// When it began.
        start: Option<RecordDate>,
        /// When it ended.
        end: Option<RecordDate>,
    },
    /// The two figures of a blood pressure, see [`ResultDetail::parts`](super::ResultDetail::parts).
    Parts {
        /// Both in one line, for example "128/82 mmHg".
        text: String,
    },
    /// Parts only: the first of [`ResultDetail::parts`](super::ResultDetail::parts) that have a value.
    Panel {
        /// The parts.
        parts: Vec<PartFound>,
    },
    /// Nothing was found out; with the reason where the source gives one.
    Absent {
        /// The reason.
        reason: Option<Term<Absence>>,
    },
}

/// A figure with its unit, as in [`Value::Quantity`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Measure {
    /// The figure as the source wrote it.
    pub figure: String,
    /// The unit.
    pub unit: String,
}

/// What was found of a part.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartFound {
    /// Which part.
    pub name: Term<Test>,
    /// What was found.
    pub value: Value,
}

/// A laboratory's range. At least one part is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The lower end, as the source wrote it.
    pub low: Option<String>,
    /// The upper end, as the source wrote it.
    pub high: Option<String>,
    /// The range in the source's own words.
    pub text: Option<String>,
    /// Ranges that hold under a condition, or in another unit: told, never judged by. Only where nothing else is there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<ToldRange>,
}

/// One of several ranges, with the condition it holds under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRange {
    /// The lower end.
    pub low: Option<Measure>,
    /// The upper end.
    pub high: Option<Measure>,
    /// The range in the source's own words, which stand for its ends.
    pub text: Option<String>,
    /// For whom it holds, in the source's words.
    pub holds_for: Vec<String>,
    /// For which ages it holds.
    pub age: Option<AgeRange>,
}

/// Ages, at least one of the ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeRange {
    /// From.
    pub low: Option<Measure>,
    /// Up to.
    pub high: Option<Measure>,
}
