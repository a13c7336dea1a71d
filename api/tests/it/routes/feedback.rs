//! Feedback: asked for once after each visit, and told without picking anybody out.

mod giving;
mod report;
mod unnamed;

use salus_protocol::{
    Nothing,
    feedback::{Experience, FeedbackAnswer, FeedbackOverview, GiveFeedback, ListFeedback, Listened},
    ids::VisitId,
    words::FeedbackComment,
};
use serde_json::{Value, json};

use crate::harness::{Person, TestApp};

/// A visit that took place.
pub(crate) fn visit(title: &str, day: &str) -> Value {
    json!({
        "resourceType": "Encounter", "status": "finished", "class": { "code": "AMB" },
        "type": [{ "text": title }], "period": { "start": format!("{day}T09:00:00Z") },
    })
}

/// An appointment to come.
pub(crate) fn appointment(title: &str, day: &str) -> Value {
    json!({
        "resourceType": "Appointment", "status": "booked", "serviceType": [{ "text": title }],
        "start": format!("{day}T09:00:00Z"), "participant": [],
    })
}

pub(crate) fn answer(experience: Experience, comment: &str, named: bool) -> FeedbackAnswer {
    let comment = FeedbackComment::parse(comment).unwrap();
    FeedbackAnswer { experience, listened: Listened::Definitely, comment, named }
}

impl TestApp {
    /// A patient with one visit that waits for feedback.
    pub(crate) async fn visitor(&self, name: &str) -> Person {
        let person = self.patient(name).await;
        self.has_on_record(&person, &[visit("Check-up", "2026-11-10")]).await;
        person
    }
}

impl Person {
    pub(crate) async fn sees_feedback(&mut self) -> FeedbackOverview {
        self.call(ListFeedback {}, Nothing {}).await.ok()
    }

    /// Gives feedback for the newest visit that waits.
    pub(crate) async fn rates(&mut self, answer: FeedbackAnswer) -> VisitId {
        let visit_id = self.sees_feedback().await.waiting.remove(0).visit_id;
        self.call(GiveFeedback { visit_id: visit_id.clone() }, answer).await.ok();
        visit_id
    }
}
