//! The language that the reader has told the browser.

use leptos::prelude::*;
use leptos_i18n::{Direction, Locale as _};

use crate::texts;

/// Speaks the reader's language where the portal knows it, and tells the page: screen readers choose their voice by it, and
/// the direction of everything follows.
pub fn choose() {
    let preferred: Vec<String> = window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
    texts::speak(&preferred);
    let locale = texts::locale();
    if let Some(root) = document().document_element() {
        let direction = match locale.direction() {
            Direction::RightToLeft => "rtl",
            Direction::LeftToRight | Direction::Auto => "ltr",
        };
        // A root that takes no attributes does not exist.
        let _ = root.set_attribute("lang", locale.as_str());
        let _ = root.set_attribute("dir", direction);
    }
}
