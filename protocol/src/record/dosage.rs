//! How to take a medicine, where the source says it in parts and not in a sentence.

use serde::{Deserialize, Serialize};

use crate::time::RecordDate;

/// One step. Texts in it are the source's words; all else is for the portal to say. At least one part is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Dosage {
    /// What to do, for example "Take".
    pub method: Option<String>,
    /// How much at once.
    pub dose: Option<Dose>,
    /// When, how often, how long.
    pub timing: Option<Timing>,
    /// The way into the body, for example "oral route".
    pub route: Option<String>,
    /// Where on the body.
    pub site: Option<String>,
    /// Whether it is taken only when needed.
    pub as_needed: Option<AsNeeded>,
    /// More that the source says, each a sentence of its own.
    pub also: Vec<String>,
}

/// How much at once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Dose {
    /// The figure, or the lowest, as the source wrote it.
    pub figure: String,
    /// The highest figure, where it is a range.
    pub most: Option<String>,
    /// The unit; empty for none.
    pub unit: String,
    /// The unit of the lowest figure, where the two ends of a range have different ones: "500 mg to 1 g".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_unit: Option<String>,
}

/// When a medicine is needed that is taken only then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsNeeded {
    /// The source does not say for what.
    Unsaid,
    /// For what.
    For(String),
}

/// When, how often, how long. At least one part is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timing {
    /// How often.
    pub often: Option<Often>,
    /// At what times of the day, as `HH:MM`.
    pub at: Vec<String>,
    /// How many minutes before or after the moments of the day.
    pub minutes: Option<u32>,
    /// At which moments of the day.
    pub moments: Vec<DayMoment>,
    /// On which days of the week.
    pub days: Vec<Weekday>,
    /// How long.
    pub lasts: Option<Lasts>,
    /// What the source says that fits nowhere else.
    pub words: Option<String>,
}

/// How often: so many times in so much time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Often {
    /// How many times, at least once.
    pub times: u32,
    /// How many times at most, where it is a range.
    pub times_most: Option<u32>,
    /// In how many units of time, at least one.
    pub every: u32,
    /// In how many units of time at most, where it is a range.
    pub every_most: Option<u32>,
    /// The unit of time.
    pub unit: TimeUnit,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// How long a medicine is taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasts {
    /// For so much time.
    For {
        /// How many units of it.
        count: u32,
        /// The unit.
        unit: TimeUnit,
    },
    /// Until a day.
    Until(RecordDate),
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the days of the week")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A moment of the day, as HL7 lists them (`EventTiming`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum DayMoment {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Bedtime,
    Waking,
    /// After sleep.
    Sleep,
    BeforeMeals,
    BeforeBreakfast,
    BeforeLunch,
    BeforeDinner,
    WithMeals,
    WithBreakfast,
    WithLunch,
    WithDinner,
    AfterMeals,
    AfterBreakfast,
    AfterLunch,
    AfterDinner,
}
