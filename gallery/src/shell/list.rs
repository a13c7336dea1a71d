//! The list of everything there is.

use leptos::prelude::*;

use crate::{address::Address, changes, foundations, stories};

/// Draws the list. On a phone it waits behind a button.
pub(super) fn draw(address: Memo<Address>) -> AnyView {
    let open = RwSignal::new(false);
    // Whoever has chosen wants to see it, not the list.
    Effect::new(move || {
        address.track();
        open.set(false);
    });
    let own = foundations::ALL
        .iter()
        .map(|(id, title, _)| draw_entry(address, foundations::ID, Some(id), title))
        .chain([draw_entry(address, changes::ID, None, "What changed")])
        .collect_view();
    let groups = stories::groups()
        .into_iter()
        .map(|(group, stories)| {
            let entries =
                stories.into_iter().map(|story| draw_entry(address, story.id, None, story.title)).collect_view();
            view! {
                <p class="gallery-group">{group}</p>
                <ul role="list" aria-label=group>
                    {entries}
                </ul>
            }
        })
        .collect_view();
    view! {
        <nav class="gallery-nav" aria-label="Stories">
            <button
                type="button"
                class="gallery-menu"
                aria-controls="gallery-list"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "All stories"
            </button>
            <div class="gallery-list" id="gallery-list" class:gallery-list-open=open>
                <p class="gallery-group">"Foundations"</p>
                <ul role="list" aria-label="Foundations">
                    {own}
                </ul>
                {groups}
            </div>
        </nav>
    }
    .into_any()
}

fn draw_entry(
    address: Memo<Address>,
    story: &'static str,
    state: Option<&'static str>,
    title: &'static str,
) -> AnyView {
    let href = move || address.with(|it| it.to(story, state).hash());
    let here = move || {
        let here = address.with(|it| it.story == story && (state.is_none() || it.state.as_deref() == state));
        here.then_some("page")
    };
    view! {
        <li>
            <a href=href aria-current=here>
                {title}
            </a>
        </li>
    }
    .into_any()
}
