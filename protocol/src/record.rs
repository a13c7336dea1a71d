//! The record as a patient reads it: results, vital signs, medicines, conditions, allergies, immunizations, visits.
//!
//! View types, never FHIR: the server reads the sources and says here what a person needs to know. Figures travel as
//! the text the source wrote, so that `5.40` stays `5.40`. Nothing is invented: a range, a flag or a date that the source
//! does not give is `None`.
//!
//! Words keep their own language. Where the source names it, an entry carries it for all of its words; where it does not,
//! they are in [`crate::session::Practice::record_language`].

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    ids::{EntryId, ResultId, VisitId},
    time::RecordDate,
    words::LanguageTag,
};

mod dosage;
mod samples;
mod term;
mod test;
mod value;

pub use dosage::{AsNeeded, DayMoment, Dosage, Dose, Lasts, Often, TimeUnit, Timing, Weekday};
pub use term::{Absence, Term, VisitKind};
pub use test::Test;
pub use value::{AgeRange, Measure, PartFound, Range, ToldRange, Value};

endpoints! {
    /// All results, grouped by the test or report they belong to, newest first.
    ListResults {} = Get "/api/v1/record/results", Patient, Nothing => Results;
    /// One result with its history.
    GetResult { /// Which one.
        result_id: ResultId } = Get "/api/v1/record/results/{result_id}", Patient, Nothing => ResultDetail;
    /// Vital signs with their history.
    ListVitals {} = Get "/api/v1/record/vitals", Patient, Nothing => Vitals;
    /// Medicines, those taken now first.
    ListMedications {} = Get "/api/v1/record/medications", Patient, Nothing => Medications;
    /// Conditions, active ones first.
    ListConditions {} = Get "/api/v1/record/conditions", Patient, Nothing => Conditions;
    /// Allergies and intolerances.
    ListAllergies {} = Get "/api/v1/record/allergies", Patient, Nothing => Allergies;
    /// Immunizations, newest first.
    ListImmunizations {} = Get "/api/v1/record/immunizations", Patient, Nothing => Immunizations;
    /// Visits, those to come first, then newest first.
    ListVisits {} = Get "/api/v1/record/visits", Patient, Nothing => Visits;
}

/// All results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// Tests and reports, newest first.
    pub groups: Vec<ResultGroup>,
}

/// Results that belong together: one blood test, one report, or one value on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultGroup {
    /// The test's name, for example "Complete blood count".
    pub title: Term<Test>,
    /// When it was taken.
    pub date: Option<RecordDate>,
    /// Its results, in the order of the report.
    pub results: Vec<ResultLine>,
    /// What the report says in words, as plain text.
    pub conclusion: Option<String>,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// One result in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultLine {
    /// Its id.
    pub id: ResultId,
    /// Its name, for example "HbA1c".
    pub name: Term<Test>,
    /// What was found.
    pub value: Value,
    /// Where it lies against the range.
    pub flag: Option<Flag>,
    /// When it was taken.
    pub date: Option<RecordDate>,
    /// How final it is.
    pub status: ResultStatus,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// One result with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultDetail {
    /// The result.
    pub result: ResultLine,
    /// The LOINC code, where there is one; the portal explains the common ones in plain words.
    pub loinc: Option<String>,
    /// The test it belongs to.
    pub group_title: Option<Term<Test>>,
    /// The language of that name, where the source names it; that of all other words here stands in [`ResultLine::language`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_language: Option<LanguageTag>,
    /// The laboratory's range for this result.
    pub range: Option<Range>,
    /// Parts of the result, for example the two figures of a blood pressure.
    pub parts: Vec<ResultPart>,
    /// Comments of the laboratory or the care team, as plain text.
    pub notes: Vec<String>,
    /// Who measured or reported it.
    pub performer: Option<String>,
    /// The same test over time in the same unit, oldest first, this result included; empty for results without a figure.
    pub history: Vec<Point>,
    /// Other results of the same test.
    pub siblings: Vec<ResultLine>,
}

/// A part of a result that has several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultPart {
    /// Its name.
    pub name: Term<Test>,
    /// What was found.
    pub value: Value,
    /// Where it lies against the range.
    pub flag: Option<Flag>,
    /// The range for this part.
    pub range: Option<Range>,
}

/// Where a result lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Far below the range.
    VeryLow,
    /// Below the range.
    Low,
    /// Within the range.
    Normal,
    /// Above the range.
    High,
    /// Far above the range.
    VeryHigh,
    /// Not as expected, without a direction.
    Abnormal,
}

/// How final a result is. Results entered in error are never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultStatus {
    /// Final.
    Final,
    /// Not final: it may still change.
    Preliminary,
    /// Changed after it was final.
    Corrected,
    /// Cancelled: no value is to be expected.
    Cancelled,
}

