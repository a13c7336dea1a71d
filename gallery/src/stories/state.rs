//! What is on its way, what did not come, and what is not there.

use leptos::prelude::*;
use salus_portal::components::{Drawing, Empty, Failed, LinkButton, Pending, PendingShape};

use super::{State, Story, nothing};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn pending() -> Story {
    Story {
        id: "pending",
        title: "Pending",
        about: "The outline of what will come. It shows itself only after 300 ms.",
        components: &["Pending"],
        whole_pages: false,
        live: Some(play_pending()),
        states: vec![
            State::new("rows", "Rows", || {
                view! { <Pending label=say("Loading your results", "جارٍ تحميل نتائجك") /> }.into_any()
            }),
            State::new("figure", "Figure", || {
                view! { <Pending label=say("Loading your result", "جارٍ تحميل نتيجتك") shape=PendingShape::Figure /> }
                    .into_any()
            }),
            State::new("text", "Text", || {
                view! { <Pending label=say("Loading", "جارٍ التحميل") shape=PendingShape::Text /> }.into_any()
            }),
            State::new("page", "Page", || {
                view! { <Pending label=say("Loading", "جارٍ التحميل") shape=PendingShape::Page /> }.into_any()
            }),
        ],
    }
}

pub(super) fn failed() -> Story {
    Story {
        id: "failed",
        title: "Failed",
        about: "What did not work and what to do next, in the place of what was asked for.",
        components: &["Failed"],
        whole_pages: false,
        live: Some(play_failed()),
        states: vec![
            State::new("retry", "Try again", || {
                view! {
                    <Failed
                        title=say("We could not load your results", "لم نتمكن من تحميل نتائجك")
                        text=say(
                            "Try again in a moment. If it does not help, call your practice.",
                            "حاول مرة أخرى بعد لحظة. إن لم ينفع ذلك فاتصل بعيادتك.",
                        )
                        retry_text=say("Try again", "حاول مرة أخرى")
                        on_retry=nothing()
                        request_id_text=say(
                            "If you call, give this number: 01JD-7K2M",
                            "إن اتصلت فاذكر هذا الرقم: 01JD-7K2M",
                        )
                    />
                }
                .into_any()
            }),
            State::new("offline", "Not connected", || {
                view! {
                    <Failed
                        title=say("You are not connected", "أنت غير متصل")
                        text=say(
                            "Check your connection. Nothing that you wrote is lost.",
                            "تحقق من اتصالك. لم يضع شيء مما كتبته.",
                        )
                        retry_text=say("Try again", "حاول مرة أخرى")
                        on_retry=nothing()
                        offline=true
                    />
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn empty() -> Story {
    Story {
        id: "empty",
        title: "Empty",
        about: "Nothing is there, and that is all right: why, and what one can do.",
        components: &["Empty"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("today", "Nothing waits", || {
                view! {
                    <Empty
                        title=say("Nothing waits for you", "لا شيء ينتظرك")
                        text=say(
                            "New results and answers from your care team show up here.",
                            "تظهر هنا النتائج الجديدة وإجابات فريق رعايتك.",
                        )
                    />
                }
                .into_any()
            }),
            State::new("messages", "No messages, with a button", || {
                view! {
                    <Empty
                        title=say("No messages yet", "لا رسائل بعد")
                        text=say(
                            "Ask your care team about a result, a medicine or how you feel.",
                            "اسأل فريق رعايتك عن نتيجة أو دواء أو عما تشعر به.",
                        )
                        drawing=Drawing::Messages
                        action=|| view! { <LinkButton href="#/empty">{say(
                            "Write to your team",
                            "اكتب إلى فريقك",
                        )}</LinkButton> }
                    />
                }
                .into_any()
            }),
            State::new("drawings", "All drawings", || {
                Drawing::ALL
                    .map(|drawing| {
                        view! { <Empty title=drawing.label() text=say(
                            "A small drawing of our own.",
                            "رسم صغير من صنعنا.",
                        ) drawing /> }
                    })
                    .into_iter()
                    .collect_view()
                    .into_any()
            }),
        ],
    }
}

fn play_pending() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::choice("shape", "Shape", &["rows", "figure", "text", "page"]),
        Knob::words("label", "What is heard", "Loading your results", "جارٍ تحميل نتائجك"),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let shape =
                set.choose("shape", [PendingShape::Rows, PendingShape::Figure, PendingShape::Text, PendingShape::Page]);
            view! { <Pending label=set.words("label") shape /> }.into_any()
        },
    }
}

fn play_failed() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("title", "What did not work", "We could not load your results", "لم نتمكن من تحميل نتائجك"),
        Knob::words("text", "What to do", "Try again in a moment.", "حاول مرة أخرى بعد لحظة."),
        Knob::switch("offline", "Not connected", false),
        Knob::words("request_id_text", "Number", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            view! {
                <Failed
                    title=set.words("title")
                    text=set.words("text")
                    retry_text=say("Try again", "حاول مرة أخرى")
                    on_retry=nothing()
                    offline=set.on("offline")
                    request_id_text=MaybeProp::from(set.some_words("request_id_text"))
                />
            }
            .into_any()
        },
    }
}
