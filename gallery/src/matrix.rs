//! A story in all combinations at once: what differs is seen side by side. Each stands in a frame of its own, since
//! width and theme belong to a window; frames are loaded when they come near.

use leptos::{attr::custom::custom_attribute, prelude::*};

use salus_portal::texts::Locale;

use crate::{
    address::{Address, Contrast, Look, Switch, TextSize, Theme, Width},
    stories::{State, Story},
};

/// All combinations: {left to right, right to left} x {light, dark, forced colours} x {320 px, 200 % text}.
fn looks() -> Vec<Look> {
    let mut looks = Vec::new();
    for lang in [Locale::En, Locale::Ar] {
        for (theme, contrast) in
            [(Theme::Light, Contrast::Normal), (Theme::Dark, Contrast::Normal), (Theme::Light, Contrast::Forced)]
        {
            for (width, text) in [(Width::Small, TextSize::Normal), (Width::Phone, TextSize::Double)] {
                looks.push(Look { lang, theme, width, text, contrast, ..Look::default() });
            }
        }
    }
    looks
}

fn words(look: Look) -> String {
    let colours =
        if look.contrast == Contrast::Forced { "forced colours".to_owned() } else { look.theme.label().to_lowercase() };
    let size = if look.text == TextSize::Double { "200 % text, 390 px" } else { "320 px" };
    [look.dir().label(), ", ", &colours, ", ", size].concat()
}

/// Draws the state in the address, or all.
pub(crate) fn draw(address: Memo<Address>, story: Story) -> AnyView {
    let wanted = address.with_untracked(|it| it.state.clone());
    let back = move || address.with(|it| it.with(|next| next.matrix = false).hash());
    let whole = story.whole_pages;
    let states = story
        .states
        .into_iter()
        .filter(|state| wanted.as_deref().is_none_or(|wanted| wanted == state.id))
        .map(|state| draw_state(story.id, whole, &state))
        .collect_view();
    view! {
        <header class="gallery-head">
            <h1>{story.title}": all combinations"</h1>
            <p class="gallery-about">"Each in a window of its own. What leaves its window, or is cut off, is wrong."</p>
            <p>
                <a href=back>"Back to the story"</a>
            </p>
        </header>
        {states}
    }
    .into_any()
}

fn draw_state(story: &'static str, whole: bool, state: &State) -> AnyView {
    let frames = looks()
        .into_iter()
        .map(|look| {
            let address = Address { look, bare: true, ..Address::default().to(story, Some(state.id)) };
            let words = words(look);
            view! {
                <li class="gallery-cell">
                    <p>{words.clone()}</p>
                    <iframe
                        {..custom_attribute("loading", "lazy")}
                        class="gallery-frame"
                        class:gallery-frame-whole=whole
                        title=[state.title, ": ", &words].concat()
                        src=address.hash()
                        data-fit=(!whole).then_some("")
                        style:inline-size=look.width.css()
                    ></iframe>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="gallery-part">
            <h2>{state.title}</h2>
            <ul class="gallery-matrix" role="list">
                {frames}
            </ul>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{looks, words};

    #[test]
    fn every_combination_is_there_once_and_has_words_of_its_own() {
        let all: BTreeSet<String> = looks().into_iter().map(words).collect();
        assert_eq!(all.len(), 12);
        assert!(all.contains("Right to left, forced colours, 200 % text, 390 px"), "{all:?}");
    }
}
