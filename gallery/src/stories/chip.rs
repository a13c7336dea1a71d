//! Chips.

use leptos::prelude::*;
use salus_portal::components::{Chip, FlagChip, FlagDirection, IconName, Tone};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn chip() -> Story {
    Story {
        id: "chip",
        title: "Chip",
        about: "A state in a word or two. It is not pressed; a choice is a button or a radio group.",
        components: &["Chip"],
        whole_pages: false,
        live: Some(play_chip()),
        states: vec![State::new("kinds", "Kinds", || {
            view! {
                <div class="cluster">
                    <Chip text=say("Today", "اليوم") />
                    <Chip text=say("In 4 days", "بعد 4 أيام") kind=Tone::Brand />
                    <Chip text=say("Feedback", "رأيك") kind=Tone::Clay />
                    <Chip text=say("Answered", "تمت الإجابة") kind=Tone::Good icon=IconName::Check />
                    <Chip text=say("Waits for an answer", "ينتظر إجابة") kind=Tone::Watch icon=IconName::Clock />
                    <Chip text=say("Due now", "مستحق الآن") kind=Tone::Urgent icon=IconName::Alert />
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
        live: Some(play_flag_chip()),
        states: vec![State::new("directions", "Directions", || {
            view! {
                <div class="cluster">
                    <FlagChip direction=FlagDirection::VeryLow text=say("Far below the range", "أقل بكثير من المعدل") />
                    <FlagChip direction=FlagDirection::Low text=say("Lower than the range", "أقل من المعدل") />
                    <FlagChip direction=FlagDirection::Normal text=say("Within the range", "ضمن المعدل") />
                    <FlagChip
                        direction=FlagDirection::High
                        text=say("A little higher than the range", "أعلى قليلاً من المعدل")
                    />
                    <FlagChip
                        direction=FlagDirection::VeryHigh
                        text=say("Far above the range", "أعلى بكثير من المعدل")
                    />
                    <FlagChip direction=FlagDirection::Abnormal text=say("Not as expected", "ليس كما هو متوقع") />
                </div>
            }
            .into_any()
        })],
    }
}

fn play_chip() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("text", "Words", "Waits for an answer", "ينتظر إجابة"),
        Knob::choice("kind", "Kind", &["plain", "brand", "clay", "good", "watch", "urgent"]),
        Knob::switch("icon", "Icon", true),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let kind =
                set.choose("kind", [Tone::Plain, Tone::Brand, Tone::Clay, Tone::Good, Tone::Watch, Tone::Urgent]);
            let icon = set.on("icon").then_some(IconName::Clock);
            view! { <Chip text=set.words("text") kind nostrip:icon=icon /> }.into_any()
        },
    }
}

fn play_flag_chip() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("text", "Words", "A little higher than the range", "أعلى قليلاً من المعدل"),
        Knob::choice("direction", "Direction", &["high", "low", "normal", "very high", "very low", "abnormal"]),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let direction = set.choose(
                "direction",
                [
                    FlagDirection::High,
                    FlagDirection::Low,
                    FlagDirection::Normal,
                    FlagDirection::VeryHigh,
                    FlagDirection::VeryLow,
                    FlagDirection::Abnormal,
                ],
            );
            view! { <FlagChip direction text=set.words("text") /> }.into_any()
        },
    }
}
