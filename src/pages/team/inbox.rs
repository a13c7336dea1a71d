//! The inbox: who waits, the open conversation, and its patient. Three panes where there is room, one after the other where
//! there is not.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    ids::ThreadId,
    staff::{GetStaffThread, Inbox, ListInbox, StaffThread},
};

use super::{conversation::Conversation, queue};
use crate::{
    app::Counts,
    browser::{
        address::use_address,
        focus::{self, name_page},
    },
    client::{Remote, events::use_live},
    components::{Chip, Columns, ColumnsKind, Drawing, Empty, PageTitle, PendingShape, Tone},
    plural,
    route::Route,
    shared::show,
    text,
};

/// The inbox, with the conversation that the address names.
pub struct InboxPage {
    inbox: Remote<Inbox>,
}

impl LazyRoute for InboxPage {
    fn data() -> Self {
        let inbox = Remote::read(ListInbox {});
        use_live().on_threads(move |_| inbox.load());
        Self { inbox }
    }

    async fn view(this: Self) -> AnyView {
        let inbox = this.inbox;
        name_page(text!(team.inbox_title));
        let counts = expect_context::<Counts>();
        Effect::new(move || {
            if let Some(waiting) = inbox.with(|inbox| inbox.waiting) {
                counts.waiting.set(waiting);
            }
        });
        let address = use_address();
        let open = Memo::new(move |_| match address.route() {
            Some(Route::TeamThread(id)) => Some(id),
            _ => None,
        });
        let waiting = move || {
            inbox.with(|inbox| inbox.waiting).map(|waiting| {
                if waiting == 0 {
                    view! { <Chip text=text!(team.waiting_none) kind=Tone::Good /> }.into_any()
                } else {
                    view! { <Chip text=plural!(waiting, team.waiting) kind=Tone::Watch /> }.into_any()
                }
            })
        };
        let pane = move || match open.get() {
            Some(id) => view! { <OpenConversation id inbox /> }.into_any(),
            None => view! {
                <div class="inbox-none">
                    <Empty title=text!(team.choose_title) text=text!(team.choose_text) drawing=Drawing::Messages />
                </div>
            }
            .into_any(),
        };
        view! {
            <PageTitle title=text!(team.inbox_title)>{waiting}</PageTitle>
            <div class="inbox" class:inbox-open=move || open.with(Option::is_some)>
                <Columns kind=ColumnsKind::ThreePanes>
                    <div class="inbox-queue">
                        {show(inbox, PendingShape::Rows, move |inbox| queue::draw(inbox, open))}
                    </div>
                    {pane}
                </Columns>
            </div>
        }
        .into_any()
    }
}

/// The conversation and its patient: the second and the third pane.
#[component]
fn OpenConversation(id: ThreadId, inbox: Remote<Inbox>) -> impl IntoView {
    let thread: Remote<StaffThread> = Remote::read(GetStaffThread { thread_id: id.clone() });
    let mine = id.clone();
    use_live().on_threads(move |changed| {
        if changed.is_none_or(|changed| changed == mine) {
            thread.load();
        }
    });
    // Opening a conversation from the queue is a move to another place on the page.
    let here = Memo::new(move |_| thread.with(|thread| thread.thread.id.clone()));
    Effect::new(move || {
        if here.get().is_some() {
            request_animation_frame(|| {
                focus::to("conversation-title");
            });
        }
    });
    view! { <Conversation id thread inbox /> }
}
