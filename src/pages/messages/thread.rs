//! One conversation: what was said, what became of it, and an answer.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::LazyRoute;
use salus_protocol::{
    endpoint::Nothing,
    ids::ThreadId,
    messages::{Author, GetThread, MarkThreadRead, Message, NewReply, Reply, Thread, ThreadState},
};

use super::{state_words, topic_words};
use crate::{
    app::Counts,
    browser::{announcer::use_announcer, clock, focus::name_page},
    client::{Remote, events::use_live, use_client},
    components::{
        BackLink, Button, ButtonKind, Card, Chip, Columns, ColumnsKind, Form, Icon, IconName, LinkButton,
        MessageBubble, MessageList, Notice, NoticeKind, PageTitle, PendingShape, SubmitButton, Words,
    },
    route::Route,
    shared::{composer::Composer, record_words, show_page},
    text,
};

/// How many messages of a long conversation are shown at first: the newest ones.
const NEWEST: usize = 6;

/// One conversation.
pub struct ThreadPage {
    id: ThreadId,
    thread: Remote<Thread>,
}

impl LazyRoute for ThreadPage {
    fn data() -> Self {
        let id = expect_context::<ThreadId>();
        let thread = Remote::read(GetThread { thread_id: id.clone() });
        let mine = id.clone();
        use_live().on_threads(move |changed| {
            if changed.is_none_or(|changed| changed == mine) {
                thread.load();
            }
        });
        Self { id, thread }
    }

    async fn view(this: Self) -> AnyView {
        let Self { id, thread } = this;
        name_page(text!(messages.conversation));
        mark_read(&id, thread);
        announce_answers(thread);
        let live = use_live();
        // The form stands outside of what is drawn again when an answer comes: the cursor stays where it is.
        let state = Memo::new(move |_| thread.with(|thread| thread.state));
        let answer = move || match state.get() {
            None => ().into_any(),
            Some(ThreadState::Closed) => draw_closed(),
            Some(ThreadState::Waiting | ThreadState::Answered) => view! { <Answer id=id.clone() thread /> }.into_any(),
        };
        let earlier = RwSignal::new(false);
        view! {
            <BackLink href=Route::Messages.path() text=text!(messages.back) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">
                    {show_page(thread, PendingShape::Page, move |thread| draw(thread, earlier))}
                    {move || {
                        live.is_broken()
                            .then(|| view! { <Notice kind=NoticeKind::Watch>{text!(messages.live_lost)}</Notice> })
                    }}
                    {answer}
                </div>
            </Columns>
        }
        .into_any()
    }
}

/// Tells the server that the patient has seen the conversation, each time a new message has come.
fn mark_read(id: &ThreadId, thread: Remote<Thread>) {
    let client = use_client();
    let counts = expect_context::<Counts>();
    let id = id.clone();
    let seen = Memo::new(move |_| thread.with(|thread| thread.messages.len()));
    Effect::new(move || {
        if seen.get().is_none() {
            return;
        }
        let id = id.clone();
        spawn_local(async move {
            // Without an answer the conversation stays marked as new, which does no harm.
            if client.call(&MarkThreadRead { thread_id: id }, &Nothing {}).await.is_ok()
                && let Ok(threads) = client.call(&salus_protocol::messages::ListThreads {}, &Nothing {}).await
            {
                counts.unread.try_set(super::unread(&threads));
            }
        });
    });
}

/// Says aloud that an answer has come while the conversation was open.
fn announce_answers(thread: Remote<Thread>) {
    let announcer = use_announcer();
    let answers =
        Memo::new(move |_| thread.with(|thread| thread.messages.iter().filter(|message| !message.mine).count()));
    Effect::watch(
        move || answers.get(),
        move |now, before, _| {
            if let (Some(now), Some(Some(before))) = (now, before)
                && now > before
            {
                announcer.say(text!(messages.new_answer));
            }
        },
        false,
    );
}

