//! Whether the device has a connection, as far as it knows.

use leptos::prelude::*;

use super::clock;

/// Since when there is no connection, as a time of day; `None` while there is one.
pub fn watch() -> ReadSignal<Option<String>> {
    let lost = RwSignal::new((!window().navigator().on_line()).then(clock::time_now));
    let going = window_event_listener_untyped("offline", move |_| lost.set(Some(clock::time_now())));
    let coming = window_event_listener_untyped("online", move |_| lost.set(None));
    on_cleanup(move || {
        going.remove();
        coming.remove();
    });
    lost.read_only()
}
