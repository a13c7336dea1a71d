//! Codes to keep.

use leptos::prelude::*;
use salus_portal::components::CodeCard;

use super::{State, Story, nothing};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn story() -> Story {
    Story {
        id: "code-card",
        title: "Code card",
        about: "Shows a code once, with ways to keep it. The page asks afterwards whether it has been kept.",
        components: &["CodeCard"],
        whole_pages: false,
        live: Some(play()),
        states: vec![State::new("fresh", "Fresh", || draw(false)), State::new("copied", "Copied", || draw(true))],
    }
}

fn draw(copied: bool) -> AnyView {
    view! {
        <CodeCard
            label=say("Your recovery code", "رمز الاسترداد الخاص بك")
            code="F7QK-2M9D-X4RT-8WVC-JH6P"
            copy_text=say("Copy", "انسخ")
            copied_text=say("Copied. Paste it where only you can read it.", "تم النسخ. الصقه حيث لا يقرؤه غيرك.")
            print_text=say("Print", "اطبع")
            on_copy=nothing()
            on_print=nothing()
            copied=copied
        />
    }
    .into_any()
}

fn play() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("label", "What it is", "Your recovery code", "رمز الاسترداد الخاص بك"),
        Knob::words("code", "Code", "F7QK-2M9D-X4RT-8WVC-JH6P", "F7QK-2M9D-X4RT-8WVC-JH6P"),
        Knob::switch("copied", "Copied", false),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            view! {
                <CodeCard
                    label=set.words("label")
                    code=set.words("code")
                    copy_text=say("Copy", "انسخ")
                    copied_text=say(
                        "Copied. Paste it where only you can read it.",
                        "تم النسخ. الصقه حيث لا يقرؤه غيرك.",
                    )
                    print_text=say("Print", "اطبع")
                    on_copy=nothing()
                    on_print=nothing()
                    copied=set.on("copied")
                />
            }
            .into_any()
        },
    }
}
