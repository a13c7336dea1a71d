//! A conversation.

use leptos::prelude::*;

use super::words::Words;

/// The messages of a conversation, oldest first. Holds [`MessageBubble`]s.
#[component]
pub fn MessageList(
    /// The messages.
    children: Children,
    /// What it is, for example "Messages in this conversation".
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <ol class="messages" role="list" aria-label=label>
            {children()}
        </ol>
    }
    .into_any()
}

/// One message. What people write keeps its own direction and its line breaks, and never becomes markup.
#[component]
pub fn MessageBubble(
    /// Who wrote it; "You" for the reader.
    #[prop(into)]
    author: String,
    /// What they are, if they are of the care team.
    #[prop(optional, into)]
    role: Words,
    /// When it was stored.
    #[prop(into)]
    when: String,
    /// Whether the reader wrote it.
    #[prop(optional)]
    mine: bool,
    /// What it says.
    #[prop(into)]
    body: String,
    /// What became of it, for example "Opened by a nurse on Saturday".
    #[prop(optional, into)]
    state_text: Words,
    /// What the message is about, for example "Metformin 1000 mg".
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="message" class:message-mine=mine>
            <p class="message-head">
                <strong class="message-author">
                    <bdi>{author}</bdi>
                </strong>
                {role.get().map(|role| view! { <span class="message-role">{role}</span> })}
                <span class="message-when">{when}</span>
            </p>
            <div class="message-bubble">
                <p class="message-body" dir="auto">
                    {body}
                </p>
                {children.map(|children| view! { <div class="message-about">{children()}</div> })}
            </div>
            {state_text.get().map(|text| view! { <p class="message-state">{text}</p> })}
        </li>
    }
    .into_any()
}
