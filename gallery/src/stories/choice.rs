//! Radio groups and checkboxes.

use leptos::prelude::*;
use salus_portal::components::{Checkbox, RadioGroup, RadioOption};

use super::{State, Story};

fn experience() -> Vec<RadioOption> {
    [
        ("very_good", "Very good"),
        ("good", "Good"),
        ("neither", "Neither good nor poor"),
        ("poor", "Poor"),
        ("very_poor", "Very poor"),
        ("dont_know", "I don't know"),
    ]
    .map(|(value, label)| RadioOption::new(value, label))
    .to_vec()
}

pub(super) fn radio_group() -> Story {
    Story {
        id: "radio-group",
        title: "Radio group",
        about: "Asks for one of two to eight answers, all in sight. The whole row takes the finger. Where the question is the whole page it is also its title.",
        components: &["RadioGroup"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("title", "The question is the page", || {
                view! {
                    <RadioGroup
                        legend="Overall, how was your experience?"
                        legend_is_title=true
                        name="experience"
                        options=experience()
                        chosen=RwSignal::new(Some("good".to_owned()))
                    />
                }
                .into_any()
            }),
            State::new("hints", "With hints", || {
                let options = vec![
                    RadioOption {
                        hint: Some("Fingerprint, face or screen lock".into()),
                        ..RadioOption::new("passkey", "Passkey")
                    },
                    RadioOption {
                        hint: Some("The code that you printed or wrote down".into()),
                        ..RadioOption::new("code", "Recovery code")
                    },
                ];
                view! {
                    <RadioGroup
                        legend="How do you want to confirm that it is you?"
                        name="way"
                        options=options
                        chosen=RwSignal::new(None)
                    />
                }
                .into_any()
            }),
            State::new("error", "With an error", || {
                view! {
                    <RadioGroup
                        legend="Did people listen to you?"
                        hint="Think of the whole visit."
                        name="listened"
                        options=vec![RadioOption::new("yes", "Yes, definitely"), RadioOption::new("no", "No")]
                        chosen=RwSignal::new(None)
                        error="Choose an answer"
                    />
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn checkbox() -> Story {
    Story {
        id: "checkbox",
        title: "Checkbox",
        about: "One thing that holds or does not. For a choice between two things use a radio group.",
        components: &["Checkbox"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("off", "Not ticked", || {
                view! { <Checkbox id="kept" label="I have kept my recovery code" checked=RwSignal::new(false) /> }
                    .into_any()
            }),
            State::new("on", "Ticked, with a hint", || {
                view! {
                    <Checkbox
                        id="unnamed"
                        label="Send without my name"
                        hint="Your answer is then kept without your name. Nobody can join it to you later, not even we."
                        checked=RwSignal::new(true)
                    />
                }
                .into_any()
            }),
            State::new("error", "With an error", || {
                view! {
                    <Checkbox
                        id="kept-wrong"
                        label="I have kept my recovery code"
                        error="Tick this once you have printed it or written it down"
                        checked=RwSignal::new(false)
                    />
                }
                .into_any()
            }),
        ],
    }
}
