//! What everything is made of: colours, letters, distances, pictures, words.

mod colour;
mod contrast;
mod pictures;
mod scales;
mod writing;

use leptos::prelude::*;

use crate::{address::Address, page};

/// The part of the address of these pages.
pub(crate) const ID: &str = "foundations";

/// The pages: the id, the title, and what is on it.
pub(crate) const ALL: &[(&str, &str, &str)] = &[
    (
        "colour",
        "Colour",
        "Every colour in light, dark and more contrast, and the measured contrast of text on its ground.",
    ),
    ("type", "Type", "The sizes of letters and the fonts, in English and in Arabic."),
    ("space", "Space", "Distances and the sizes of what is touched."),
    ("radius", "Corners", "How round the corners are."),
    ("elevation", "Elevation", "What lies on the page and what floats above it."),
    ("motion", "Motion", "How long changes take, and how they stop for those who want none."),
    ("icons", "Icons", "All icons, and those that turn round in Arabic."),
    ("drawings", "Drawings", "The small drawings of our own."),
    ("focus", "Focus", "The ring around what has the focus, on every ground."),
    ("writing", "Writing", "How we write for patients."),
];

/// Draws a page with its head; none where there is no such page.
pub(crate) fn draw(_address: Memo<Address>, story: &str, part: &str) -> Option<AnyView> {
    if story != ID {
        return None;
    }
    let (id, title, about) = *ALL.iter().find(|(id, ..)| *id == part)?;
    page::name(title);
    Some(
        view! {
            <header class="gallery-head">
                <h1>{title}</h1>
                <p class="gallery-about">{about}</p>
            </header>
            {draw_part(id)}
        }
        .into_any(),
    )
}

/// Draws a page alone.
pub(crate) fn draw_bare(story: &str, part: &str) -> Option<AnyView> {
    if story != ID {
        return None;
    }
    let (id, title, _) = *ALL.iter().find(|(id, ..)| *id == part)?;
    Some(view! { <main class="gallery-bare"><h1>{title}</h1> {draw_part(id)}</main> }.into_any())
}

fn draw_part(id: &str) -> AnyView {
    match id {
        "colour" => colour::draw(),
        "icons" => pictures::draw_icons(),
        "drawings" => pictures::draw_drawings(),
        "focus" => pictures::draw_focus(),
        "writing" => writing::draw(),
        scale => scales::draw(scale),
    }
}

/// The page on which a token is shown: by the beginning of its name, or by its whole name. What is neither is a colour.
pub(crate) fn page_of_token(name: &str) -> &'static str {
    const BEGINNINGS: [(&str, &str); 8] = [
        ("t-", "type"),
        ("font", "type"),
        ("leading", "type"),
        ("r-", "radius"),
        ("lift", "elevation"),
        ("z-", "elevation"),
        ("ease", "motion"),
        ("focus", "focus"),
    ];
    match name {
        "heavy" | "tight" | "under" => "type",
        "quick" | "calm" | "slow" | "breath" | "wait" => "motion",
        "target" | "control" | "rail" | "measure" | "edge-heavy" => "space",
        _ if name.strip_prefix('s').is_some_and(|rest| rest.parse::<u8>().is_ok()) => "space",
        _ => BEGINNINGS.iter().find(|(start, _)| name.starts_with(start)).map_or("colour", |(_, page)| page),
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, page_of_token};
    use crate::facts::TOKENS;

    #[test]
    fn a_token_that_counts_as_a_colour_is_one() {
        for token in TOKENS.iter().filter(|token| page_of_token(token.name) == "colour") {
            let colour = ["#", "light-dark(", "rgb(", "color-mix(", "oklch(", "oklab(", "hsl(", "transparent"];
            assert!(
                colour.iter().any(|start| token.value.contains(start)) || token.value.starts_with("var("),
                "--{}: {} stands on no page of its own: add it to page_of_token",
                token.name,
                token.value
            );
        }
    }

    #[test]
    fn every_token_is_shown_on_a_page_that_is_there() {
        assert!(TOKENS.len() > 40, "the tokens were not found");
        for token in TOKENS {
            assert!(ALL.iter().any(|(id, ..)| *id == page_of_token(token.name)), "{}", token.name);
        }
    }
}
