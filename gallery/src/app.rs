//! The gallery itself: a list of stories, switches for theme, direction and width, and a frame with what is chosen.

use leptos::{ev, prelude::*};

use crate::{
    address::{Address, Dir, Theme, Width},
    stories::{self, Story},
};

/// The gallery, or a state alone where the address asks for it.
#[component]
pub fn Gallery() -> impl IntoView {
    let address = RwSignal::new(here());
    let _listener = window_event_listener(ev::hashchange, move |_| address.set(here()));
    Effect::new(move || dress(&address.get()));
    let bare = Memo::new(move |_| address.with(|address| address.bare));
    move || if bare.get() { draw_bare(address).into_any() } else { draw_gallery(address).into_any() }
}

fn here() -> Address {
    Address::parse(&location_hash().unwrap_or_default())
}

/// Gives the document its theme, direction and language. The gallery around a story stays as the device is set.
fn dress(address: &Address) {
    let Some(root) = document().document_element() else { return };
    let (theme, dir, language) = if address.bare {
        let theme = match address.theme {
            Theme::System => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let (dir, language) = if address.dir == Dir::Rtl { ("rtl", "ar") } else { ("ltr", "en") };
        (theme, dir, language)
    } else {
        ("", "ltr", "en")
    };
    for (name, value) in [("data-theme", theme), ("dir", dir), ("lang", language)] {
        // Fails only for a name that is none.
        let _ = root.set_attribute(name, value);
    }
}

fn draw_bare(address: RwSignal<Address>) -> impl IntoView {
    let shown = Memo::new(move |_| address.with(|address| (address.story.clone(), address.state.clone())));
    move || {
        let (id, wanted) = shown.get();
        let Some(story) = stories::all().into_iter().find(|story| story.id == id) else {
            return view! { <p class="gallery-bare">"There is no story at this address."</p> }.into_any();
        };
        let whole = story.whole_pages;
        let alone = wanted.is_some();
        let states = story
            .states
            .into_iter()
            .filter(|state| wanted.as_deref().is_none_or(|wanted| wanted == state.id))
            .map(|state| {
                view! {
                    <div class="gallery-state" data-state=state.id>
                        {(!alone).then(|| view! { <p class="gallery-state-title">{state.title}</p> })}
                        {(state.render)()}
                    </div>
                }
            })
            .collect_view();
        let class = if whole { "gallery-whole" } else { "gallery-bare" };
        if whole {
            view! { <div class=class>{states}</div> }.into_any()
        } else {
            view! {
                <main class=class>
                    <h1 class="visually-hidden">{story.title}</h1>
                    {states}
                </main>
            }
            .into_any()
        }
    }
}

fn draw_gallery(address: RwSignal<Address>) -> impl IntoView {
    view! {
        <div class="gallery">
            <nav class="gallery-list" aria-label="Stories">
                <p class="gallery-name">"Salus gallery"</p>
                {draw_list(address)}
            </nav>
            <main class="gallery-main">{move || draw_story(address.get())}</main>
        </div>
    }
}

fn draw_list(address: RwSignal<Address>) -> impl IntoView {
    stories::groups()
        .into_iter()
        .map(|(group, stories)| {
            let entries = stories.into_iter().map(|story| draw_entry(address, &story)).collect_view();
            view! {
                <h2 class="gallery-group">{group}</h2>
                <ul role="list">{entries}</ul>
            }
        })
        .collect_view()
}

fn draw_entry(address: RwSignal<Address>, story: &Story) -> impl IntoView + use<> {
    let id = story.id;
    let href = move || address.with(|now| Address { story: id.into(), state: None, ..now.clone() }.hash());
    let here = move || address.with(|now| now.story == id).then_some("page");
    view! {
        <li>
            <a href=href aria-current=here>
                {story.title}
            </a>
        </li>
    }
}

fn draw_story(address: Address) -> AnyView {
    let Some(story) = stories::all().into_iter().find(|story| story.id == address.story) else {
        return draw_welcome();
    };
    let to = |change: &dyn Fn(&mut Address)| {
        let mut next = address.clone();
        change(&mut next);
        next.hash()
    };
    let all = to(&|next| next.state = None);
    let states = story
        .states
        .iter()
        .map(|state| {
            let href = to(&|next| next.state = Some(state.id.into()));
            draw_choice(href, state.title, address.state.as_deref() == Some(state.id))
        })
        .collect_view();
    let themes = Theme::ALL
        .map(|(theme, _, word)| draw_choice(to(&|next| next.theme = theme), word, address.theme == theme))
        .into_iter()
        .collect_view();
    let directions = Dir::ALL
        .map(|(dir, _, word)| draw_choice(to(&|next| next.dir = dir), word, address.dir == dir))
        .into_iter()
        .collect_view();
    let widths = Width::ALL
        .map(|(width, _, word)| draw_choice(to(&|next| next.width = width), word, address.width == width))
        .into_iter()
        .collect_view();
    let alone = to(&|next| next.bare = true);
    let frame_title = ["The story: ", story.title].concat();
    view! {
        <header class="gallery-head">
            <h1>{story.title}</h1>
            <p class="gallery-about">{story.about}</p>
        </header>
        <div class="gallery-tools">
            <div class="gallery-choices" role="group" aria-label="State">
                {draw_choice(all, "All states", address.state.is_none())} {states}
            </div>
            <div class="gallery-switches">
                <div class="gallery-choices" role="group" aria-label="Theme">
                    {themes}
                </div>
                <div class="gallery-choices" role="group" aria-label="Direction">
                    {directions}
                </div>
                <div class="gallery-choices" role="group" aria-label="Width">
                    {widths}
                </div>
                <a class="gallery-alone" href=alone.clone() target="_blank">
                    "Open alone"
                </a>
            </div>
        </div>
        <div class="gallery-desk">
            <iframe class="gallery-frame" title=frame_title src=alone style:inline-size=address.width.css()></iframe>
        </div>
    }
    .into_any()
}

fn draw_choice(href: String, word: &'static str, chosen: bool) -> impl IntoView {
    view! {
        <a class="gallery-choice" href=href aria-current=chosen.then_some("true")>
            {word}
        </a>
    }
}

fn draw_welcome() -> AnyView {
    let groups = stories::groups()
        .into_iter()
        .map(|(group, stories)| {
            let stories = stories
                .into_iter()
                .map(|story| {
                    view! {
                        <li>
                            <a class="gallery-card" href=["#/", story.id].concat()>
                                <strong>{story.title}</strong>
                                <span>{story.about}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <section class="gallery-welcome">
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
                "Theme, direction and width are kept in the address, so that what you see can be shared and photographed. Add "
                <code>"bare"</code> " to an address to see a state alone."
            </p>
        </header>
        {groups}
    }
    .into_any()
}