fn draw(thread: Thread, earlier: RwSignal<bool>) -> AnyView {
    let Thread { subject, topic, state, about, messages, answer_by, .. } = thread;
    let (words, tone) = state_words(state);
    let [place, _] = Words::PLACES;
    let about = about.map(|about| Words::within(&text!(messages.about, title = place), [record_words::about(about)]));
    let hidden = if earlier.get() { 0 } else { messages.len().saturating_sub(NEWEST) };
    let bubbles = messages
        .into_iter()
        .enumerate()
        .skip(hidden)
        .map(|(place, message)| draw_message(message, about.clone().filter(|_| place == 0)))
        .collect_view();
    view! {
        <PageTitle title=subject eyebrow=topic_words(topic).0>
            <Chip text=words kind=tone />
        </PageTitle>
        {(hidden > 0)
            .then(|| {
                view! {
                    <div class="actions">
                        <Button kind=ButtonKind::Quiet on_press=move |()| earlier.set(true)>
                            {text!(messages.show_earlier)}
                        </Button>
                    </div>
                }
            })}
        <MessageList label=text!(messages.conversation)>{bubbles}</MessageList>
        {answer_by
            .filter(|_| state == ThreadState::Waiting)
            .map(|day| {
                let day = clock::day(&day);
                view! {
                    <p class="hint-line">
                        <Icon name=IconName::Clock />
                        <span>{text!(messages.answer_by, day = day.as_str())}</span>
                    </p>
                }
            })}
    }
    .into_any()
}

fn draw_message(message: Message, about: Option<Words>) -> AnyView {
    let Message { author, mine, body, stored_at, opened_at, .. } = message;
    let when = clock::moment(stored_at);
    let (name, role) = match author {
        Author::Patient { .. } if mine => (text!(common.you).to_owned(), String::new()),
        Author::Patient { name } => (name, String::new()),
        Author::Staff { name, role } => (name, role),
    };
    let state = if mine {
        match opened_at {
            Some(at) => {
                let time = clock::moment(at);
                text!(messages.opened_team, time = time.as_str())
            }
            None => text!(messages.not_opened_team).to_owned(),
        }
    } else {
        String::new()
    };
    match about {
        Some(about) => view! {
            <MessageBubble author=name role=role when=when mine=mine body=body state_text=state>
                <Icon name=IconName::About />
                <span>{about.draw()}</span>
            </MessageBubble>
        }
        .into_any(),
        None => {
            view! { <MessageBubble author=name role=role when=when mine=mine body=body state_text=state /> }.into_any()
        }
    }
}

fn draw_closed() -> AnyView {
    view! {
        <Notice title=text!(messages.closed_title)>{text!(messages.closed_text)}</Notice>
        <div class="actions">
            <LinkButton href=Route::NewMessage(None).path() icon=IconName::Edit>
                {text!(messages.new_)}
            </LinkButton>
        </div>
    }
    .into_any()
}

/// The patient's next message.
#[component]
fn Answer(
    /// In which conversation.
    id: ThreadId,
    /// The conversation, which takes over what the server says.
    thread: Remote<Thread>,
) -> impl IntoView {
    let client = use_client();
    let composer = Composer::new(format!("thread/{id}"));
    let form = composer.form;
    let submit = move |()| {
        let mut problems = Vec::new();
        let Some(body) = composer.message(&mut problems, "reply", text!(messages.reply_what)) else {
            form.refuse(problems);
            return;
        };
        let Some(key) = composer.key() else {
            form.fail(text!(errors.unreadable));
            return;
        };
        let id = id.clone();
        composer.try_again();
        let place = composer.place();
        form.send(async move {
            match client.call(&Reply { thread_id: id }, &NewReply { body, key }).await {
                Ok(newer) => {
                    thread.set(newer);
                    composer.sent(&place, text!(messages.sent));
                }
                Err(error) => composer.not_sent(&error),
            }
        });
    };
    view! {
        <Card>
            <Form on_submit=submit>
                {form.draw()} {composer.field("reply", text!(messages.reply), "")} {composer.state()}
                <div class="actions">
                    <SubmitButton icon=IconName::Send busy=form.busy() busy_text=text!(messages.sending)>
                        {move || if composer.has_failed() { text!(messages.send_again) } else { text!(messages.send) }}
                    </SubmitButton>
                </div>
                <p class="soft small">{text!(messages.draft_kept)}</p>
            </Form>
        </Card>
    }
}
