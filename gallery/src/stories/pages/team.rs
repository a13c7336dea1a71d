//! The care team's pages.

use salus_portal::route::Route;
use salus_protocol::staff::{GetFeedbackReport, ListInbox};

use super::{page, scene::nurse};
use crate::{
    fixtures::{id, team},
    stories::{State, Story},
};

pub(super) fn stories() -> Vec<Story> {
    vec![
        page(
            "page-inbox",
            "Team inbox",
            "Who waits, what is open, and what goes with it.",
            vec![
                State::new("full", "The list", || nurse("/team").draw()),
                State::new("open", "A conversation is open", || nurse(Route::TeamThread(id(team::OPEN)).path()).draw()),
                State::new("empty", "Nobody waits", || {
                    nurse("/team").but(|it| it.give(&ListInbox {}, team::nobody())).draw()
                }),
            ],
        ),
        page(
            "page-team-feedback",
            "Team feedback",
            "How visits were, over time and in the words of patients.",
            vec![
                State::new("full", "With answers", || nurse("/team/feedback").draw()),
                State::new("empty", "Without any", || {
                    nurse("/team/feedback").but(|it| it.give(&GetFeedbackReport {}, team::no_report())).draw()
                }),
            ],
        ),
    ]
}
