//! The gallery around a story: the list, the search, the switches, and the page that was chosen.

mod list;
mod search;
mod toolbar;

use leptos::prelude::*;

use crate::{address::Address, changes, foundations, matrix, page, stories, story_page};

/// Draws the gallery.
pub(crate) fn draw(address: Memo<Address>) -> AnyView {
    view! {
        <div class="gallery">
            <a class="skip" href="#gallery-main" on:click=skip>
                "Skip to the page"
            </a>
            <header class="gallery-top">
                <a class="gallery-name" href=move || address.with(|it| it.to("", None).hash())>
                    "Salus gallery"
                </a>
                {search::draw(address)}
            </header>
            {list::draw(address)}
            {toolbar::draw(address)}
            <main class="gallery-main" id="gallery-main" tabindex="-1">
                {draw_page(address)}
            </main>
        </div>
    }
    .into_any()
}

fn skip(event: leptos::ev::MouseEvent) {
    // The part behind the `#` is the address of what is shown.
    event.prevent_default();
    page::focus("gallery-main");
}

/// Draws anew only for another page; the page itself follows the rest of the address.
fn draw_page(address: Memo<Address>) -> AnyView {
    let place = Memo::new(move |_| {
        address.with(|it| {
            // The gallery's own pages are told apart by the second part of the address, a matrix by its state.
            let part = if stories::find(&it.story).is_none() || it.matrix { it.state.clone() } else { None };
            (it.story.clone(), part, it.matrix)
        })
    });
    let draw = move || {
        let (story, part, in_matrix) = place.get();
        match stories::find(&story) {
            Some(story) if in_matrix => {
                page::name(story.title);
                matrix::draw(address, story)
            }
            Some(story) => {
                page::name(story.title);
                story_page::draw(address, story)
            }
            None if story == changes::ID => {
                page::name("What changed");
                changes::draw()
            }
            None => foundations::draw(address, &story, part.as_deref().unwrap_or_default())
                .unwrap_or_else(|| draw_welcome(address)),
        }
    };
    draw.into_any()
}

fn draw_welcome(address: Memo<Address>) -> AnyView {
    page::name("");
    let groups = stories::groups()
        .into_iter()
        .map(|(group, stories)| {
            let stories = stories
                .into_iter()
                .map(|story| {
                    let href = move || address.with(|it| it.to(story.id, None).hash());
                    view! {
                        <li>
                            <a class="gallery-card" href=href>
                                <strong>{story.title}</strong>
                                <span>{story.about}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <section class="gallery-part">
                    <h2>{group}</h2>
                    <ul class="gallery-cards" role="list">
                        {stories}
                    </ul>
                </section>
            }
        })
        .collect_view();
    view! {
        <header class="gallery-head">
            <h1>"Every piece, in every state"</h1>
            <p class="gallery-about">
                "What you choose above is kept in the address: copy it, and whoever opens it sees what you see. Press "
                <kbd>"/"</kbd> " to search."
            </p>
        </header>
        {groups}
    }
    .into_any()
}
