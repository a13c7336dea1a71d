//! Codes to keep.

use leptos::prelude::*;
use salus_portal::components::CodeCard;

use super::{State, Story, nothing};

pub(super) fn story() -> Story {
    Story {
        id: "code-card",
        title: "Code card",
        about: "Shows a code once, with ways to keep it. The page asks afterwards whether it has been kept.",
        components: &["CodeCard"],
        whole_pages: false,
        live: None,
        states: vec![State::new("fresh", "Fresh", || draw(false)), State::new("copied", "Copied", || draw(true))],
    }
}

fn draw(copied: bool) -> AnyView {
    view! {
        <CodeCard
            label="Your recovery code"
            code="F7QK-2M9D-X4RT-8WVC-JH6P"
            copy_text="Copy"
            copied_text="Copied. Paste it where only you can read it."
            print_text="Print"
            on_copy=nothing()
            on_print=nothing()
            copied=copied
        />
    }
    .into_any()
}
