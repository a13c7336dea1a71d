//! A file that the browser makes itself and keeps where its person keeps files. It never leaves the device on its way.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::clock;

/// How long a browser has to take the file over, in milliseconds.
const TAKEN_OVER: i32 = 60_000;

/// Saves text under this name. Tells whether the browser took it.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    offer(name, kind, text).is_ok()
}

fn offer(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let file = web_sys::Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&file)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the file after the click; the address must not outlive it for long.
    leptos::task::spawn_local(async move {
        clock::sleep(TAKEN_OVER).await;
        // One that is gone already is what is wanted.
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    Ok(())
}
