//! Whole pages: the real ones of the portal, in front of a network that only seems to be one. What can be pressed works.

mod account;
mod entry;
mod feedback;
mod home;
mod messages;
mod record;
mod scene;
mod team;

use super::{State, Story};

const fn page(id: &'static str, title: &'static str, about: &'static str, states: Vec<State>) -> Story {
    Story { id, title, about, components: &[], whole_pages: true, states, live: None }
}

/// The pages, in the order in which a person meets them.
pub(super) fn stories() -> Vec<Story> {
    [
        entry::stories(),
        home::stories(),
        record::stories(),
        messages::stories(),
        feedback::stories(),
        account::stories(),
        team::stories(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
