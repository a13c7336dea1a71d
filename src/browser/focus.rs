//! Where a person is after a page change: the title of the window, and the focus on the page's heading.
//!
//! A browser does both when it loads a page. The portal changes pages without loading, so it does both itself.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

/// The name of the open page, for the title of the window; lives in the context of the whole app. Names of results,
/// people or subjects stay out of it: it is shown in the task bar and kept in the browser's history.
#[derive(Clone, Copy)]
pub struct Title {
    name: RwSignal<String>,
    wrong: RwSignal<bool>,
}

impl Title {
    /// No page is open yet.
    #[must_use]
    pub fn new() -> Self {
        Self { name: RwSignal::new(String::new()), wrong: RwSignal::new(false) }
    }

    /// The name of the open page. Tracked.
    #[must_use]
    pub fn name(self) -> String {
        self.name.get()
    }

    /// Whether a form on the page has something to correct: the title of the window begins with it then. Tracked.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        self.wrong.get()
    }

    /// Tells whether a form on the page has something to correct.
    pub fn set_wrong(self, wrong: bool) {
        self.wrong.set(wrong);
    }
}

impl Default for Title {
    fn default() -> Self {
        Self::new()
    }
}

/// Names the open page.
pub fn name_page(name: impl Into<String>) {
    if let Some(title) = use_context::<Title>() {
        title.name.set(name.into());
        title.wrong.set(false);
    }
}

/// Writes the title of the window.
pub fn set_window_title(title: &str) {
    document().set_title(title);
}

/// Moves the focus to the heading of the page, as soon as there is one. Gives up when the page changes again or the person
/// has moved on meanwhile.
pub fn to_heading() {
    let Some(body) = document().body() else { return };
    let start = document().active_element();
    if focus_heading() {
        return;
    }
    let observer: std::rc::Rc<std::cell::RefCell<Option<web_sys::MutationObserver>>> = std::rc::Rc::default();
    let own = std::rc::Rc::clone(&observer);
    let changed = Closure::<dyn FnMut()>::new(move || {
        let moved_on = document().active_element() != start;
        if (moved_on || focus_heading())
            && let Some(observer) = own.borrow_mut().take()
        {
            observer.disconnect();
        }
    });
    let Ok(watcher) = web_sys::MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
    let options = web_sys::MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    if watcher.observe_with_options(&body, &options).is_ok() {
        *observer.borrow_mut() = Some(watcher);
        // The observer calls it until it is disconnected.
        changed.forget();
    }
}

/// Moves the focus to the element with this id. Tells whether there is one.
pub fn to(id: &str) -> bool {
    document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus to the first heading or question of the part that easy read shows, or to the main heading where there is
/// none.
pub fn to_part() {
    let shown = ".steps-part:not([hidden])";
    let words = ["h2", "h3", "legend", "label"].map(|name| format!("{shown} {name}")).join(", ");
    let found =
        document().query_selector(&words).ok().flatten().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    match found {
        Some(words) => {
            words.set_tab_index(-1);
            let _ = words.focus();
        }
        None => {
            focus_heading();
        }
    }
}

/// Brings the element with this id into view, at the end of what is visible.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view_with_bool(false);
    }
}

/// Focuses the main heading that is in sight: behind the lock there is another one. Tells whether there is one.
fn focus_heading() -> bool {
    let Some(heading) = document()
        .query_selector("main h1:not([hidden] *)")
        .ok()
        .flatten()
        .and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return false;
    };
    if !heading.has_attribute("tabindex") {
        heading.set_tab_index(-1);
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    heading.focus_with_options(&options).is_ok()
}
