//! The line that says that the connection is gone.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Says that there is no connection, and from when what is seen comes. The line waits in the page, empty, so that a screen
/// reader hears it when the connection goes; it interrupts nobody.
#[component]
pub fn OfflineBar(
    /// What is said, for example "You are not connected. You see what we knew at 8:40 am."; nothing while there is a
    /// connection.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="offline-bar" role="status">
            {move || {
                text.get()
                    .map(|text| {
                        view! {
                            <p class="offline-words">
                                <Icon name=IconName::Offline />
                                <span>{text}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
