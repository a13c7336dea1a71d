//! Heads of pages.

use leptos::prelude::*;
use salus_portal::components::{BackLink, Chip, IconName, PageTitle, Tone};

use super::{State, Story};

pub(super) fn story() -> Story {
    Story {
        id: "page-title",
        title: "Page title",
        about: "The one h1 of a page, with a line above and a sentence below. It can take the focus, so that whoever arrives hears where they are.",
        components: &["PageTitle", "BackLink"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("plain", "Title alone", || view! { <PageTitle title="Messages" /> }.into_any()),
            State::new("full", "With everything", || {
                view! {
                    <div class="stack">
                        <BackLink href="#/page-title" text="All results" />
                        <PageTitle
                            eyebrow="Blood test, 18 November 2026"
                            title="HbA1c: your sugar over three months"
                            lead="It shows how much sugar was in your blood on average."
                        >
                            <Chip text="Answered" kind=Tone::Good icon=IconName::Check />
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
