//! A word or two in a pill: a state, a day, where a result lies.

use leptos::prelude::*;

use super::{
    Tone,
    icon::{Icon, IconName},
};

/// A state in a word or two.
#[component]
pub fn Chip(
    /// The words.
    #[prop(into)]
    text: String,
    /// What it means.
    #[prop(optional)]
    kind: Tone,
    /// Repeats the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <span class=["chip ", kind.class()].concat()>
            {icon.map(|name| view! { <Icon name /> })}
            <span>{text}</span>
        </span>
    }
    .into_any()
}

/// Where a result lies against the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagDirection {
    /// Far below.
    VeryLow,
    /// Below.
    Low,
    /// Within.
    Normal,
    /// Above.
    High,
    /// Far above.
    VeryHigh,
    /// Not as expected, without a direction.
    Abnormal,
}

/// Says where a result lies, in words; the arrow and the colour repeat it.
#[component]
pub fn FlagChip(
    /// Where it lies.
    direction: FlagDirection,
    /// The same in words, for example "A little higher than the range".
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let (kind, icon) = match direction {
        FlagDirection::VeryLow => (Tone::Urgent, IconName::ArrowDown),
        FlagDirection::Low => (Tone::Watch, IconName::ArrowDown),
        FlagDirection::Normal => (Tone::Good, IconName::Check),
        FlagDirection::High => (Tone::Watch, IconName::ArrowUp),
        FlagDirection::VeryHigh => (Tone::Urgent, IconName::ArrowUp),
        FlagDirection::Abnormal => (Tone::Watch, IconName::Info),
    };
    view! { <Chip text kind icon /> }
}
