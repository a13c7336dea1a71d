//! The address bar: which page is open, and going to another without loading the portal again.
//!
//! Links are plain `<a href>`; a click on one that stays in the portal is taken here. The portal has one table of pages
//! ([`Route`]) that the compiler checks, so it needs no router that matches patterns.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};

use crate::route::Route;

/// What the address bar says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    path: String,
    query: String,
}

impl Place {
    /// Takes an address apart.
    fn of(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Self { path: path.to_owned(), query: query.to_owned() }
    }
}

/// The address bar of this app; lives in its context.
#[derive(Clone, Copy)]
pub struct Address {
    place: RwSignal<Place>,
    fragment: StoredValue<String>,
    /// Whether the portal stands inside of another page, whose address bar is not ours.
    is_guest: bool,
}

impl Address {
    /// Reads the address bar and listens to links and to the browser's back button.
    ///
    /// A fragment is taken out of the address bar at once: it may be the code of an invitation or of a reset, which belongs
    /// neither into the history nor under the eyes of a passer-by.
    #[must_use]
    pub fn new() -> Self {
        let address = Self { place: RwSignal::new(read()), fragment: StoredValue::new(String::new()), is_guest: false };
        address.keep_fragment();
        address.follow_links();
        let back = window_event_listener(ev::popstate, move |_| {
            address.keep_fragment();
            let place = read();
            if address.place.with_untracked(|now| *now != place) {
                address.place.set(place);
            }
        });
        on_cleanup(move || back.remove());
        address
    }

    /// An address that begins here, `/record/results` or `/activate#code`, and leaves the address bar alone: for a portal
    /// inside of another page, such as the gallery.
    #[must_use]
    pub fn inside(start: &str) -> Self {
        let (target, fragment) = start.split_once('#').unwrap_or((start, ""));
        let address = Self {
            place: RwSignal::new(Place::of(target)),
            fragment: StoredValue::new(fragment.to_owned()),
            is_guest: true,
        };
        address.follow_links();
        address
    }

    /// Takes the clicks on links that stay in the portal.
    fn follow_links(self) {
        let clicks = window_event_listener(ev::click, move |event| {
            if let Some(target) = link_inside(&event) {
                event.prevent_default();
                self.push(&target);
            }
        });
        on_cleanup(move || clicks.remove());
    }

    /// The page that is open; `None` for an address that leads nowhere. Tracked.
    #[must_use]
    pub fn route(self) -> Option<Route> {
        self.place.with(|place| Route::parse(&place.path, &place.query))
    }

    /// Goes to a page.
    pub fn go(self, route: &Route) {
        self.push(&route.path());
    }

    /// Goes to a page in place of this one: the back button leads to the one before.
    pub fn replace(self, route: &Route) {
        if self.is_guest {
            self.place.set(Place::of(&route.path()));
        } else if let Some(history) = window().history().ok()
            && history.replace_state_with_url(&JsValue::NULL, "", Some(&route.path())).is_ok()
        {
            self.place.set(read());
        }
    }

    /// The fragment that the address had. It stays until it is forgotten, so that a page drawn again finds it.
    #[must_use]
    pub fn fragment(self) -> String {
        self.fragment.try_get_value().unwrap_or_default()
    }

    /// Forgets the fragment: it has done what it was for.
    pub fn forget_fragment(self) {
        self.fragment.try_set_value(String::new());
    }

    fn push(self, target: &str) {
        if self.is_guest {
            self.place.set(Place::of(target));
        } else if let Ok(history) = window().history()
            && history.push_state_with_url(&JsValue::NULL, "", Some(target)).is_ok()
        {
            self.place.set(read());
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Takes the fragment of a link with a code out of the address bar. Others are places on a page and stay.
    fn keep_fragment(self) {
        let location = window().location();
        let fragment = location.hash().unwrap_or_default();
        let Place { path, query } = read();
        if fragment.len() > 1 && matches!(Route::parse(&path, &query), Some(Route::Activate { .. } | Route::StopReset))
        {
            self.fragment.set_value(fragment.trim_start_matches('#').to_owned());
            if let Ok(history) = window().history() {
                // If the browser refuses, the code stays visible; the page works all the same.
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
            }
        }
    }
}

impl Default for Address {
    fn default() -> Self {
        Self::new()
    }
}

/// The address bar of this app.
#[must_use]
pub fn use_address() -> Address {
    expect_context::<Address>()
}

/// What the address bar says now.
fn read() -> Place {
    let location = window().location();
    Place {
        path: location.pathname().unwrap_or_default(),
        query: location.search().unwrap_or_default().trim_start_matches('?').to_owned(),
    }
}

/// Where a click leads, if it is a plain click on a link to another page of the portal.
fn link_inside(event: &web_sys::MouseEvent) -> Option<String> {
    let plain = !event.default_prevented()
        && event.button() == 0
        && !event.meta_key()
        && !event.ctrl_key()
        && !event.alt_key()
        && !event.shift_key();
    if !plain {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    if !link.target().is_empty()
        || link.has_attribute("download")
        || link.origin() != window().location().origin().ok()?
    {
        return None;
    }
    // A place on this page, and files that are no page, are the browser's.
    if !link.hash().is_empty() && link.pathname() == read().path {
        return None;
    }
    let query = link.search();
    Route::parse(&link.pathname(), query.trim_start_matches('?'))?;
    Some(format!("{}{query}", link.pathname()))
}
