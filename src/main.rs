//! Starts the portal: mounts it into the page, beside the shell that was painted before the program arrived.

use leptos::{mount::mount_to, prelude::*};
use salus_portal::{app::App, browser};
use wasm_bindgen::JsCast;

fn main() {
    browser::broken::watch();
    if let Some(place) = document().get_element_by_id("app") {
        mount_to(place.unchecked_into(), || view! { <App /> }).forget();
    }
}
