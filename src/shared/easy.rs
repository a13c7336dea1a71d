//! Easy read: one thing at a time, where the reader has asked for it.

use leptos::prelude::*;

use crate::{
    browser::{announcer::Announcer, focus},
    components::Steps,
    reader::use_reader,
    text,
};

/// Whether easy read is on. A change draws the page anew, so this need not be followed.
#[must_use]
pub fn is_on() -> bool {
    untrack(|| use_reader().is_easy())
}

/// The level of the heading of a card that stands beside a section; in easy read it stands alone, below the page's title.
#[must_use]
pub fn card_level() -> u8 {
    if is_on() { 2 } else { 3 }
}

/// The parts of a page for easy read: one at a time, with the way on and the way back. `at` is the part that is shown; it is
/// made with the page, so that news from the server do not lead back to the beginning.
pub fn one_at_a_time(at: RwSignal<usize>, parts: Vec<AnyView>) -> AnyView {
    if parts.len() < 2 {
        return parts.collect_view().into_any();
    }
    let count = parts.len();
    let announcer = use_context::<Announcer>();
    let label = |(step, steps): (usize, usize)| text!(common.step, step = step, steps = steps);
    Effect::watch(
        move || at.get(),
        move |at, _, _| {
            if let Some(announcer) = announcer {
                announcer.say(label((at + 1, count)));
            }
            request_animation_frame(focus::to_part);
        },
        false,
    );
    view! {
        <Steps
            steps=parts
            at=at
            label=Callback::new(label)
            back_text=text!(common.back)
            next_text=text!(common.next)
        />
    }
    .into_any()
}
