//! What is on its way, what did not come, and what is not there.

use leptos::prelude::*;
use salus_portal::components::{Drawing, Empty, Failed, LinkButton, Pending, PendingShape};

use super::{State, Story, nothing};

pub(super) fn pending() -> Story {
    Story {
        id: "pending",
        title: "Pending",
        about: "The outline of what will come. It shows itself only after 300 ms.",
        components: &["Pending"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("rows", "Rows", || view! { <Pending label="Loading your results" /> }.into_any()),
            State::new("figure", "Figure", || {
                view! { <Pending label="Loading your result" shape=PendingShape::Figure /> }.into_any()
            }),
            State::new("text", "Text", || view! { <Pending label="Loading" shape=PendingShape::Text /> }.into_any()),
            State::new("page", "Page", || view! { <Pending label="Loading" shape=PendingShape::Page /> }.into_any()),
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
        live: None,
        states: vec![
            State::new("retry", "Try again", || {
                view! {
                    <Failed
                        title="We could not load your results"
                        text="Try again in a moment. If it does not help, call your practice."
                        retry_text="Try again"
                        on_retry=nothing()
                        request_id_text="If you call, give this number: 01JD-7K2M"
                    />
                }
                .into_any()
            }),
            State::new("offline", "Not connected", || {
                view! {
                    <Failed
                        title="You are not connected"
                        text="Check your connection. Nothing that you wrote is lost."
                        retry_text="Try again"
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
                        title="Nothing waits for you"
                        text="New results and answers from your care team show up here."
                    />
                }
                .into_any()
            }),
            State::new("messages", "No messages, with a button", || {
                view! {
                    <Empty
                        title="No messages yet"
                        text="Ask your care team about a result, a medicine or how you feel."
                        drawing=Drawing::Messages
                        action=|| view! { <LinkButton href="#/empty">"Write to your team"</LinkButton> }
                    />
                }
                .into_any()
            }),
            State::new("drawings", "All drawings", || {
                Drawing::ALL
                    .map(|drawing| view! { <Empty title=drawing.label() text="A small drawing of our own." drawing /> })
                    .into_iter()
                    .collect_view()
                    .into_any()
            }),
        ],
    }
}
