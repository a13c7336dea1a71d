//! Icons, drawings and the focus ring.

use leptos::prelude::*;
use salus_portal::components::{Drawing, Empty, Icon, IconName};

use crate::story_page::panel;

/// Draws all icons, as they are in both directions.
pub(super) fn draw_icons() -> AnyView {
    let icons = IconName::ALL
        .iter()
        .map(|name| {
            view! {
                <li class="gallery-icon">
                    <span><Icon name=*name /></span>
                    <span dir="rtl"><Icon name=*name /></span>
                    <code>{name.label()}</code>
                </li>
            }
        })
        .collect_view();
    panel(
        "Left to right, and right to left",
        view! {
            <p class="gallery-note">
                "An icon repeats what words say and has no name of its own. Those that point along the line of writing turn round; clocks, ticks and drops do not."
            </p>
            <ul class="gallery-icons" role="list">
                {icons}
            </ul>
        },
    )
}

/// Draws all drawings.
pub(super) fn draw_drawings() -> AnyView {
    let drawings = Drawing::ALL
        .iter()
        .map(|drawing| {
            view! {
                <li>
                    <Empty title=drawing.label() text="Stands where nothing is, with words that say why." drawing=*drawing />
                </li>
            }
        })
        .collect_view();
    panel(
        "All drawings",
        view! {
            <ul class="gallery-cards" role="list">
                {drawings}
            </ul>
        },
    )
}

/// The grounds on which something can have the focus.
const GROUNDS: [&str; 8] = ["paper", "surface", "sunken", "raised", "brand", "brand-soft", "clay-soft", "urgent"];

/// Draws the ring on every ground, as it looks around a control.
pub(super) fn draw_focus() -> AnyView {
    let grounds = GROUNDS
        .iter()
        .map(|ground| {
            view! {
                <li class="gallery-ground" style:background-color=["var(--", ground, ")"].concat()>
                    <span class="gallery-ring"></span>
                    <code>{*ground}</code>
                </li>
            }
        })
        .collect_view();
    panel(
        "Two colours, so that one of them is seen",
        view! {
            <p class="gallery-note">
                "A bright ring with a dark edge stands out on light and on dark. Press Tab anywhere here to see the real one."
            </p>
            <ul class="gallery-grounds" role="list">
                {grounds}
            </ul>
        },
    )
}
