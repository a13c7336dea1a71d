//! The page around everything: how it is dressed, and when it is drawn.

use std::cell::Cell;

use leptos::prelude::document;
use salus_portal::texts::{self, Locale};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    address::{Address, Contrast, Easy, Look, Motion, Switch, TextSize, Theme},
    stories,
};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    fn publish(stories: &str);
    fn ready();
    fn unready();
    fn fit();
    /// Goes to an address without a step in the history.
    pub fn replace(hash: &str);
    /// Gives the focus to the element of this id.
    pub fn focus(id: &str);
    /// Leads the frame of this id to another address, without a step in the history.
    pub fn steer(id: &str, hash: &str);
}

/// A story as the tests see it in `window.__stories`.
#[derive(Serialize)]
struct Listed {
    id: &'static str,
    title: &'static str,
    states: Vec<&'static str>,
    whole_pages: bool,
}

/// Puts the table of all stories into `window.__stories`, for the tests.
pub fn publish_stories() {
    let listed: Vec<_> = stories::all()
        .into_iter()
        .map(|story| Listed {
            id: story.id,
            title: story.title,
            states: story.states.iter().map(|state| state.id).collect(),
            whole_pages: story.whole_pages,
        })
        .collect();
    // Plain words and lists always become JSON.
    publish(&serde_json::to_string(&listed).unwrap_or_default());
}

thread_local! {
    static HELD: Cell<u32> = const { Cell::new(0) };
}

/// As long as one of these lives the page does not say that it is drawn. For what is shown only after an answer.
pub struct Hold(());

/// The page is being drawn: `data-ready` goes from the document and comes back two frames after the last hold is dropped.
#[must_use]
pub fn hold() -> Hold {
    HELD.set(HELD.get() + 1);
    unready();
    Hold(())
}

impl Drop for Hold {
    fn drop(&mut self) {
        HELD.set(HELD.get() - 1);
        if HELD.get() == 0 {
            ready();
        }
    }
}

/// Gives the document the look of the address, and the stories its language. The gallery around a story stays as the
/// device is set and speaks English.
pub fn dress(address: &Address) {
    let drawing = hold();
    let look = if address.bare { address.look } else { Look::default() };
    speak(look.lang, look.easy == Easy::On);
    let attributes = [
        ("lang", Some(look.lang.word())),
        ("dir", Some(look.dir().word())),
        ("data-theme", (look.theme != Theme::System).then(|| look.theme.word())),
        ("data-text", (look.text != TextSize::Normal).then(|| look.text.word())),
        ("data-contrast", (look.contrast != Contrast::Normal).then(|| look.contrast.word())),
        ("data-motion", (look.motion != Motion::Normal).then(|| look.motion.word())),
        ("data-easy", (look.easy != Easy::Off).then(|| look.easy.word())),
    ];
    if let Some(root) = document().document_element() {
        for (name, value) in attributes {
            // Fails only for a name that is none.
            let _ = match value {
                Some(value) => root.set_attribute(name, value),
                None => root.remove_attribute(name),
            };
        }
    }
    fit();
    drop(drawing);
}

/// The pages and the stories speak this language from now on.
fn speak(language: Locale, easy: bool) {
    if (texts::locale(), texts::is_easy()) != (language, easy) {
        // The texts inside the program are those of this version of the portal, so they are never refused.
        texts::speak(language, easy, texts::embedded(language, easy));
    }
}

/// Says in the title of the window what is shown.
pub fn name(title: &str) {
    document().set_title(&if title.is_empty() {
        "Salus gallery".to_owned()
    } else {
        [title, " - Salus gallery"].concat()
    });
}
