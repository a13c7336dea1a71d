//! The knobs of a story. Turning one shows the story as it is then, and writes it into the address.

use leptos::prelude::*;

use crate::{
    address::Address,
    live::{Knob, KnobKind, Live},
    page,
    stories::PLAY,
};

/// Draws the knobs while the story is played with.
pub(super) fn draw(address: Memo<Address>, live: Live) -> AnyView {
    let playing = Memo::new(move |_| address.with(|it| it.state.as_deref() == Some(PLAY)));
    let knobs = live.knobs;
    let draw = move || {
        playing.get().then(|| {
            let knobs = knobs.iter().map(|knob| draw_knob(address, knob)).collect_view();
            view! {
                <form class="gallery-knobs" aria-label="Props" on:submit=|event| event.prevent_default()>
                    {knobs}
                </form>
            }
        })
    };
    draw.into_any()
}

fn draw_knob(address: Memo<Address>, knob: &'static Knob) -> AnyView {
    let set = Memo::new(move |_| {
        address.with(|it| it.knobs.iter().find(|(name, _)| name == knob.id).map(|(_, value)| value.clone()))
    });
    let language = Memo::new(move |_| address.with(|it| it.look.lang));
    let value = move || set.get().unwrap_or_else(|| knob.default(language.get()));
    let turn = move |value: &str| {
        page::replace(&address.with_untracked(|it| it.with(|next| next.turn(knob.id, value)).hash()))
    };
    let control = match knob.kind {
        KnobKind::Words(..) => view! {
            <input type="text" dir="auto" prop:value=value on:input=move |event| turn(&event_target_value(&event)) />
        }
        .into_any(),
        KnobKind::Switch(_) => view! {
            <input
                type="checkbox"
                prop:checked=move || value() == "on"
                on:change=move |event| turn(if event_target_checked(&event) { "on" } else { "off" })
            />
        }
        .into_any(),
        KnobKind::Choice(words) => {
            let options = words
                .iter()
                .map(|word| view! { <option value=*word prop:selected=move || value() == *word>{*word}</option> })
                .collect_view();
            view! { <select on:change=move |event| turn(&event_target_value(&event))>{options}</select> }.into_any()
        }
        KnobKind::Number(from, to, _) => view! {
            <input
                type="number"
                min=from
                max=to
                prop:value=value
                on:input=move |event| turn(&event_target_value(&event))
            />
        }
        .into_any(),
    };
    view! {
        <label class="gallery-switch">
            <span>{knob.label}</span>
            {control}
        </label>
    }
    .into_any()
}
