//! Feedback: what the patient thinks of a past visit.
//!
//! The first question and its answers are those of the NHS Friends and Family Test (2020).

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    ids::VisitId,
    record::{Term, VisitKind},
    sample::Sample,
    time::{Day, RecordDate},
    words::{FeedbackComment, LanguageTag},
};

endpoints! {
    /// Which visits wait for feedback, and for which it was given.
    ListFeedback {} = Get "/api/v1/feedback", Patient, Nothing => FeedbackOverview;
    /// Gives feedback for one past visit, once.
    GiveFeedback { /// For which visit.
        visit_id: VisitId } = Post "/api/v1/feedback/{visit_id}", Patient, FeedbackAnswer => FeedbackOverview;
}

/// The patient's feedback at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackOverview {
    /// Past visits of the last 90 days without feedback, newest first.
    pub waiting: Vec<VisitToRate>,
    /// Visits with feedback, newest first.
    pub given: Vec<RatedVisit>,
}

/// A past visit to be rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitToRate {
    /// The visit.
    pub visit_id: VisitId,
    /// What it was, for example "Diabetes review".
    pub title: Term<VisitKind>,
    /// When it was.
    pub date: RecordDate,
    /// The language of its title, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// A visit that was rated. What was answered is not kept beside it when the answer was sent without a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatedVisit {
    /// The visit.
    pub visit_id: VisitId,
    /// What it was.
    pub title: Term<VisitKind>,
    /// When it was.
    pub date: RecordDate,
    /// The day the feedback was given.
    pub given_on: Day,
    /// Whether it was given with the patient's name.
    pub named: bool,
    /// The language of its title, where the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// One patient's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackAnswer {
    /// "Overall, how was your experience?"
    pub experience: Experience,
    /// "Did people listen to you and answer your questions?"
    pub listened: Listened,
    /// "What went well, and what could be better?"
    pub comment: FeedbackComment,
    /// Whether the care team may see whose answer it is. Without it nothing is stored that joins the two.
    pub named: bool,
}

/// Overall, how was your experience?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Experience {
    /// Very good.
    VeryGood,
    /// Good.
    Good,
    /// Neither good nor poor.
    Neither,
    /// Poor.
    Poor,
    /// Very poor.
    VeryPoor,
    /// I don't know.
    DontKnow,
}

impl Experience {
    /// All answers, best first.
    pub const ALL: [Self; 6] = [Self::VeryGood, Self::Good, Self::Neither, Self::Poor, Self::VeryPoor, Self::DontKnow];

    /// The word that stands in the row and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VeryGood => "very_good",
            Self::Good => "good",
            Self::Neither => "neither",
            Self::Poor => "poor",
            Self::VeryPoor => "very_poor",
            Self::DontKnow => "dont_know",
        }
    }
}

/// Did people listen to you and answer your questions?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listened {
    /// Yes, definitely.
    Definitely,
    /// Yes, to some extent.
    Somewhat,
    /// No.
    No,
    /// I don't know.
    DontKnow,
}

impl Listened {
    /// All answers, best first.
    pub const ALL: [Self; 4] = [Self::Definitely, Self::Somewhat, Self::No, Self::DontKnow];

    /// The word that stands in the row and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Definitely => "definitely",
            Self::Somewhat => "somewhat",
            Self::No => "no",
            Self::DontKnow => "dont_know",
        }
    }
}

impl Sample for FeedbackOverview {
    fn sample() -> Self {
        Self { waiting: Sample::sample(), given: Sample::sample() }
    }
}

impl Sample for VisitToRate {
    fn sample() -> Self {
        Self { visit_id: Sample::sample(), title: "Diabetes review".into(), date: Sample::sample(), language: None }
    }
}

impl Sample for RatedVisit {
    fn sample() -> Self {
        Self {
            visit_id: Sample::sample(),
            title: "Blood test".into(),
            date: Sample::sample(),
            given_on: Sample::sample(),
            language: None,
            named: false,
        }
    }
}

impl Sample for FeedbackAnswer {
    fn sample() -> Self {
        Self { experience: Experience::Good, listened: Listened::Definitely, comment: Sample::sample(), named: false }
    }
}