/// One point in a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// When it was taken.
    pub date: RecordDate,
    /// The figure as the source wrote it, without comparator.
    pub figure: String,
    /// The second figure of a blood pressure (diastolic).
    pub second: Option<String>,
    /// Where it lies against the range.
    pub flag: Option<Flag>,
    /// The laboratory's range at that time.
    pub range: Option<Range>,
}

/// Vital signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vitals {
    /// One entry for each kind.
    pub vitals: Vec<Vital>,
}

/// One kind of vital sign over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vital {
    /// What it is.
    pub kind: VitalKind,
    /// Its name as the source has it.
    pub name: Term<Test>,
    /// The unit of all points.
    pub unit: String,
    /// The values, oldest first.
    pub history: Vec<Point>,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// The vital signs that the portal knows by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VitalKind {
    /// Blood pressure: systolic and diastolic.
    BloodPressure,
    /// Heart rate.
    HeartRate,
    /// Body weight.
    Weight,
    /// Body height.
    Height,
    /// Body mass index.
    BodyMassIndex,
    /// Oxygen in the blood.
    OxygenSaturation,
    /// Body temperature.
    Temperature,
    /// Breaths a minute.
    RespiratoryRate,
    /// Head circumference.
    HeadCircumference,
    /// Any other.
    Other,
}

/// Medicines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medications {
    /// Those taken now first.
    pub medications: Vec<Medication>,
}

/// One medicine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medication {
    /// Its id.
    pub id: EntryId,
    /// Its name and strength.
    pub name: String,
    /// Whether it is taken now.
    pub state: MedicationState,
    /// Whether it must not be taken.
    #[serde(default)]
    pub do_not_take: bool,
    /// How to take it, each step in the prescriber's words or in parts.
    pub instructions: Vec<Term<Dosage>>,
    /// What it is for.
    pub reason: Option<String>,
    /// Who prescribed it.
    pub prescriber: Option<String>,
    /// When it was prescribed.
    pub since: Option<RecordDate>,
    /// Comments, as plain text.
    pub notes: Vec<String>,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// Whether a medicine is taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedicationState {
    /// Taken now.
    Current,
    /// On hold for the moment.
    OnHold,
    /// Finished or stopped.
    Past,
    /// The source does not say.
    Unknown,
}

/// Conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// Active ones first.
    pub conditions: Vec<Condition>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Its id.
    pub id: EntryId,
    /// Its name.
    pub name: String,
    /// Whether it is active.
    pub state: ConditionState,
    /// Whether it is only suspected so far.
    #[serde(default)]
    pub unconfirmed: bool,
    /// When it began.
    pub since: Option<RecordDate>,
    /// When it ended.
    pub until: Option<RecordDate>,
    /// Comments, as plain text.
    pub notes: Vec<String>,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// Whether a condition is active.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionState {
    /// Active, or back again.
    Active,
    /// Over, or in remission.
    Past,
    /// The source does not say.
    Unknown,
}

/// Allergies and intolerances.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allergies {
    /// The allergies, most dangerous first.
    pub allergies: Vec<Allergy>,
    /// Whether the record says that there are none known.
    pub none_known: bool,
}

/// One allergy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allergy {
    /// Its id.
    pub id: EntryId,
    /// To what.
    pub name: String,
    /// What happens, for example "Rash".
    pub reactions: Vec<String>,
    /// Whether it can be dangerous.
    pub high_risk: bool,
    /// Whether it is over.
    pub resolved: bool,
    /// Whether it is only suspected so far.
    #[serde(default)]
    pub unconfirmed: bool,
    /// Since when it is known.
    pub since: Option<RecordDate>,
    /// Comments, as plain text.
    pub notes: Vec<String>,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// Immunizations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Immunizations {
    /// The immunizations, newest first.
    pub immunizations: Vec<Immunization>,
}

/// One immunization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Immunization {
    /// Its id.
    pub id: EntryId,
    /// The vaccine.
    pub name: String,
    /// When it was given.
    pub date: Option<RecordDate>,
    /// Whether it was not given after all.
    pub not_given: bool,
    /// Which dose.
    pub dose: Option<VaccineDose>,
    /// Where it was given.
    pub place: Option<String>,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// Which dose of a vaccine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaccineDose {
    /// Its number, or what the source says in its place, for example "booster".
    pub number: String,
    /// Of how many.
    pub of: Option<String>,
}

/// Visits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visits {
    /// Those to come first, nearest first; then past ones, newest first.
    pub visits: Vec<Visit>,
}

/// One visit: an encounter, or an appointment to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// What it was, for example "Diabetes review".
    pub title: Term<VisitKind>,
    /// Why, where the source says.
    pub reason: Option<String>,
    /// When it began.
    pub date: Option<RecordDate>,
    /// Whether it is still to come.
    pub upcoming: bool,
    /// With whom.
    pub with: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The language of these words, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}
