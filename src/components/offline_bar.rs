//! The line that says that the connection is gone.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Says that there is no connection, and from when what is seen comes. It is read where it stands; the page
/// announces it when the connection goes.
#[component]
pub fn OfflineBar(
    /// What is said, for example "You are not connected. You see what we knew at 8:40 am."; nothing while there is a
    /// connection.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="offline-bar">
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
