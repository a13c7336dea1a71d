//! Conversations.

use leptos::prelude::*;
use salus_portal::components::{Icon, IconName, MessageBubble, MessageList};
use salus_protocol::{
    Sample,
    messages::{Author, Message, Thread},
};

use super::{State, Story};

pub(super) fn story() -> Story {
    Story {
        id: "messages",
        title: "Messages",
        about: "What people write keeps its own direction and its line breaks, and never becomes markup.",
        components: &["MessageList", "MessageBubble"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("thread", "A conversation", draw_thread),
            State::new("directions", "Two languages and long words", || {
                view! {
                    <MessageList label="Messages in this conversation">
                        <MessageBubble author="سلمى حداد" role="طبيبة" when="السبت 9:20" body="يمكنك تناوله مع الطعام.\nأخبرينا إن لم يتحسن الأمر." />
                        <MessageBubble author="You" when="Saturday, 10:02 am" mine=true body="Thank you. <b>I will try that</b>.\n\nhttps://example.org/a-very-long-address-that-has-no-place-to-break-and-goes-on-and-on" />
                    </MessageList>
                }
                .into_any()
            }),
        ],
    }
}

/// The sample conversation of the wire, with an answer.
pub(super) fn draw_thread() -> AnyView {
    let thread = Thread::sample();
    let answer = Message {
        author: Author::Staff { name: "Idris Kane".into(), role: "Nurse, diabetes clinic".into() },
        mine: false,
        body: "You can take it with food, and the evening dose in the middle of the meal. Let us know if it is not better by Wednesday: then we talk about a slower form.".into(),
        opened_at: None,
        ..Message::sample()
    };
    let about = thread.about.map(|about| about.title);
    let bubbles = thread
        .messages
        .into_iter()
        .chain([answer])
        .enumerate()
        .map(|(place, message)| {
            let about = about.clone().filter(|_| place == 0);
            let (author, role) = match message.author {
                _ if message.mine => ("You".to_owned(), None),
                Author::Patient { name } => (name, None),
                Author::Staff { name, role } => (name, Some(role)),
            };
            let state =
                message.opened_at.map(|_| "Stored 6:12 pm. Opened by your care team on Saturday, 8:03 am.".to_owned());
            view! {
                <MessageBubble
                    author
                    role=role
                    when=if message.mine { "Friday, 6:12 pm" } else { "Saturday, 9:20 am" }
                    mine=message.mine
                    body=message.body
                    state_text=state
                >
                    {about
                        .map(|title| {
                            view! {
                                <Icon name=IconName::Pill />
                                <span>
                                    <strong>"About: "</strong>
                                    {title}
                                </span>
                            }
                        })}
                </MessageBubble>
            }
        })
        .collect_view();
    view! { <MessageList label="Messages in this conversation">{bubbles}</MessageList> }.into_any()
}
