//! The page of a story: the live example first, then everything there is to know of it.

mod checks;
mod frame;
mod guide;
mod knobs;
mod props;
mod tokens;

use leptos::prelude::*;

use crate::{
    address::Address,
    facts,
    stories::{PLAY, Story},
};

/// Draws the page.
pub(crate) fn draw(address: Memo<Address>, story: Story) -> AnyView {
    let Story { id, title, about, components, whole_pages, states, live } = story;
    // A whole page needs a window of its own, so its states are never shown together.
    let first = if whole_pages { states.first().map(|state| state.id) } else { None };
    let states: Vec<_> = states.into_iter().map(|state| (state.id, state.title)).collect();
    let choices = draw_states(address, states, first, live.is_some());
    let matrix = move || address.with(|it| it.with(|next| next.matrix = true).hash());
    let alone = move || address.with(|it| it.with(|next| next.bare = true).hash());
    view! {
        <header class="gallery-head">
            <h1>{title}</h1>
            <p class="gallery-about">{about}</p>
        </header>
        {choices}
        <p class="gallery-ways">
            <a href=matrix>"All combinations"</a>
            <a href=alone target="_blank">
                "Open alone, in a new tab"
            </a>
        </p>
        {live.map(|live| knobs::draw(address, live))}
        {frame::draw(address, title, whole_pages)}
        <div class="gallery-panels">
            {facts::guide(id).map(|it| guide::draw(address, it))}
            {checks::draw(whole_pages)}
            {props::draw(components)}
            {tokens::draw(components)}
        </div>
    }
    .into_any()
}

fn draw_states(
    address: Memo<Address>,
    states: Vec<(&'static str, &'static str)>,
    first: Option<&'static str>,
    live: bool,
) -> AnyView {
    let all = first.is_none().then_some((None, "All states"));
    let play = live.then_some((Some(PLAY), "Play with it"));
    let choices = all
        .into_iter()
        .chain(play)
        .chain(states.into_iter().map(|(id, title)| (Some(id), title)))
        .map(|(state, title)| {
            let href = move || {
                address.with(|it| {
                    it.with(|next| {
                        next.state = state.map(str::to_owned);
                        next.knobs.clear();
                    })
                    .hash()
                })
            };
            let chosen = move || address.with(|it| it.state.as_deref().or(first) == state).then_some("true");
            view! {
                <li>
                    <a class="gallery-choice" href=href aria-current=chosen>
                        {title}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="gallery-choices" role="list" aria-label="States">
            {choices}
        </ul>
    }
    .into_any()
}

/// A part of the page with its heading.
pub(crate) fn panel(title: &'static str, body: impl IntoView) -> AnyView {
    view! {
        <section class="gallery-part">
            <h2>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// A table that scrolls by itself where it is too wide.
pub(crate) fn table(caption: String, columns: &[&'static str], rows: Vec<Vec<AnyView>>) -> AnyView {
    let head = columns.iter().map(|title| view! { <th scope="col">{*title}</th> }).collect_view();
    let body = rows
        .into_iter()
        .map(|row| {
            let mut cells = row.into_iter();
            view! {
                <tr>
                    {cells.next().map(|first| view! { <th scope="row">{first}</th> })}
                    {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
                </tr>
            }
        })
        .collect_view();
    let label = caption.clone();
    view! {
        <div class="gallery-scroll" role="region" tabindex="0" aria-label=label>
            <table class="gallery-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}
