//! One moment of the portal: where it is, who is there, what the network says, and what the person has done.

use leptos::{prelude::*, task::spawn_local};
use salus_portal::app::App;
use salus_protocol::session::Who;

use crate::{
    fixtures::{self, Network, Step, people},
    page,
};

/// One moment of the portal.
pub(super) struct Scene {
    address: String,
    network: Network,
    steps: &'static [Step],
    waits: bool,
}

/// The portal at an address, with this person in front of it.
pub(super) fn with(who: Who, address: impl Into<String>) -> Scene {
    Scene { address: address.into(), network: fixtures::portal(who), steps: &[], waits: false }
}

/// The portal of Lina, a patient.
pub(super) fn patient(address: impl Into<String>) -> Scene {
    with(people::lina(), address)
}

/// The portal of Idris, a nurse.
pub(super) fn nurse(address: impl Into<String>) -> Scene {
    with(people::idris(), address)
}

/// The portal of somebody who is not signed in.
pub(super) fn guest(address: impl Into<String>) -> Scene {
    with(Who::Guest, address)
}

impl Scene {
    /// With another network.
    pub(super) fn but(mut self, change: impl FnOnce(Network) -> Network) -> Self {
        self.network = change(self.network);
        self
    }

    /// After the person has done this.
    pub(super) const fn after(mut self, steps: &'static [Step]) -> Self {
        self.steps = steps;
        self
    }

    /// While something is still on its way.
    pub(super) const fn waiting(mut self) -> Self {
        self.waits = true;
        self
    }

    /// Draws it. The document says that it is ready when the page has come to rest.
    pub(super) fn draw(self) -> AnyView {
        let Self { address, network, steps, waits } = self;
        let drawing = page::hold();
        let turn = network.begin();
        spawn_local(async move {
            fixtures::settle(turn, steps, waits).await;
            drop(drawing);
        });
        // A new turn is a new page: no field keeps what was written on the one before.
        let app = move |_| {
            let address = address.clone();
            view! { <App inside=address /> }
        };
        view! { <For each=move || [turn] key=|turn| *turn children=app /> }.into_any()
    }
}
