//! Notices and care cards.

use leptos::prelude::*;
use salus_portal::components::{CareCard, CareKind, Notice, NoticeKind};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn notice() -> Story {
    Story {
        id: "notice",
        title: "Notice",
        about: "Words that stand out in place. At most one on a screen that is not about health.",
        components: &["Notice"],
        whole_pages: false,
        live: Some(play_notice()),
        states: vec![
            State::new("info", "Info", || {
                view! {
                    <Notice title=say("Comment from Dr Salma Haddad", "تعليق من د. سلمى حداد")>
                        <p>
                            {say(
                                "Nothing urgent. Let's talk about your evening dose on Thursday.",
                                "لا شيء عاجل. لنتحدث عن جرعة المساء يوم الخميس.",
                            )}
                        </p>
                    </Notice>
                }
                .into_any()
            }),
            State::new("good", "Good", || {
                view! {
                    <Notice
                        kind=NoticeKind::Good
                        title=say(
                            "Your message is stored. You will have an answer by Tuesday.",
                            "حُفظت رسالتك. ستصلك إجابة قبل نهاية الثلاثاء.",
                        )
                    />
                }
                .into_any()
            }),
            State::new("watch", "Watch", || {
                view! {
                    <Notice kind=NoticeKind::Watch title=say("This result is not final", "هذه النتيجة ليست نهائية")>
                        <p>
                            {say(
                                "The laboratory may still change it. We show the new one as soon as we have it.",
                                "قد يغيّرها المختبر. سنعرض الجديدة حالما تصلنا.",
                            )}
                        </p>
                    </Notice>
                }
                .into_any()
            }),
            State::new("urgent", "Urgent", || {
                view! {
                    <Notice kind=NoticeKind::Urgent title=say("This can be dangerous", "قد يكون هذا خطيراً")>
                        <p>
                            {say(
                                "Call your care team today and tell them about this reaction.",
                                "اتصل بفريق رعايتك اليوم وأخبرهم عن هذا التفاعل.",
                            )}
                        </p>
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
        live: Some(play_care_card()),
        states: vec![
            State::new("soon", "Not urgent", || {
                draw(
                    CareKind::NonUrgent,
                    say("Call your practice if:", "اتصل بعيادتك إذا:"),
                    say("you feel worse than a week ago", "شعرت بأنك أسوأ مما كنت قبل أسبوع"),
                )
            }),
            State::new("urgent", "Urgent", || {
                draw(
                    CareKind::Urgent,
                    say("Call your practice today if:", "اتصل بعيادتك اليوم إذا:"),
                    say("you cannot keep food or drink down", "لم تستطع الاحتفاظ بالطعام أو الشراب"),
                )
            }),
            State::new("emergency", "Emergency", || {
                draw(
                    CareKind::Emergency,
                    say("Call 112 if:", "اتصل على 112 إذا:"),
                    say("you have chest pain or cannot breathe well", "شعرت بألم في الصدر أو صعوبة في التنفس"),
                )
            }),
        ],
    }
}

fn draw(kind: CareKind, title: &'static str, when: &'static str) -> AnyView {
    view! {
        <CareCard kind title=title>
            <ul>
                <li>{when}</li>
                <li>{say("somebody with you is worried about you", "كان من معك قلقاً عليك")}</li>
            </ul>
        </CareCard>
    }
    .into_any()
}

fn play_notice() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::choice("kind", "Kind", &["info", "good", "watch", "urgent"]),
        Knob::words("title", "First line", "This result is not final", "هذه النتيجة ليست نهائية"),
        Knob::words("children", "Words", "The laboratory may still change it.", "قد يغيّرها المختبر."),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let kind = set.choose("kind", [NoticeKind::Info, NoticeKind::Good, NoticeKind::Watch, NoticeKind::Urgent]);
            let words = set.words("children");
            view! {
                <Notice kind title=MaybeProp::from(set.some_words("title"))>
                    <p>{words}</p>
                </Notice>
            }
            .into_any()
        },
    }
}

fn play_care_card() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::choice("kind", "How soon", &["some day", "today", "at once"]),
        Knob::words("title", "What to do", "Call your practice if:", "اتصل بعيادتك إذا:"),
        Knob::words("children", "When", "you feel worse than a week ago", "شعرت بأنك أسوأ مما كنت قبل أسبوع"),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let kind = set.choose("kind", [CareKind::NonUrgent, CareKind::Urgent, CareKind::Emergency]);
            let when = set.words("children");
            view! {
                <CareCard kind title=set.words("title")>
                    <ul>
                        <li>{when}</li>
                    </ul>
                </CareCard>
            }
            .into_any()
        },
    }
}
