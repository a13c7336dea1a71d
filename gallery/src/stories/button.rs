//! Buttons.

use leptos::prelude::*;
use salus_portal::components::{Button, ButtonKind, Form, IconName, LinkButton, SubmitButton};

use super::{State, Story, nothing};
use crate::live::{Knob, Live};
use crate::words::{say, say_with};

pub(super) fn button() -> Story {
    Story {
        id: "button",
        title: "Button",
        about: "Does something on this page. One primary button on a screen; to go somewhere use a link or a link button. A button is never disabled without saying why.",
        components: &["Button", "SubmitButton"],
        whole_pages: false,
        live: Some(play_button()),
        states: vec![
            State::new("primary", "Primary", || {
                view! { <Button on_press=nothing() icon=IconName::Send>{say("Send", "أرسل")}</Button> }.into_any()
            }),
            State::new("quiet", "Quiet", || {
                view! {
                    <Button
                        kind=ButtonKind::Quiet
                        on_press=nothing()
                        icon=IconName::Plus
                    >
                        {say("Add a passkey", "أضف مفتاح مرور")}
                    </Button>
                }
                .into_any()
            }),
            State::new("plain", "Plain", || {
                view! {
                    <Button kind=ButtonKind::Plain on_press=nothing()>{say("Finish later", "أكمل لاحقاً")}</Button>
                }
                .into_any()
            }),
            State::new("danger", "Danger", || {
                view! {
                    <Button
                        kind=ButtonKind::Danger
                        on_press=nothing()
                    >
                        {say("Remove this passkey", "احذف مفتاح المرور هذا")}
                    </Button>
                }
                .into_any()
            }),
            State::new("busy", "Busy", || {
                view! {
                    <div class="actions">
                        <Button
                            on_press=nothing()
                            busy=true
                            busy_text=say("One moment", "لحظة واحدة")
                            icon=IconName::Send
                        >
                            {say("Send", "أرسل")}
                        </Button>
                        <Button
                            kind=ButtonKind::Quiet
                            on_press=nothing()
                            busy=true
                            busy_text=say("One moment", "لحظة واحدة")
                        >
                            {say("Try again", "حاول مرة أخرى")}
                        </Button>
                    </div>
                }
                .into_any()
            }),
            State::new("disabled", "With a reason not to work", || {
                view! {
                    <Button
                        on_press=nothing()
                        disabled_reason=say(
                            "You have one passkey. Add another before you remove it.",
                            "لديك مفتاح مرور واحد. أضف مفتاحاً آخر قبل أن تحذفه.",
                        )
                    >
                        {say("Remove", "احذف")}
                    </Button>
                }
                .into_any()
            }),
            State::new("wide", "Wide", || {
                view! {
                    <Button
                        wide=true
                        on_press=nothing()
                        icon=IconName::Key
                    >
                        {say("Use my passkey", "استخدم مفتاح المرور")}
                    </Button>
                }
                .into_any()
            }),
            State::new("long", "Long words", || {
                view! {
                    <Button on_press=nothing()>
                        {say(
                            "Ask your care team about the evening dose of your new medicine",
                            "اسأل فريق رعايتك عن جرعة المساء من دوائك الجديد",
                        )}
                    </Button>
                }
                .into_any()
            }),
            State::new("live", "Press it", || {
                let presses = RwSignal::new(0);
                view! {
                    <Button kind=ButtonKind::Quiet on_press=move || presses.update(|presses| *presses += 1)>
                        {move || say_with("Pressed {} times", "عدد الضغطات: {}", presses.get())}
                    </Button>
                }
                .into_any()
            }),
            State::new("submit", "Sends a form", || {
                view! {
                    <Form on_submit=nothing()>
                        <SubmitButton>{say("Continue", "تابع")}</SubmitButton>
                    </Form>
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn link_button() -> Story {
    Story {
        id: "link-button",
        title: "Link button",
        about: "Goes somewhere and is the main thing to do here. Within a sentence use a plain link.",
        components: &["LinkButton"],
        whole_pages: false,
        live: Some(play_link_button()),
        states: vec![
            State::new("kinds", "Kinds", || {
                view! {
                    <div class="actions">
                        <LinkButton href="#/link-button" icon=IconName::Messages>
                            {say("Write to your team", "اكتب إلى فريقك")}
                        </LinkButton>
                        <LinkButton href="#/link-button" kind=ButtonKind::Quiet icon=IconName::Calendar>
                            {say("Add to calendar", "أضف إلى التقويم")}
                        </LinkButton>
                        <LinkButton href="#/link-button" kind=ButtonKind::Plain>
                            {say("Change or cancel", "غيّر الموعد أو ألغه")}
                        </LinkButton>
                    </div>
                }
                .into_any()
            }),
            State::new("wide", "Wide", || {
                view! { <LinkButton href="#/link-button" wide=true>{say("Sign in", "سجّل الدخول")}</LinkButton> }
                    .into_any()
            }),
        ],
    }
}

fn play_button() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("children", "Words", "Send", "أرسل"),
        Knob::choice("kind", "Kind", &["primary", "quiet", "plain", "danger"]),
        Knob::switch("icon", "Icon", true),
        Knob::switch("wide", "Wide", false),
        Knob::switch("busy", "Busy", false),
        Knob::words("disabled_reason", "Reason not to work", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let kind =
                set.choose("kind", [ButtonKind::Primary, ButtonKind::Quiet, ButtonKind::Plain, ButtonKind::Danger]);
            let words = set.words("children");
            let icon = set.on("icon").then_some(IconName::Send);
            view! {
                <Button
                    kind
                    wide=set.on("wide")
                    nostrip:icon=icon
                    busy=set.on("busy")
                    busy_text=say("One moment", "لحظة واحدة")
                    disabled_reason=Signal::stored(set.some_words("disabled_reason"))
                    on_press=nothing()
                >
                    {words}
                </Button>
            }
            .into_any()
        },
    }
}

fn play_link_button() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("children", "Words", "Write to your team", "اكتب إلى فريقك"),
        Knob::choice("kind", "Kind", &["primary", "quiet", "plain", "danger"]),
        Knob::switch("icon", "Icon", true),
        Knob::switch("wide", "Wide", false),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let kind =
                set.choose("kind", [ButtonKind::Primary, ButtonKind::Quiet, ButtonKind::Plain, ButtonKind::Danger]);
            let words = set.words("children");
            let icon = set.on("icon").then_some(IconName::Messages);
            view! {
                <LinkButton href="#/link-button" kind wide=set.on("wide") nostrip:icon=icon>
                    {words}
                </LinkButton>
            }
            .into_any()
        },
    }
}
