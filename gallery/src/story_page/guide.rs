//! When to use it and when not, do and don't, keys, what is heard, code.

use leptos::prelude::*;

use super::panel;
use crate::{address::Address, facts::Guide, stories};

/// Draws a guide.
pub(super) fn draw(address: Memo<Address>, guide: &'static Guide) -> AnyView {
    let list = |title: &'static str, class: &'static str, items: &'static [&'static str]| {
        (!items.is_empty()).then(|| {
            let items = items.iter().map(|item| view! { <li>{marked(address, item)}</li> }).collect_view();
            view! {
                <section class=["gallery-words ", class].concat()>
                    <h3>{title}</h3>
                    <ul>{items}</ul>
                </section>
            }
        })
    };
    view! {
        {panel(
            "How to use it",
            view! {
                <div class="gallery-pairs">
                    {list("Use it", "", guide.use_it)} {list("Use something else", "", guide.instead)}
                    {list("Do", "gallery-do", guide.dos)} {list("Don't", "gallery-dont", guide.donts)}
                    {list("Parts", "", guide.anatomy)}
                </div>
            },
        )}
        {panel(
            "Keys and ears",
            view! {
                <div class="gallery-pairs">
                    {list("What keys do", "", guide.keys)} {list("What a screen reader says", "", guide.heard)}
                </div>
            },
        )}
        {panel(
            "Code",
            view! {
                <pre class="gallery-code" tabindex="0">
                    <code>{guide.code}</code>
                </pre>
            },
        )}
    }
    .into_any()
}

/// Words between backticks are code, or a link where they are the id of a story.
fn marked(address: Memo<Address>, text: &'static str) -> AnyView {
    text.split('`')
        .enumerate()
        .map(|(place, part)| match (place % 2 == 1).then(|| stories::find(part)) {
            None => part.into_any(),
            Some(None) => view! { <code>{part}</code> }.into_any(),
            Some(Some(story)) => {
                let href = move || address.with(|it| it.to(story.id, None).hash());
                view! { <a href=href>{story.title}</a> }.into_any()
            }
        })
        .collect_view()
        .into_any()
}
