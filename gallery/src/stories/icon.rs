//! Icons.

use leptos::prelude::*;
use salus_portal::components::{Icon, IconName};

use super::{State, Story};

pub(super) fn story() -> Story {
    Story {
        id: "icon",
        title: "Icons",
        about: "Repeat what words say; they never stand alone without a name for a screen reader. Those that point along the line of writing turn round in Arabic.",
        components: &["Icon"],
        whole_pages: false,
        live: None,
        states: vec![State::new("all", "All", || {
            IconName::ALL
                .iter()
                .map(|name| {
                    view! {
                        <span class="hint-line">
                            <Icon name=*name />
                            <span>{name.label()}</span>
                        </span>
                    }
                })
                .collect_view()
                .into_any()
        })],
    }
}
