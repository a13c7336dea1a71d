//! How we write for patients: the first part of the house style.

use leptos::prelude::*;

use crate::{facts::HOUSE_STYLE, story_page::panel};

/// The rules of the part on what patients read.
fn rules() -> impl Iterator<Item = &'static str> {
    let part = HOUSE_STYLE.split("\n## ").find(|part| part.starts_with("What patients read")).unwrap_or_default();
    part.lines().filter_map(|line| line.strip_prefix("* "))
}

/// Draws the rules.
pub(super) fn draw() -> AnyView {
    let items = rules().map(|rule| view! { <li>{rule}</li> }).collect_view();
    panel(
        "What patients read",
        view! {
            <ul class="gallery-rules">{items}</ul>
            <p class="gallery-note">
                "These rules stand in " <code>"docs/style.md"</code> ". A test reads every English text and holds them."
            </p>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::rules;

    #[test]
    fn the_house_style_has_rules_for_what_patients_read() {
        assert!(rules().count() >= 5, "docs/style.md has no part `What patients read` any more");
    }
}
