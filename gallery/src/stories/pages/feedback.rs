//! What a patient thinks of a visit.

use salus_portal::route::Route;
use salus_protocol::feedback::ListFeedback;

use super::{page, scene::patient};
use crate::{
    fixtures::{
        Step::{self, Press, Write},
        feedback::{self, VISIT},
        id,
    },
    stories::{State, Story},
};

const SUBMIT: Step = Press("form button[type=submit]");
const GOOD: Step = Press("[value=good]");
const DEFINITELY: Step = Press("[value=definitely]");
const COMMENT: Step = Write("#comment", "Everything was explained well.");

pub(super) fn stories() -> Vec<Story> {
    vec![
        page(
            "page-feedback",
            "Feedback",
            "Visits that wait for it, and those that have it.",
            vec![
                State::new("full", "With visits", || patient("/feedback").draw()),
                State::new("empty", "Without any", || {
                    patient("/feedback").but(|it| it.give(&ListFeedback {}, feedback::none())).draw()
                }),
            ],
        ),
        page(
            "page-give-feedback",
            "Give feedback",
            "Three questions about one visit, one on each step.",
            vec![
                State::new("question", "First question", || patient(address()).draw()),
                State::new("error", "First question, left empty", || patient(address()).after(&[SUBMIT]).draw()),
                State::new("second", "Second question", || patient(address()).after(&[GOOD, SUBMIT]).draw()),
                State::new("last", "Last question", || {
                    patient(address()).after(&[GOOD, SUBMIT, DEFINITELY, SUBMIT, COMMENT]).draw()
                }),
                State::new("thanks", "Sent", || {
                    patient(address()).after(&[GOOD, SUBMIT, DEFINITELY, SUBMIT, COMMENT, SUBMIT]).draw()
                }),
            ],
        ),
    ]
}

fn address() -> String {
    Route::GiveFeedback(id(VISIT)).path()
}
