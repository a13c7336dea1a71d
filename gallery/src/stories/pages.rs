//! Whole pages, made of components and of samples: what the pieces look like together.

mod arabic;
mod feedback;
mod home;
mod inbox;
mod result;
mod security;
mod sign_in;
mod team_feedback;
mod thread;

use super::{
    State, Story,
    frame::{draw_guest_page, draw_patient_page, draw_staff_page},
};

const fn page(id: &'static str, title: &'static str, about: &'static str, states: Vec<State>) -> Story {
    Story { id, title, about, components: &[], whole_pages: true, states, live: None }
}

pub(super) fn stories() -> Vec<Story> {
    vec![
        page(
            "page-home",
            "Home",
            "What needs the person first, then the record, then the rest.",
            vec![
                State::new("full", "A day with things to do", || draw_patient_page("#/page-home", home::draw)),
                State::new("empty", "A quiet day", || draw_patient_page("#/page-home", home::draw_quiet)),
                State::new("pending", "On its way", || draw_patient_page("#/page-home", home::draw_pending)),
                State::new("failed", "Not connected", || draw_patient_page("#/page-home", home::draw_failed)),
            ],
        ),
        page(
            "page-home-arabic",
            "Home in Arabic",
            "Arabic is a first language here. Choose right to left.",
            vec![State::new("full", "A day with things to do", arabic::draw)],
        ),
        page(
            "page-result",
            "Result",
            "A value, where it lies, what it means, what to do.",
            vec![State::new("high", "Higher than the range", || draw_patient_page("#/page-result", result::draw))],
        ),
        page(
            "page-thread",
            "Conversation",
            "A conversation with the care team.",
            vec![State::new("waiting", "With an answer", || draw_patient_page("#/page-thread", thread::draw))],
        ),
        page(
            "page-feedback",
            "Feedback",
            "One question on a page.",
            vec![State::new("question", "First question", || draw_patient_page("#/page-feedback", feedback::draw))],
        ),
        page(
            "page-security",
            "Security",
            "Who looked, and how one signs in.",
            vec![State::new("full", "Who looked", || draw_patient_page("#/page-security", security::draw))],
        ),
        page(
            "page-sign-in",
            "Sign in",
            "Two steps, one thing on each.",
            vec![
                State::new("password", "First step", || draw_guest_page(sign_in::draw_password)),
                State::new("passkey", "Second step", || draw_guest_page(sign_in::draw_passkey)),
            ],
        ),
        page(
            "page-inbox",
            "Team inbox",
            "What waits, what is open, and what goes with it.",
            vec![State::new("open", "A conversation is open", || draw_staff_page("#/page-inbox", inbox::draw))],
        ),
        page(
            "page-team-feedback",
            "Team feedback",
            "How visits were, over time.",
            vec![State::new("full", "With answers", || draw_staff_page("#/page-team-feedback", team_feedback::draw))],
        ),
    ]
}
