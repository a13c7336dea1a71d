//! Whether somebody is at work: keys, dictation, presses by any means, scrolling.

use js_sys::Date;
use leptos::prelude::*;

/// When the person last did something; lives as long as what watches.
#[derive(Clone, Copy)]
pub struct Activity(StoredValue<f64>);

impl Activity {
    /// Watches from now on.
    #[must_use]
    pub fn watch() -> Self {
        let last = StoredValue::new(Date::now());
        for event in ["keydown", "input", "pointerdown", "click", "wheel", "scroll", "touchmove"] {
            let handle = window_event_listener_untyped(event, move |_| last.set_value(Date::now()));
            on_cleanup(move || handle.remove());
        }
        Self(last)
    }

    /// Whole seconds since the person last did something.
    #[must_use]
    pub fn seconds_since(self) -> u32 {
        super::clock::seconds_since(self.0.get_value())
    }
}
