//! Fields for one line.

use leptos::prelude::*;
use salus_portal::components::{FieldKind, TextField};

use super::{State, Story};

pub(super) fn story() -> Story {
    Story {
        id: "text-field",
        title: "Text field",
        about: "Asks for one line. The label says what, the hint gives an example, the error says what to do. For several lines use a text area.",
        components: &["TextField"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("empty", "Empty", || {
                view! { <TextField id="subject" label="What is it about?" value=RwSignal::new(String::new()) /> }
                    .into_any()
            }),
            State::new("hint", "With a hint", || {
                view! {
                    <TextField
                        id="email"
                        kind=FieldKind::Email
                        label="E-mail address"
                        hint="The one that your practice knows"
                        autocomplete="username"
                        value=RwSignal::new("lina@example.org".to_owned())
                    />
                }
                .into_any()
            }),
            State::new("error", "With an error", || {
                view! {
                    <TextField
                        id="email-wrong"
                        kind=FieldKind::Email
                        label="E-mail address"
                        error="Enter an e-mail address with an @, like name@example.org"
                        value=RwSignal::new("lina.example.org".to_owned())
                    />
                }
                .into_any()
            }),
            State::new("password", "Password", || {
                view! {
                    <TextField
                        id="password"
                        kind=FieldKind::Password
                        label="New password"
                        hint="At least 12 characters. Four words that do not belong together are good."
                        autocomplete="new-password"
                        show_text="Show"
                        hide_text="Hide"
                        value=RwSignal::new("four quiet river stones".to_owned())
                    />
                }
                .into_any()
            }),
            State::new("code", "Code", || {
                view! {
                    <TextField
                        id="code"
                        kind=FieldKind::Code
                        label="Your recovery code"
                        value=RwSignal::new("F7QK-2M9D".to_owned())
                    />
                }
                .into_any()
            }),
            State::new("numeric", "Digits", || {
                view! { <TextField id="digits" kind=FieldKind::Numeric label="Year" value=RwSignal::new(String::new()) /> }
                    .into_any()
            }),
            State::new("arabic", "Arabic content", || {
                view! {
                    <TextField id="arabic" label="ما موضوع رسالتك؟" value=RwSignal::new("ألم في المعدة بعد الدواء".to_owned()) />
                }
                .into_any()
            }),
        ],
    }
}
