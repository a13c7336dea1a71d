//! Fields for several lines.

use leptos::prelude::*;
use salus_portal::components::TextArea;

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::{say, say_with};

fn left(value: RwSignal<String>, max: usize) -> Signal<String> {
    Signal::derive(move || {
        let typed = value.with(|text| text.chars().count());
        if typed > max {
            say_with("{} characters too many", "أحرف زائدة: {}", typed - max)
        } else {
            say_with("{} characters left", "الأحرف المتبقية: {}", max - typed)
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
        live: Some(play()),
        states: vec![
            State::new("empty", "Empty", || {
                let value = RwSignal::new(String::new());
                view! {
                    <TextArea
                        id="message"
                        label=say("Your message", "رسالتك")
                        hint=say(
                            "Say what you feel, since when, and what you have tried.",
                            "اذكر ما تشعر به، ومنذ متى، وما جرّبته.",
                        )
                        value=value
                        max=4000
                        left_text=left(value, 4000)
                    />
                }
                .into_any()
            }),
            State::new("over", "Too long", || {
                let value = RwSignal::new(
                    say(
                        "Since the new dose I have a stomach ache in the evening.",
                        "منذ الجرعة الجديدة أشعر بألم في المعدة مساءً.",
                    )
                    .to_owned(),
                );
                view! {
                    <TextArea
                        id="message-long"
                        label=say("Your message", "رسالتك")
                        value=value
                        max=40
                        left_text=left(value, 40)
                        error=say("Shorten your message to 40 characters", "اختصر رسالتك إلى 40 حرفاً")
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

fn play() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("label", "Label", "Your message", "رسالتك"),
        Knob::words("hint", "Hint", "", ""),
        Knob::words("error", "Error", "", ""),
        Knob::number("max", "Most characters", 10, 4000, 4000),
        Knob::number("rows", "Lines", 1, 20, 6),
        Knob::words("value", "Value", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let value = RwSignal::new(set.words("value"));
            let max = u32::try_from(set.number("max")).unwrap_or_default();
            view! {
                <TextArea
                    id="play"
                    label=set.words("label")
                    hint=MaybeProp::from(set.some_words("hint"))
                    error=Signal::stored(set.some_words("error"))
                    value
                    max
                    left_text=left(value, max as usize)
                    rows=u32::try_from(set.number("rows")).unwrap_or_default()
                />
            }
            .into_any()
        },
    }
}
