//! Fields for one line.

use leptos::prelude::*;
use salus_portal::components::{FieldKind, TextField};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn story() -> Story {
    Story {
        id: "text-field",
        title: "Text field",
        about: "Asks for one line. The label says what, the hint gives an example, the error says what to do. For several lines use a text area.",
        components: &["TextField"],
        whole_pages: false,
        live: Some(play()),
        states: vec![
            State::new("empty", "Empty", || {
                view! {
                    <TextField
                        id="subject"
                        label=say("What is it about?", "ما موضوع رسالتك؟")
                        value=RwSignal::new(String::new())
                    />
                }
                .into_any()
            }),
            State::new("hint", "With a hint", || {
                view! {
                    <TextField
                        id="email"
                        kind=FieldKind::Email
                        label=say("Email address", "عنوان البريد الإلكتروني")
                        hint=say("The one that your practice knows", "العنوان الذي تعرفه عيادتك")
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
                        label=say("Email address", "عنوان البريد الإلكتروني")
                        error=say(
                            "Enter an email address with an @, like name@example.org",
                            "أدخل عنوان بريد إلكتروني فيه @، مثل name@example.org",
                        )
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
                        label=say("New password", "كلمة مرور جديدة")
                        hint=say(
                            "At least 12 characters. Four words that do not belong together are good.",
                            "12 حرفاً على الأقل. أربع كلمات لا صلة بينها خيار جيد.",
                        )
                        autocomplete="new-password"
                        show_text=say("Show", "أظهر")
                        hide_text=say("Hide", "أخف")
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
                        label=say("Your recovery code", "رمز الاسترداد الخاص بك")
                        value=RwSignal::new("F7QK-2M9D".to_owned())
                    />
                }
                .into_any()
            }),
            State::new("numeric", "Digits", || {
                view! {
                    <TextField
                        id="digits"
                        kind=FieldKind::Numeric
                        label=say("Year", "السنة")
                        value=RwSignal::new(String::new())
                    />
                }
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

fn play() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("label", "Label", "What is it about?", "ما موضوع رسالتك؟"),
        Knob::choice("kind", "Kind", &["text", "email", "password", "numeric", "code"]),
        Knob::words("hint", "Hint", "", ""),
        Knob::words("error", "Error", "", ""),
        Knob::words("value", "Value", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let kind = set.choose(
                "kind",
                [FieldKind::Text, FieldKind::Email, FieldKind::Password, FieldKind::Numeric, FieldKind::Code],
            );
            view! {
                <TextField
                    id="play"
                    kind
                    label=set.words("label")
                    hint=MaybeProp::from(set.some_words("hint"))
                    error=Signal::stored(set.some_words("error"))
                    show_text=say("Show", "أظهر")
                    hide_text=say("Hide", "أخف")
                    value=RwSignal::new(set.words("value"))
                />
            }
            .into_any()
        },
    }
}
