//! Letters, distances, corners, elevation and motion: tokens drawn as what they are.

use leptos::prelude::*;
use salus_portal::components::{Button, ButtonKind};

use super::page_of_token;
use crate::{
    facts::{TOKENS, Token},
    story_page::{panel, table},
};

/// Draws one of the scales.
pub(super) fn draw(page: &str) -> AnyView {
    let (caption, sample): (_, fn(&'static Token) -> AnyView) = match page {
        "type" => ("Letters", draw_letters),
        "space" => ("Distances and sizes", draw_distance),
        "radius" => ("Corners", draw_corner),
        "elevation" => ("Elevation", draw_elevation),
        _ => ("Durations and the curve", draw_motion),
    };
    let rows = TOKENS
        .iter()
        .filter(|token| page_of_token(token.name) == page)
        .map(|token| {
            vec![
                view! { <code>"--"{token.name}</code> }.into_any(),
                view! { <code>{token.value}</code> }.into_any(),
                sample(token),
            ]
        })
        .collect();
    let note = (page == "motion").then(|| {
        view! {
            <p class="gallery-note">
                "Motion follows a person's hand and is over at once. Who asks the device for less motion, or chooses it above, sees the end of it without the way."
            </p>
        }
    });
    panel(caption, view! { {note} {table(caption.to_owned(), &["Token", "Value", "How it looks"], rows)} })
}

fn value(token: &Token) -> String {
    ["var(--", token.name, ")"].concat()
}

fn draw_letters(token: &'static Token) -> AnyView {
    let words = || {
        view! {
            "Your results are here "
            <span lang="ar" dir="rtl">
                "نتائجك هنا"
            </span>
        }
    };
    let name = token.name;
    if name.starts_with("t-") {
        view! { <span style:font-size=value(token)>{words()}</span> }.into_any()
    } else if name.starts_with("font") {
        view! { <span style:font-family=value(token)>{words()}</span> }.into_any()
    } else if name.starts_with("heavy") {
        view! { <span style:font-weight=value(token)>{words()}</span> }.into_any()
    } else if name.starts_with("tight") {
        view! { <span style:letter-spacing=value(token)>{words()}</span> }.into_any()
    } else {
        words().into_any()
    }
}

fn draw_distance(token: &'static Token) -> AnyView {
    view! { <span class="gallery-length" style:inline-size=value(token)></span> }.into_any()
}

fn draw_corner(token: &'static Token) -> AnyView {
    view! { <span class="gallery-box" style:border-radius=value(token)></span> }.into_any()
}

fn draw_elevation(token: &'static Token) -> AnyView {
    view! { <span class="gallery-box" style:box-shadow=value(token)></span> }.into_any()
}

fn draw_motion(token: &'static Token) -> AnyView {
    let away = RwSignal::new(false);
    // A curve is seen only where there is time to see it.
    let dot = if token.name.starts_with("ease") {
        let curve = value(token);
        view! { <span style:transition-duration="1s" style:transition-timing-function=curve></span> }.into_any()
    } else {
        view! { <span style:transition-duration=value(token)></span> }.into_any()
    };
    view! {
        <span class="gallery-way" class:gallery-way-away=away>
            {dot}
        </span>
        <Button kind=ButtonKind::Plain on_press=move || away.update(|away| *away = !*away)>
            "Move it"
        </Button>
    }
    .into_any()
}
