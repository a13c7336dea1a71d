//! The frame in which a story is shown: a window of its own width, so that it behaves as on that screen.

use leptos::prelude::*;

use crate::{address::Address, page};

/// The id of the frame on the page of a story.
pub(crate) const FRAME: &str = "gallery-frame";

/// The frame with what the address names; it follows the address.
pub(super) fn draw(address: Memo<Address>, title: &str, whole: bool) -> AnyView {
    let alone = Memo::new(move |_| address.with(|it| it.with(|next| (next.bare, next.matrix) = (true, false)).hash()));
    let first = alone.get_untracked();
    Effect::new(move |before: Option<String>| {
        let now = alone.get();
        if before.is_some_and(|before| before != now) {
            page::steer(FRAME, &now);
        }
        now
    });
    let width = move || address.with(|it| it.look.width.css());
    view! {
        <div class="gallery-desk">
            <iframe
                class="gallery-frame"
                class:gallery-frame-whole=whole
                id=FRAME
                title=["The story: ", title].concat()
                src=first
                data-fit=(!whole).then_some("")
                style:inline-size=width
            ></iframe>
        </div>
    }
    .into_any()
}
