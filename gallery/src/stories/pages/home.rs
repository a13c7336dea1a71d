//! The first page of a patient.

use salus_protocol::home::GetHome;

use super::{page, scene::patient};
use crate::{
    fixtures::home,
    stories::{State, Story},
};

pub(super) fn stories() -> Vec<Story> {
    vec![page(
        "page-home",
        "Home",
        "What needs the person first, then the record, then the people.",
        vec![
            State::new("full", "A day with things to do", || patient("/").draw()),
            State::new("empty", "A quiet day", || patient("/").but(|it| it.give(&GetHome {}, home::quiet())).draw()),
            State::new("new", "The first day", || patient("/").but(|it| it.give(&GetHome {}, home::new())).draw()),
            State::new("reset", "Somebody wants to reset the account", || {
                patient("/").but(|it| it.give(&GetHome {}, home::with_reset())).draw()
            }),
            State::new("pending", "On its way", || patient("/").but(|it| it.pending(&GetHome {})).waiting().draw()),
            State::new("offline", "Without a network", || patient("/").but(|it| it.offline(&GetHome {})).draw()),
        ],
    )]
}
