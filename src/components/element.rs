//! The few touches of the document that components cannot do without: focus, and ids that nobody else has.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::JsCast;

/// Any element that can take focus. The type is that of a `div`; focus works the same on all of them.
type Focusable = <leptos::html::Div as ElementType>::Output;

/// An id for an element that no page needs to name, such as a dialog's title.
pub(super) fn fresh_id(kind: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
    [kind, "-", &number].concat()
}

/// Moves the focus to the element with this id, and shows it. Nothing happens where there is none.
pub(super) fn focus_by_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let element: Focusable = element.unchecked_into();
        // Fails only on elements that are gone.
        let _ = element.focus();
    }
}

/// The ids of the texts that describe a control, for `aria-describedby`; none when there are none.
pub(super) fn described_by(parts: &[(bool, &str)]) -> Option<String> {
    let ids: Vec<&str> = parts.iter().filter(|(there, _)| *there).map(|(_, id)| *id).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{described_by, fresh_id};

    #[test]
    fn two_ids_of_one_kind_differ() {
        assert_ne!(fresh_id("title"), fresh_id("title"));
    }

    #[test]
    fn only_texts_that_are_there_describe_a_control() {
        assert_eq!(described_by(&[(true, "a"), (false, "b"), (true, "c")]).as_deref(), Some("a c"));
        assert_eq!(described_by(&[(false, "a")]), None);
    }
}
