//! The care team's pages.

use salus_portal::route::Route;
use salus_protocol::{
    ErrorCode,
    recovery::{ConfirmReset, ListResets},
    staff::{GetFeedbackReport, ListInbox},
};

use super::{page, scene::nurse};
use crate::{
    fixtures::{
        Step::{self, Press, Write},
        id, recovery, team,
    },
    stories::{State, Story},
};

const LOST: &str = "/team/access-help";
const FIND: Step = Press("form:has(#lookup) button[type=submit]");
const FOUND: &[Step] = &[Write("#lookup", "MRN-204118"), FIND];
const BEGIN: &[Step] = &[FOUND[0], FIND, Press(".card:has(> .facts) .button-quiet")];
const PROVED: Step = Press("dialog[open] input[value=document]");
const SEND: Step = Press("dialog[open] button[type=submit]");
const UNPROVED: &[Step] = &[FOUND[0], FIND, BEGIN[2], SEND];
const BEGUN: &[Step] = &[FOUND[0], FIND, BEGIN[2], PROVED, SEND];
const CONFIRMING: &[Step] = &[Press("#resets .row-actions .button-quiet")];
const CONFIRM: &[Step] = &[CONFIRMING[0], PROVED, SEND];

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
            "page-access-help",
            "Lost access",
            "Patients who cannot sign in any more: find them, begin a reset, confirm one, and print the sheet.",
            vec![
                State::new("full", "Resets in every state", || nurse(LOST).draw()),
                State::new("found", "One person found", || nurse(LOST).after(FOUND).draw()),
                State::new("several", "Several who share a number", || {
                    nurse(LOST).after(&[Write("#lookup-by", "1"), Write("#lookup", "+44 20 7946 0112"), FIND]).draw()
                }),
                State::new("nobody", "Nobody found", || nurse(LOST).after(&[Write("#lookup", "204"), FIND]).draw()),
                State::new("error", "Nothing typed", || nurse(LOST).after(&[FIND]).draw()),
                State::new("begin", "Beginning a reset", || nurse(LOST).after(BEGIN).draw()),
                State::new("begin-error", "Beginning without saying how they were proved", || {
                    nurse(LOST).after(UNPROVED).draw()
                }),
                State::new("begun", "A reset has begun", || nurse(LOST).after(BEGUN).draw()),
                State::new("confirm", "Confirming a reset", || nurse(LOST).after(CONFIRMING).draw()),
                State::new("second-person", "Confirming what one began oneself", || {
                    let reset_id = id(recovery::TO_CONFIRM);
                    nurse(LOST)
                        .but(|it| it.refuse(&ConfirmReset { reset_id }, ErrorCode::SecondPersonNeeded))
                        .after(CONFIRM)
                        .draw()
                }),
                State::new("sheet", "The sheet for the patient", || nurse(LOST).after(CONFIRM).draw()),
                State::new("stop", "Stopping a reset", || {
                    nurse(LOST).after(&[Press("#resets .row-actions .button-plain")]).draw()
                }),
                State::new("empty", "No resets", || {
                    nurse(LOST).but(|it| it.give(&ListResets {}, recovery::none())).draw()
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
