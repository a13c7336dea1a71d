//! The open conversation with its answer form, and the card of its patient.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    endpoint::Nothing,
    ids::ThreadId,
    messages::{Author, Message, NewReply, ThreadState},
    staff::{CloseThread, Inbox, MarkStaffThreadRead, StaffReply, StaffThread},
};

use super::queue;
use crate::{
    browser::{announcer::use_announcer, clock},
    client::{Client, ClientError, Remote, use_client},
    components::{
        BackLink, Button, ButtonKind, Card, Chip, DefinitionList, Dialog, Form, Icon, IconName, MessageBubble,
        MessageList, Notice, PendingShape, PersonRow, SubmitButton, Tone, Words,
    },
    plural,
    route::Route,
    sentences,
    shared::{
        composer::Composer,
        form::FormState,
        record_words::{self, list, quoted},
        show,
    },
    text,
};

/// The second and the third pane.
#[component]
pub(super) fn Conversation(
    /// Which conversation.
    id: ThreadId,
    /// Its messages and its patient.
    thread: Remote<StaffThread>,
    /// The queue, which changes with every answer.
    inbox: Remote<Inbox>,
) -> impl IntoView {
    mark_read(&id, thread);
    let state = Memo::new(move |_| thread.with(|thread| thread.thread.state));
    let answer = move || match state.get() {
        Some(ThreadState::Waiting | ThreadState::Answered) => {
            view! { <Answer id=id.clone() thread inbox /> }.into_any()
        }
        Some(ThreadState::Closed) => view! { <Notice>{text!(messages.closed_title)}</Notice> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <div class="inbox-thread">
            <Card>
                <div class="stack">
                    <div class="inbox-back">
                        <BackLink href=Route::Team.path() text=text!(team.back) />
                    </div>
                    {show(thread, PendingShape::Text, draw_messages)} {answer}
                </div>
            </Card>
        </div>
        <div class="inbox-patient">{show(thread, PendingShape::Text, draw_patient)}</div>
    }
}

/// Tells the server that the team has opened the conversation, each time a new message has come. The patient sees when.
fn mark_read(id: &ThreadId, thread: Remote<StaffThread>) {
    let client = use_client();
    let id = id.clone();
    let seen = Memo::new(move |_| thread.with(|thread| thread.thread.messages.len()));
    Effect::new(move || {
        if seen.get().is_none() {
            return;
        }
        let thread_id = id.clone();
        spawn_local(async move {
            // Without an answer the conversation stays marked as new, which does no harm.
            let _ = client.call(&MarkStaffThreadRead { thread_id }, &Nothing {}).await;
        });
    });
}

fn draw_messages(shown: StaffThread) -> AnyView {
    let thread = shown.thread;
    let since = thread.messages.iter().rev().find(|message| matches!(message.author, Author::Patient { .. }));
    let status = match (thread.state, &thread.answer_by, since) {
        (ThreadState::Waiting, Some(day), _) => {
            let (words, tone) = queue::due(day);
            view! { <Chip text=words kind=tone icon=IconName::Clock /> }.into_any()
        }
        (ThreadState::Waiting, None, Some(message)) => {
            let time = clock::moment(message.stored_at);
            view! { <Chip text=text!(team.waiting_since, time = time.as_str()) /> }.into_any()
        }
        (ThreadState::Answered, ..) => view! { <Chip text=text!(messages.state.answered) /> }.into_any(),
        _ => ().into_any(),
    };
    let bubbles = thread.messages.into_iter().map(draw_message).collect_view();
    view! {
        <div>
            <h2 id="conversation-title" tabindex="-1" dir="auto">
                {thread.subject}
            </h2>
            {status}
        </div>
        <MessageList label=text!(messages.conversation)>{bubbles}</MessageList>
    }
    .into_any()
}

fn draw_message(message: Message) -> AnyView {
    let Message { author, mine, body, stored_at, opened_at, .. } = message;
    let from_team = matches!(author, Author::Staff { .. });
    let (name, role) = match author {
        Author::Patient { name } => (name, String::new()),
        Author::Staff { .. } if mine => (text!(common.you).to_owned(), String::new()),
        Author::Staff { name, role } => (name, role),
    };
    let state = match opened_at {
        _ if !from_team => String::new(),
        Some(at) => {
            let time = clock::moment(at);
            text!(team.opened_patient, time = time.as_str())
        }
        None => text!(team.not_opened_patient).to_owned(),
    };
    view! {
        <MessageBubble author=name role=role when=clock::moment(stored_at) mine=from_team body=body state_text=state />
    }
    .into_any()
}

/// The team's answer: send, send and close, or close without one.
#[component]
fn Answer(id: ThreadId, thread: Remote<StaffThread>, inbox: Remote<Inbox>) -> impl IntoView {
    let client = use_client();
    let composer = Composer::new(format!("team/{id}"));
    let form = composer.form;
    let closing = RwSignal::new(false);
    let reply_to = StoredValue::new(id.clone());
    let send = move |then_close: bool| {
        let mut problems = Vec::new();
        let Some(body) = composer.message(&mut problems, "reply", text!(team.reply_what)) else {
            form.refuse(problems);
            return;
        };
        let Some(key) = composer.key() else {
            form.fail(text!(errors.unreadable));
            return;
        };
        let id = reply_to.get_value();
        composer.try_again();
        let place = composer.place();
        form.send(async move {
            match client.call(&StaffReply { thread_id: id.clone() }, &NewReply { body, key }).await {
                Ok(newer) => {
                    composer.sent(&place, text!(team.sent_done));
                    thread.set(newer);
                    if then_close && let Err(error) = close(client, id, thread).await {
                        form.fail(sentences::of(&error));
                    }
                    inbox.load();
                }
                Err(error) => composer.not_sent(&error),
            }
        });
    };
    view! {
        <Form on_submit=move |()| send(false)>
            {form.draw()} {composer.field("reply", text!(team.reply), text!(team.reply_hint))} {composer.state()}
            <div class="actions">
                <SubmitButton icon=IconName::Send busy=form.busy() busy_text=text!(messages.sending)>
                    {move || if composer.has_failed() { text!(messages.send_again) } else { text!(team.send) }}
                </SubmitButton>
                <Button kind=ButtonKind::Quiet on_press=move |()| send(true) busy=form.busy() busy_text=text!(messages.sending)>
                    {text!(team.send_and_close)}
                </Button>
                <Button kind=ButtonKind::Plain on_press=move |()| closing.set(true)>
                    {text!(team.close_thread)}
                </Button>
            </div>
        </Form>
        <CloseDialog id open=closing thread inbox />
    }
}

/// Closes a conversation and takes over what the server says.
async fn close(client: Client, thread_id: ThreadId, thread: Remote<StaffThread>) -> Result<(), ClientError> {
    thread.set(client.call(&CloseThread { thread_id }, &Nothing {}).await?);
    Ok(())
}

/// A question first: the patient sees that it is closed.
#[component]
fn CloseDialog(id: ThreadId, open: RwSignal<bool>, thread: Remote<StaffThread>, inbox: Remote<Inbox>) -> impl IntoView {
    let client = use_client();
    let announcer = use_announcer();
    let form = FormState::new();
    let confirm = move |()| {
        let id = id.clone();
        form.send(async move {
            match close(client, id, thread).await {
                Ok(()) => {
                    announcer.say(text!(team.closed_done));
                    open.try_set(false);
                    inbox.load();
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        <Dialog open title=text!(team.close_title) close_text=text!(common.close)>
            {form.draw()}
            <p>{text!(team.close_text)}</p>
            <div class="actions">
                <Button on_press=confirm busy=form.busy() busy_text=text!(common.working)>
                    {text!(team.close_confirm)}
                </Button>
                <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                    {text!(common.cancel)}
                </Button>
            </div>
        </Dialog>
    }
}

/// What the team needs to know of the patient while answering.
fn draw_patient(shown: StaffThread) -> AnyView {
    let StaffThread { thread, patient, allergies, medications } = shown;
    let names = |names: Vec<String>, none: &str| {
        if names.is_empty() { none.into() } else { list(names.into_iter().map(|name| quoted(name, None))) }
    };
    let mut facts: Vec<(String, Words)> = Vec::new();
    if let Some(about) = thread.about {
        facts.push((text!(team.about).to_owned(), record_words::about(about)));
    }
    facts.push((text!(team.allergies).to_owned(), names(allergies, text!(team.allergies_none))));
    facts.push((text!(team.medications).to_owned(), names(medications, text!(team.medications_none))));
    let age = patient.age.map(|age| plural!(u32::from(age), team.age));
    view! {
        <Card>
            <div class="stack">
                <ul class="people" role="list">
                    <PersonRow name=patient.name role=age.unwrap_or_default() tone=Tone::Clay />
                </ul>
                <DefinitionList items=facts />
                <p class="hint-line">
                    <Icon name=IconName::Eye />
                    <span>{text!(team.logged)}</span>
                </p>
            </div>
        </Card>
    }
    .into_any()
}
