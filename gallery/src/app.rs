//! The gallery: reads the address, dresses the page, and draws either a state alone or the gallery around it.

use leptos::{ev, prelude::*};

use crate::{address::Address, bare, page, shell};

/// The gallery, or a state alone where the address asks for it.
#[component]
pub fn Gallery() -> impl IntoView {
    let hash = RwSignal::new(location_hash().unwrap_or_default());
    let _listener = window_event_listener(ev::hashchange, move |_| hash.set(location_hash().unwrap_or_default()));
    let address = Memo::new(move |_| hash.with(|hash| Address::parse(hash)));
    // Words are chosen while a story is drawn, so the language has to be there before.
    page::dress(&address.get_untracked());
    page::publish_stories();
    let dressed = Memo::new(move |_| {
        let address = address.get();
        page::dress(&address);
        address
    });
    let alone = Memo::new(move |_| dressed.with(|address| address.bare));
    move || if alone.get() { bare::draw(dressed) } else { shell::draw(dressed) }
}
