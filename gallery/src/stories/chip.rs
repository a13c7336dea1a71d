//! Chips.

use leptos::prelude::*;
use salus_portal::components::{Chip, FlagChip, FlagDirection, IconName, Tone};

use super::{State, Story};

pub(super) fn chip() -> Story {
    Story {
        id: "chip",
        title: "Chip",
        about: "A state in a word or two. It is not pressed; a choice is a button or a radio group.",
        components: &["Chip"],
        whole_pages: false,
        live: None,
        states: vec![State::new("kinds", "Kinds", || {
            view! {
                <div class="cluster">
                    <Chip text="Today" />
                    <Chip text="In 4 days" kind=Tone::Brand />
                    <Chip text="Feedback" kind=Tone::Clay />
                    <Chip text="Answered" kind=Tone::Good icon=IconName::Check />
                    <Chip text="Waits for an answer" kind=Tone::Watch icon=IconName::Clock />
                    <Chip text="Due now" kind=Tone::Urgent icon=IconName::Alert />
                </div>
            }
            .into_any()
        })],
    }
}

pub(super) fn flag_chip() -> Story {
    Story {
        id: "flag-chip",
        title: "Flag chip",
        about: "Says where a result lies, in words. Never a red number alone.",
        components: &["FlagChip"],
        whole_pages: false,
        live: None,
        states: vec![State::new("directions", "Directions", || {
            view! {
                <div class="cluster">
                    <FlagChip direction=FlagDirection::VeryLow text="Far below the range" />
                    <FlagChip direction=FlagDirection::Low text="Lower than the range" />
                    <FlagChip direction=FlagDirection::Normal text="Within the range" />
                    <FlagChip direction=FlagDirection::High text="A little higher than the range" />
                    <FlagChip direction=FlagDirection::VeryHigh text="Far above the range" />
                    <FlagChip direction=FlagDirection::Abnormal text="Not as expected" />
                </div>
            }
            .into_any()
        })],
    }
}
