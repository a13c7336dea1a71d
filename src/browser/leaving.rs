//! Going to another page or another window and coming back. Browsers keep the page that was left, whole, so that Back is quick; until then it
//! must hold no connection, and on return it must not show what its person may no longer see.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Tells when the page is left, and when it is shown again as it was.
pub fn watch(left: impl Fn() + 'static, back: impl Fn() + 'static) {
    let leaving = window_event_listener_untyped("pagehide", move |_| left());
    let coming = window_event_listener_untyped("pageshow", move |event| {
        let kept = js_sys::Reflect::get(&event, &JsValue::from_str("persisted"));
        if kept.is_ok_and(|kept| kept.is_truthy()) {
            back();
        }
    });
    on_cleanup(move || {
        leaving.remove();
        coming.remove();
    });
}

/// Tells, as long as its owner lives, when the person turns to this window again, and when the network is back.
pub fn on_return(back: impl Fn() + Clone + 'static) {
    for event in ["focus", "visibilitychange", "online"] {
        let back = back.clone();
        let handle = window_event_listener_untyped(event, move |_| {
            if !document().hidden() {
                back();
            }
        });
        on_cleanup(move || handle.remove());
    }
}
