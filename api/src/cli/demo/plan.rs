//! The plan of the demo's people, as `cargo xtask demo` writes it; its shape is described at the head of
//! `xtask/src/people/plan.rs`. Everything in it is in order or is refused as a whole.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use salus_protocol::{
    feedback::{Experience, FeedbackAnswer, Listened},
    messages::{ThreadState, Topic},
    session::Practice,
    time::{Day, Timestamp},
    words::{EmailAddress, FeedbackComment, MessageBody, NewPassword, PersonName, Subject},
};
use serde::{Deserialize, Deserializer, de::Error};

/// The whole plan.
#[derive(Deserialize)]
pub(super) struct Plan {
    pub(super) practice: Practice,
    pub(super) staff: Vec<Member>,
    pub(super) patients: Vec<Patient>,
    pub(super) threads: Vec<Thread>,
    pub(super) feedback: Vec<Rating>,
    pub(super) other_feedback: Vec<OtherRating>,
}

/// A member of the care team: with a password, or to be invited.
#[derive(Deserialize)]
pub(super) struct Member {
    pub(super) name: PersonName,
    pub(super) role: PersonName,
    pub(super) email: EmailAddress,
    pub(super) password: Option<NewPassword>,
}

/// A patient who was imported: with a password, or to be invited.
#[derive(Deserialize)]
pub(super) struct Patient {
    /// As the source calls the patient: `Patient/<id>`.
    pub(super) source: String,
    pub(super) name: PersonName,
    pub(super) email: EmailAddress,
    pub(super) password: Option<NewPassword>,
    pub(super) born: Day,
}

/// A conversation.
#[derive(Deserialize)]
pub(super) struct Thread {
    /// The patient's address.
    pub(super) patient: EmailAddress,
    pub(super) subject: Subject,
    pub(super) topic: Topic,
    /// `Observation/<id>` or `MedicationRequest/<id>`.
    pub(super) about: Option<String>,
    pub(super) state: ThreadState,
    pub(super) messages: Vec<Message>,
}

/// A message.
#[derive(Deserialize)]
pub(super) struct Message {
    /// `patient`, or the address of a member of the care team.
    pub(super) from: String,
    pub(super) body: MessageBody,
    #[serde(deserialize_with = "time")]
    pub(super) at: Timestamp,
    #[serde(default, deserialize_with = "time_or_none")]
    pub(super) opened_at: Option<Timestamp>,
}

/// A patient's feedback for a visit.
#[derive(Deserialize)]
pub(super) struct Rating {
    /// The patient's address.
    pub(super) patient: EmailAddress,
    /// `Encounter/<id>`.
    pub(super) visit: String,
    pub(super) on: Day,
    #[serde(flatten)]
    pub(super) answer: FeedbackAnswer,
}

/// An answer of somebody who is not among the patients.
#[derive(Deserialize)]
pub(super) struct OtherRating {
    experience: Experience,
    listened: Listened,
    comment: FeedbackComment,
    pub(super) on: Day,
}

impl OtherRating {
    /// The answer, which is without a name.
    pub(super) fn answer(&self) -> FeedbackAnswer {
        let Self { experience, listened, .. } = *self;
        FeedbackAnswer { experience, listened, comment: self.comment.clone(), named: false }
    }
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// A sentence that names the file, and the place in it that is not in order.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not a plan of the demo", path.display()))
    }
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse::<jiff::Timestamp>().map(|at| Timestamp(at.as_microsecond())).map_err(D::Error::custom)
}

fn time_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    time(deserializer).map(Some)
}
