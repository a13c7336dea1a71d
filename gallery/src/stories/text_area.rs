//! Fields for several lines.

use leptos::prelude::*;
use salus_portal::components::TextArea;

use super::{State, Story};

fn left(value: RwSignal<String>, max: usize) -> Signal<String> {
    Signal::derive(move || {
        let typed = value.with(|text| text.chars().count());
        if typed > max {
            format!("{} characters too many", typed - max)
        } else {
            format!("{} characters left", max - typed)
        }
    })
}

pub(super) fn story() -> Story {
    Story {
        id: "text-area",
        title: "Text area",
        about: "Asks for several lines. It grows with the text, never cuts what is pasted, and says how much is left.",
        components: &["TextArea"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("empty", "Empty", || {
                let value = RwSignal::new(String::new());
                view! {
                    <TextArea
                        id="message"
                        label="Your message"
                        hint="Say what you feel, since when, and what you have tried."
                        value=value
                        max=4000
                        left_text=left(value, 4000)
                    />
                }
                .into_any()
            }),
            State::new("over", "Too long", || {
                let value = RwSignal::new("Since the new dose I have a stomach ache in the evening.".to_owned());
                view! {
                    <TextArea
                        id="message-long"
                        label="Your message"
                        value=value
                        max=40
                        left_text=left(value, 40)
                        error="Shorten your message to 40 characters"
                    />
                }
                .into_any()
            }),
            State::new("arabic", "Arabic content", || {
                view! {
                    <TextArea id="message-ar" label="رسالتك" value=RwSignal::new("شكراً، سأجرب ذلك الليلة.".to_owned()) rows=3 />
                }
                .into_any()
            }),
        ],
    }
}
