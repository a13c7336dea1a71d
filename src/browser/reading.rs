//! How this device shows the portal: what `boot.js` has chosen before the program came, what the page wears now, and what the
//! device keeps. Nothing here is health data.

use leptos::prelude::*;
use salus_protocol::preferences::{Appearance, Language, Preferences};
use wasm_bindgen::JsValue;

use crate::texts::{self, Locale};

/// Under this name the device keeps the choice; `boot.js` reads it on the next arrival.
const KEPT: &str = "salus-reading";

/// Speaks as `boot.js` has chosen, and says how the page is shown, and whether the address asked for its language. Without it, as in tests, that is plain English.
pub fn begin() -> (Preferences, bool) {
    let root = document().document_element();
    let word = |name: &str| root.as_ref().and_then(|root| root.get_attribute(name)).unwrap_or_default();
    let locale = Locale::of_tag(&word("lang")).unwrap_or_default();
    let easy_read = word("data-easy") == "on";
    match js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("salusTexts")).ok().and_then(|it| it.as_string()) {
        Some(file) => {
            texts::speak(locale, easy_read, &file);
        }
        #[cfg(not(feature = "split"))]
        None => {
            texts::speak(locale, easy_read, texts::embedded(locale, easy_read));
        }
        #[cfg(feature = "split")]
        None => {}
    }
    let appearance = match word("data-theme").as_str() {
        "light" => Appearance::Light,
        "dark" => Appearance::Dark,
        _ => Appearance::System,
    };
    let asked = locale.language().filter(|language| is_asked_for(*language));
    let preferences = Preferences { language: asked.or_else(kept_language), easy_read, appearance };
    if asked.is_some() {
        // An invitation says which language its person reads. It asks once: what is chosen afterwards must hold when the page
        // is loaded again.
        keep(preferences);
        forget_the_question();
    }
    (preferences, asked.is_some())
}

/// Takes `lang` out of the address bar.
fn forget_the_question() {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    let rest: Vec<_> = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.starts_with("lang=") && !pair.is_empty())
        .collect();
    let mark = if rest.is_empty() { "" } else { "?" };
    let (path, fragment) = (location.pathname().unwrap_or_default(), location.hash().unwrap_or_default());
    let address = format!("{path}{mark}{}{fragment}", rest.join("&"));
    if let Ok(history) = window().history() {
        // If the browser refuses, the address goes on asking; the portal can be read all the same.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Whether the address asks for this language: `?lang=ar`.
fn is_asked_for(language: Language) -> bool {
    let query = window().location().search().unwrap_or_default();
    let asked = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked == Some(language.tag())
}

/// Shows the page in the language that is spoken now, and as the reader wants it. Screen readers choose their voice by the
/// language, and the direction of everything follows.
pub fn wear(easy_read: bool, appearance: Appearance) {
    let Some(root) = document().document_element() else { return };
    let locale = texts::locale();
    let spoken = root.get_attribute("lang");
    let theme = match appearance {
        Appearance::System => None,
        Appearance::Light => Some("light"),
        Appearance::Dark => Some("dark"),
    };
    let attributes = [
        ("lang", Some(locale.tag())),
        ("dir", Some(locale.direction())),
        ("data-easy", easy_read.then_some("on")),
        ("data-theme", theme),
    ];
    for (name, value) in attributes {
        // A root that takes no attributes does not exist.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
    if spoken.as_deref() != Some(locale.tag())
        && let Ok(changed) = web_sys::Event::new("salus-language")
    {
        // What stands outside of the program speaks through `boot.js`.
        let _ = window().dispatch_event(&changed);
    }
    if let Ok(Some(link)) = document().query_selector("link[rel=manifest]") {
        let _ = link.set_attribute("href", &format!("/manifest.{}.webmanifest", locale.tag()));
    }
}

/// Keeps the choice on this device. A browser that refuses starts the next time as it did this time.
pub fn keep(preferences: Preferences) {
    if let Ok(Some(storage)) = window().local_storage()
        && let Ok(words) = serde_json::to_string(&preferences)
    {
        let _ = storage.set_item(KEPT, &words);
    }
}

/// The language that was chosen on this device, if one was.
fn kept_language() -> Option<Language> {
    let kept = window().local_storage().ok()??.get_item(KEPT).ok()??;
    serde_json::from_str::<Preferences>(&kept).ok()?.language
}
