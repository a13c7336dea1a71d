//! The table of all stories: one file for each component or family of components, and the whole pages made of them.

mod button;
mod card;
mod chart;
mod chip;
mod choice;
mod code_card;
mod dialog;
mod figure;
mod form;
mod frame;
mod icon;
mod message;
mod notice;
mod page_title;
mod pages;
mod row;
mod shares;
mod state;
mod steps;
mod table;
mod text_area;
mod text_field;

use leptos::prelude::*;

use crate::live::Live;

/// The state in which a story is played with. It stands beside the states of the table.
pub const PLAY: &str = "play";

/// One component, or a few that belong together, in all their states.
pub struct Story {
    /// Its part of the address.
    pub id: &'static str,
    /// Its name in the list.
    pub title: &'static str,
    /// When to use it, and when something else.
    pub about: &'static str,
    /// The components it shows, as they are called in the code.
    pub components: &'static [&'static str],
    /// Whether its states are whole pages with a frame of their own.
    pub whole_pages: bool,
    /// Its states.
    pub states: Vec<State>,
    /// Its knobs, where it can be played with.
    pub live: Option<Live>,
}

/// One state.
pub struct State {
    /// Its part of the address.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Draws it.
    pub render: fn() -> AnyView,
}

impl State {
    const fn new(id: &'static str, title: &'static str, render: fn() -> AnyView) -> Self {
        Self { id, title, render }
    }
}

/// The stories in the groups of the list.
#[must_use]
pub fn groups() -> Vec<(&'static str, Vec<Story>)> {
    vec![
        ("Pages", pages::stories()),
        (
            "Frame",
            vec![
                frame::frame(),
                frame::emergency_bar(),
                frame::offline_bar(),
                page_title::story(),
                frame::logo(),
                icon::story(),
            ],
        ),
        ("Actions", vec![button::button(), button::link_button(), dialog::dialog(), dialog::details()]),
        (
            "Forms",
            vec![
                text_field::story(),
                text_area::story(),
                choice::radio_group(),
                choice::checkbox(),
                form::date_field(),
                form::form(),
                steps::story(),
            ],
        ),
        (
            "Surfaces",
            vec![card::card(), card::section(), card::columns(), row::row_list(), row::people(), card::facts()],
        ),
        ("Words", vec![chip::chip(), chip::flag_chip(), notice::notice(), notice::care_card()]),
        ("Waiting and absence", vec![state::pending(), state::failed(), state::empty()]),
        (
            "Figures",
            vec![
                figure::figure(),
                figure::range_bar(),
                chart::trend_chart(),
                chart::chart_or_table(),
                table::story(),
                shares::share_bars(),
                shares::month_columns(),
            ],
        ),
        ("Messages and codes", vec![message::story(), code_card::story()]),
    ]
}

/// All stories.
#[must_use]
pub fn all() -> Vec<Story> {
    groups().into_iter().flat_map(|(_, stories)| stories).collect()
}

/// A story by its id.
#[must_use]
pub fn find(id: &str) -> Option<Story> {
    all().into_iter().find(|story| story.id == id)
}

/// What happens in a story when something is pressed that would otherwise reach a page.
fn nothing() -> Callback<()> {
    Callback::from(|| ())
}

#[cfg(test)]
mod tests;
