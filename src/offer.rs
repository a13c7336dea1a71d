//! What the portal offers after a sign-in: a passkey on this device, when the one that was used is on another.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{endpoint::Nothing, session::DeclineOffer};

use crate::{
    browser::address::use_address,
    client::use_client,
    components::{Button, ButtonKind, Dialog},
    parts,
    route::Route,
    session::use_here,
    text,
};

/// Asks once a sign-in; the server remembers when it was put off. The dialog is loaded when there is something to offer.
#[component]
pub fn PasskeyOffer() -> impl IntoView {
    let (here, client) = (use_here(), use_client());
    let open = RwSignal::new(false);
    let needed = Memo::new(move |before| before == Some(&true) || here.offer().is_some());
    Effect::new(move || open.set(here.offer().is_some()));
    // Closed by the person in whatever way counts as "not now"; whoever adds one is not asked again by itself.
    Effect::watch(
        move || open.get(),
        move |open, before, _| {
            let asked = before.copied().unwrap_or_default() && untrack(|| here.offer().is_some());
            if !open && asked {
                here.forget_offer();
                spawn_local(async move {
                    // Without an answer it is offered once more at the next sign-in.
                    let _ = client.call(&DeclineOffer {}, &Nothing {}).await;
                });
            }
        },
        false,
    );
    move || needed.get().then(|| parts::offer(open))
}

/// The question itself.
#[component]
pub fn OfferDialog(
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let address = use_address();
    let add = move |()| {
        open.set(false);
        address.go(&Route::Security);
    };
    view! {
        <Dialog open title=text!(common.offer.title) close_text=text!(common.close)>
            <p>{text!(common.offer.text)}</p>
            <div class="actions">
                <Button on_press=add>{text!(common.offer.add)}</Button>
                <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                    {text!(common.offer.later)}
                </Button>
            </div>
        </Dialog>
    }
}
