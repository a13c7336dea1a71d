//! What pages of several areas share: forms, writing a message, words for values, and showing what comes from afar, and one thing at a time for easy read.

pub mod access_words;
pub mod code_app;
pub mod composer;
pub mod easy;
pub mod form;
pub mod languages;
pub mod pending_reset;
pub mod picker;
pub mod proof;
pub mod questioned;
pub mod record_words;
pub mod wording;

use leptos::prelude::*;

use crate::{
    client::{ClientError, Remote, RemoteState},
    components::{Failed, Notice, NoticeKind, Pending, PendingShape},
    sentences, text,
};

/// Shows something far away: an outline while it is on its way, what to do when it does not come, and itself when it is
/// here. Drawn again whenever a newer value comes.
pub fn show<T, V>(remote: Remote<T>, shape: PendingShape, draw: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    draw_state(remote, shape, false, draw)
}

/// As [`show`], for what is the whole page, title and all: when it does not come, what is said instead is the title.
pub fn show_page<T, V>(remote: Remote<T>, shape: PendingShape, draw: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    draw_state(remote, shape, true, draw)
}

fn draw_state<T, V>(
    remote: Remote<T>,
    shape: PendingShape,
    is_page: bool,
    draw: impl Fn(T) -> V + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let state = Memo::new(move |_| remote.state());
    (move || match state.get() {
        RemoteState::Loading => view! { <Pending label=text!(common.loading) shape /> }.into_any(),
        RemoteState::Failed(error) => failed(remote, &error, is_page),
        RemoteState::Here(value, failure) => {
            let stale = failure.map(|_| view! { <Notice kind=NoticeKind::Watch>{text!(common.stale)}</Notice> });
            view! {
                {stale}
                {draw(value)}
            }
            .into_any()
        }
    })
    .into_any()
}

/// Says that something did not come and what to do next.
fn failed<T: Clone + PartialEq + Send + Sync + 'static>(
    remote: Remote<T>,
    error: &ClientError,
    is_page: bool,
) -> AnyView {
    view! {
        <Failed
            title=text!(common.failed_title)
            text=sentences::of(error)
            retry_text=text!(common.try_again)
            on_retry=Callback::new(move |()| remote.retry())
            offline=*error == ClientError::Offline
            request_id_text=sentences::request_id(error)
            is_page
        />
    }
    .into_any()
}

/// Two views of one list, side by side; `second` tells which of them is chosen. `name` must be its own on the page.
pub fn switch(
    label: &'static str,
    name: &'static str,
    second: RwSignal<bool>,
    words: [&'static str; 2],
) -> impl IntoView {
    let choice = move |value: bool, words: &'static str| {
        view! {
            <label class="switch-choice">
                <input
                    class="visually-hidden"
                    type="radio"
                    name=name
                    prop:checked=move || second.get() == value
                    on:change=move |_| second.set(value)
                />
                <span>{words}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="switch no-print">
            <legend class="visually-hidden">{label}</legend>
            {choice(false, words[0])}
            {choice(true, words[1])}
        </fieldset>
    }
}
