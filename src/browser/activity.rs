//! Whether somebody is at work: keys, dictation, presses by any means, scrolling.

use std::cell::Cell;

use js_sys::Date;
use leptos::prelude::*;

thread_local! {
    /// When somebody last did something in this window; without a watch it counts as at work from the start.
    static LAST: Cell<f64> = Cell::new(Date::now());
}

/// Whether somebody did something here in the last minute.
#[must_use]
pub fn is_recent() -> bool {
    super::clock::seconds_since(LAST.get()) < 60
}

/// When the person last did something; lives as long as what watches.
#[derive(Clone, Copy)]
pub struct Activity(StoredValue<f64>);

impl Activity {
    /// Watches from now on.
    #[must_use]
    pub fn watch() -> Self {
        let last = StoredValue::new(Date::now());
        for event in ["keydown", "input", "pointerdown", "click", "wheel", "scroll", "touchmove"] {
            let handle = window_event_listener_untyped(event, move |_| {
                last.set_value(Date::now());
                LAST.set(Date::now());
            });
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
