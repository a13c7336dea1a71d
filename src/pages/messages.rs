//! Messages: the patient's conversations with the care team.

pub mod new_message;
pub mod thread;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::messages::{Author, ListThreads, ThreadState, ThreadSummary, Threads, Topic};

use crate::{
    app::Counts,
    browser::{clock, focus::name_page},
    client::{Remote, events::use_live},
    components::{
        Chip, Columns, ColumnsKind, Drawing, Empty, IconName, LinkButton, PageTitle, PendingShape, Row, RowList, Tone,
    },
    plural,
    route::Route,
    session::use_here,
    shared::show,
    text,
};

/// All conversations.
pub struct MessagesPage {
    threads: Remote<Threads>,
}

impl LazyRoute for MessagesPage {
    fn data() -> Self {
        let threads = Remote::read(ListThreads {});
        use_live().on_threads(move |_| threads.load());
        Self { threads }
    }

    async fn view(this: Self) -> AnyView {
        let threads = this.threads;
        name_page(text!(messages.title));
        let counts = expect_context::<Counts>();
        Effect::new(move || {
            if let Some(unread) = threads.with(unread) {
                counts.unread.set(unread);
            }
        });
        let here = use_here();
        let promise = Signal::derive(move || match here.answer_days() {
            0 => None,
            days => Some(plural!(days, messages.promise)),
        });
        view! {
            <PageTitle title=text!(messages.title) lead=promise>
                <LinkButton href=Route::NewMessage(None).path() icon=IconName::Edit>
                    {text!(messages.new_)}
                </LinkButton>
            </PageTitle>
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(threads, PendingShape::Rows, draw)}</div>
            </Columns>
        }
        .into_any()
    }
}

/// How many conversations have a message that the patient has not seen.
#[must_use]
pub fn unread(threads: &Threads) -> u32 {
    u32::try_from(threads.threads.iter().filter(|thread| thread.unread).count()).unwrap_or(u32::MAX)
}

fn draw(threads: Threads) -> AnyView {
    if threads.threads.is_empty() {
        return view! {
            <Empty title=text!(messages.empty_title) text=text!(messages.empty_text) drawing=Drawing::Messages />
        }
        .into_any();
    }
    let rows = threads.threads.into_iter().map(draw_row).collect_view();
    view! { <RowList label=text!(messages.title)>{rows}</RowList> }.into_any()
}

fn draw_row(thread: ThreadSummary) -> AnyView {
    let ThreadSummary { id, subject, state, unread, last_author, last_at, excerpt, .. } = thread;
    let text = match &last_author {
        Author::Patient { .. } => text!(messages.you_wrote, excerpt = excerpt.as_str()),
        Author::Staff { name, .. } => text!(messages.team_wrote, name = name.as_str(), excerpt = excerpt.as_str()),
    };
    let when = clock::moment(last_at);
    let (words, tone) = state_words(state);
    let chip = if unread { (text!(messages.unread), Tone::Brand) } else { (words, tone) };
    let aside = move || view! { <span class="row-when">{when}</span> };
    let href = Route::Thread(id).path();
    if unread {
        view! {
            <Row href=href title=subject text=text aside=aside unseen=text!(common.new_)>
                <Chip text=chip.0 kind=chip.1 />
            </Row>
        }
        .into_any()
    } else {
        view! {
            <Row href=href title=subject text=text aside=aside>
                <Chip text=chip.0 kind=chip.1 />
            </Row>
        }
        .into_any()
    }
}

/// Who is to act next, in words and as a tone.
fn state_words(state: ThreadState) -> (&'static str, Tone) {
    match state {
        ThreadState::Waiting => (text!(messages.state.waiting), Tone::Plain),
        ThreadState::Answered => (text!(messages.state.answered), Tone::Good),
        ThreadState::Closed => (text!(messages.state.closed), Tone::Plain),
    }
}

/// What kind of question it is, with examples.
fn topic_words(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::Health => (text!(messages.topic.health), text!(messages.topic.health_hint)),
        Topic::Medicines => (text!(messages.topic.medicines), text!(messages.topic.medicines_hint)),
        Topic::Results => (text!(messages.topic.results), text!(messages.topic.results_hint)),
        Topic::Visits => (text!(messages.topic.visits), text!(messages.topic.visits_hint)),
        Topic::Other => (text!(messages.topic.other), text!(messages.topic.other_hint)),
        Topic::Access => (text!(messages.topic.access), text!(messages.topic.access_hint)),
    }
}
