//! Conversations.

use leptos::prelude::*;
use salus_portal::components::{Icon, IconName, MessageBubble, MessageList};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn story() -> Story {
    Story {
        id: "messages",
        title: "Messages",
        about: "What people write keeps its own direction and its line breaks, and never becomes markup.",
        components: &["MessageList", "MessageBubble"],
        whole_pages: false,
        live: Some(play()),
        states: vec![
            State::new("thread", "A conversation", draw_thread),
            State::new("directions", "Two languages and long words", || {
                view! {
                    <MessageList label=say("Messages in this conversation", "الرسائل في هذه المحادثة")>
                        <MessageBubble author="سلمى حداد" role="طبيبة" when="السبت 9:20" body="يمكنك تناوله مع الطعام.\nأخبرينا إن لم يتحسن الأمر." />
                        <MessageBubble
                            author=say("You", "أنت")
                            when=say("Saturday, 10:02 am", "السبت، 10:02 صباحاً")
                            mine=true
                            body="Thank you. <b>I will try that</b>.\n\nhttps://example.org/a-very-long-address-that-has-no-place-to-break-and-goes-on-and-on"
                        />
                    </MessageList>
                }
                .into_any()
            }),
        ],
    }
}

/// A question about a medicine, with its answer.
pub(super) fn draw_thread() -> AnyView {
    view! {
        <MessageList label=say("Messages in this conversation", "الرسائل في هذه المحادثة")>
            <MessageBubble
                author=say("You", "أنت")
                when=say("Friday, 6:12 pm", "الجمعة، 6:12 مساءً")
                mine=true
                body=say(
                    "Since the new dose I have a stomach ache in the evening. Should I take it with food?",
                    "منذ الجرعة الجديدة أشعر بألم في المعدة مساءً. هل أتناوله مع الطعام؟",
                )
                state_text=say(
                    "Stored 6:12 pm. Opened by your care team on Saturday, 8:03 am.",
                    "حُفظت 6:12 مساءً. فتحها فريق رعايتك يوم السبت، 8:03 صباحاً.",
                )
            >
                <Icon name=IconName::Pill />
                <span>
                    <strong>{say("About: ", "بخصوص: ")}</strong>
                    <bdi>"Metformin 1000 mg"</bdi>
                </span>
            </MessageBubble>
            <MessageBubble
                author=say("Idris Kane", "إدريس كان")
                role=say("Nurse, diabetes clinic", "ممرض، عيادة السكري")
                when=say("Saturday, 9:20 am", "السبت، 9:20 صباحاً")
                body=say(
                    "You can take it with food, and the evening dose in the middle of the meal. Let us know if it is not better by Wednesday: then we talk about a slower form.",
                    "يمكنك تناوله مع الطعام، وجرعة المساء في منتصف الوجبة. أخبرنا إن لم يتحسن الأمر حتى الأربعاء، فنتحدث عندئذ عن نوع أبطأ.",
                )
            />
        </MessageList>
    }
    .into_any()
}

fn play() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("author", "Who", "Idris Kane", "إدريس كان"),
        Knob::words("role", "What they are", "Nurse, diabetes clinic", "ممرض، عيادة السكري"),
        Knob::switch("mine", "The reader's own", false),
        Knob::words("body", "Words", "You can take it with food.", "يمكنك تناوله مع الطعام."),
        Knob::words("state_text", "What became of it", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let [author, role, body, state_text] = ["author", "role", "body", "state_text"].map(|id| set.words(id));
            let mine = set.on("mine");
            view! {
                <MessageList label=say("Messages in this conversation", "الرسائل في هذه المحادثة")>
                    <MessageBubble
                        author
                        role
                        when=say("Saturday, 9:20 am", "السبت، 9:20 صباحاً")
                        mine
                        body
                        state_text
                    />
                </MessageList>
            }
            .into_any()
        },
    }
}
