//! Heads of pages.

use leptos::prelude::*;
use salus_portal::components::{BackLink, Chip, IconName, PageTitle, Tone};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn story() -> Story {
    Story {
        id: "page-title",
        title: "Page title",
        about: "The one h1 of a page, with a line above and a sentence below. It can take the focus, so that whoever arrives hears where they are.",
        components: &["PageTitle", "BackLink"],
        whole_pages: false,
        live: Some(play()),
        states: vec![
            State::new("plain", "Title alone", || view! { <PageTitle title=say("Messages", "الرسائل") /> }.into_any()),
            State::new("full", "With everything", || {
                view! {
                    <div class="stack">
                        <BackLink href="#/page-title" text=say("All results", "كل النتائج") />
                        <PageTitle
                            eyebrow=say("Blood test, 18 November 2026", "فحص دم، 18 نوفمبر 2026")
                            title=say("HbA1c: your sugar over three months", "HbA1c: سكرك خلال ثلاثة أشهر")
                            lead=say(
                                "It shows how much sugar was in your blood on average.",
                                "يبيّن كم كان السكر في دمك في المتوسط.",
                            )
                        >
                            <Chip text=say("Answered", "تمت الإجابة") kind=Tone::Good icon=IconName::Check />
                        </PageTitle>
                    </div>
                }
                .into_any()
            }),
            State::new("arabic", "Arabic", || {
                view! { <PageTitle eyebrow="الأحد 22 نوفمبر 2026" title="صباح الخير، لينا" /> }.into_any()
            }),
        ],
    }
}

fn play() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("title", "Title", "Messages", "الرسائل"),
        Knob::words("eyebrow", "Line above", "", ""),
        Knob::words("lead", "Sentence below", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            view! {
                <PageTitle
                    title=set.words("title")
                    eyebrow=set.some_words("eyebrow")
                    lead=MaybeProp::from(set.some_words("lead"))
                />
            }
            .into_any()
        },
    }
}
