//! Dialogs and details.

use leptos::prelude::*;
use salus_portal::components::{Button, ButtonKind, Details, Dialog};

use super::{State, Story};

fn draw_dialog(open: bool) -> AnyView {
    let open = RwSignal::new(open);
    view! {
        <Button kind=ButtonKind::Quiet on_press=move || open.set(true)>"Remove the blue key"</Button>
        <Dialog open title="Remove this passkey?" close_text="Close">
            <p>"You can then no longer sign in with the blue security key. Your other passkey stays."</p>
            <div class="actions">
                <Button kind=ButtonKind::Danger on_press=move || open.set(false)>"Remove"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Keep it"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

pub(super) fn dialog() -> Story {
    Story {
        id: "dialog",
        title: "Dialog",
        about: "A question that has to be answered before anything else. Escape closes it, and the focus returns to the button that opened it. For everything longer use a page.",
        components: &["Dialog"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("closed", "Open it", || draw_dialog(false)),
            State::new("open", "Open", || draw_dialog(true)),
        ],
    }
}

pub(super) fn details() -> Story {
    Story {
        id: "details",
        title: "Details",
        about: "More, for those who want it. Nothing that everybody needs hides here.",
        components: &["Details"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("closed", "Closed", || draw_details(false)),
            State::new("open", "Open", || draw_details(true)),
        ],
    }
}

fn draw_details(open: bool) -> AnyView {
    view! {
        <Details summary="I lost the device with my passkey" open>
            <p>"Sign in with your password and your recovery code. Then remove the passkey of the lost device."</p>
        </Details>
    }
    .into_any()
}
