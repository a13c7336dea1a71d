//! Notices and care cards.

use leptos::prelude::*;
use salus_portal::components::{CareCard, CareKind, Notice, NoticeKind};

use super::{State, Story};

pub(super) fn notice() -> Story {
    Story {
        id: "notice",
        title: "Notice",
        about: "Words that stand out in place. At most one on a screen that is not about health.",
        components: &["Notice"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("info", "Info", || {
                view! {
                    <Notice title="Comment from Dr Salma Haddad">
                        <p>"Nothing urgent. Let's talk about your evening dose on Thursday."</p>
                    </Notice>
                }
                .into_any()
            }),
            State::new("good", "Good", || {
                view! { <Notice kind=NoticeKind::Good title="Your message is stored. You will have an answer by Tuesday." /> }
                    .into_any()
            }),
            State::new("watch", "Watch", || {
                view! {
                    <Notice kind=NoticeKind::Watch title="This result is not final">
                        <p>"The laboratory may still change it. We show the new one as soon as we have it."</p>
                    </Notice>
                }
                .into_any()
            }),
            State::new("urgent", "Urgent", || {
                view! {
                    <Notice kind=NoticeKind::Urgent title="This can be dangerous">
                        <p>"Call your care team today and tell them about this reaction."</p>
                    </Notice>
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn care_card() -> Story {
    Story {
        id: "care-card",
        title: "Care card",
        about: "Tells where to get care, and when. The title begins with the verb and ends in \"if:\". Not inside forms.",
        components: &["CareCard"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("soon", "Not urgent", || {
                draw(CareKind::NonUrgent, "Call your practice if:", "you feel worse than a week ago")
            }),
            State::new("urgent", "Urgent", || {
                draw(CareKind::Urgent, "Call your practice today if:", "you cannot keep food or drink down")
            }),
            State::new("emergency", "Emergency", || {
                draw(CareKind::Emergency, "Call 112 if:", "you have chest pain or cannot breathe well")
            }),
        ],
    }
}

fn draw(kind: CareKind, title: &'static str, when: &'static str) -> AnyView {
    view! {
        <CareCard kind title=title>
            <ul>
                <li>{when}</li>
                <li>"somebody with you is worried about you"</li>
            </ul>
        </CareCard>
    }
    .into_any()
}
