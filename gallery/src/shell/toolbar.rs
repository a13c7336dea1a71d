//! The switches: how a story is shown. What is chosen goes into the address, so every switch follows the address too.

use leptos::prelude::*;

use crate::{
    address::{Address, Dir, Look, Switch},
    page,
};

/// Draws the switches.
pub(super) fn draw(address: Memo<Address>) -> AnyView {
    view! {
        <section class="gallery-tools" aria-label="How stories are shown">
            {draw_switch(address, "Language", |look| look.lang, |look, lang| (look.lang, look.dir) = (lang, None))}
            {draw_switch(
                address,
                "Direction",
                Look::dir,
                |look, dir: Dir| look.dir = (dir != Dir::of(look.lang)).then_some(dir),
            )} {draw_switch(address, "Theme", |look| look.theme, |look, theme| look.theme = theme)}
            {draw_switch(address, "Width", |look| look.width, |look, width| look.width = width)}
            {draw_switch(address, "Text", |look| look.text, |look, text| look.text = text)}
            {draw_switch(address, "Contrast", |look| look.contrast, |look, contrast| look.contrast = contrast)}
            {draw_switch(address, "Motion", |look| look.motion, |look, motion| look.motion = motion)}
            {draw_switch(address, "Easy read", |look| look.easy, |look, easy| look.easy = easy)}
            {move || {
                address
                    .with(|it| it.look != Look::default())
                    .then(|| {
                        let href = move || address.with(|it| it.with(|next| next.look = Look::default()).hash());
                        view! {
                            <a class="gallery-reset" href=href>
                                "As at first"
                            </a>
                        }
                    })
            }}
        </section>
    }
    .into_any()
}

fn draw_switch<S: Switch + Send + Sync>(
    address: Memo<Address>,
    label: &'static str,
    get: fn(Look) -> S,
    set: fn(&mut Look, S),
) -> AnyView {
    let options = S::ALL
        .iter()
        .map(|(setting, word, label)| {
            view! {
                <option value=*word prop:selected=move || address.with(|it| get(it.look) == *setting)>
                    {*label}
                </option>
            }
        })
        .collect_view();
    let change = move |event| {
        let setting = S::read(&event_target_value(&event));
        page::replace(&address.with_untracked(|it| it.with(|next| set(&mut next.look, setting)).hash()));
    };
    view! {
        <label class="gallery-switch">
            <span>{label}</span>
            <select on:change=change>{options}</select>
        </label>
    }
    .into_any()
}
