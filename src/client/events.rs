//! What the server tells an open page by itself: that there is something new to ask for.

use futures::{
    StreamExt,
    future::{AbortHandle, abortable},
    stream,
};
use gloo_net::eventsource::futures::EventSource;
use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    events::{Event, PATH},
    ids::ThreadId,
};

use super::Client;
use crate::browser::clock;

/// The names under which the server sends events.
const KINDS: [&str; 4] = ["thread_changed", "feedback_given", "locked", "signed_out"];

/// The first wait before the line is opened again, and the longest.
const WAIT_MILLISECONDS: (i32, i32) = (1_000, 30_000);

/// What has happened; counters, so that a page that opens later is not woken by old news.
#[derive(Clone, Copy)]
pub struct Live {
    threads: RwSignal<(u32, Option<ThreadId>)>,
    feedback: RwSignal<u32>,
    broken: RwSignal<bool>,
    line: RwSignal<u32>,
    cut: StoredValue<Option<AbortHandle>>,
}

impl Live {
    /// A line that is not open yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            threads: RwSignal::new((0, None)),
            feedback: RwSignal::new(0),
            broken: RwSignal::new(false),
            line: RwSignal::new(0),
            cut: StoredValue::new(None),
        }
    }

    /// Runs whenever a conversation has changed, with the conversation; without one when the line was broken and anything
    /// may have changed. Ends with the page.
    pub fn on_threads(self, then: impl Fn(Option<ThreadId>) + 'static) {
        Effect::watch(move || self.threads.get(), move |(_, thread), _, _| then(thread.clone()), false);
    }

    /// Runs whenever there is new feedback. Ends with the page.
    pub fn on_feedback(self, then: impl Fn() + 'static) {
        Effect::watch(move || self.feedback.get(), move |_, _, _| then(), false);
    }

    /// Whether the line is broken, so that news may show up late. Tracked.
    #[must_use]
    pub fn is_broken(self) -> bool {
        self.broken.get()
    }

    /// Opens the line and keeps it open until [`Live::close`].
    pub fn open(self, client: Client) {
        let Some(mine) = self.line.try_update(|line| {
            *line += 1;
            *line
        }) else {
            return;
        };
        let (listening, cut) = abortable(async move {
            let mut wait = WAIT_MILLISECONDS.0;
            let mut first = true;
            while self.line.try_get_untracked() == Some(mine) {
                if self.listen(client, mine, &mut first).await {
                    wait = WAIT_MILLISECONDS.0;
                }
                if self.line.try_get_untracked() != Some(mine) {
                    break;
                }
                self.broken.try_set(true);
                clock::sleep(wait).await;
                wait = (wait * 2).min(WAIT_MILLISECONDS.1);
            }
        });
        self.hang_up(Some(cut));
        spawn_local(async move {
            // Ends when the line is cut, and closes the browser's connection with it.
            let _ = listening.await;
        });
    }

    /// Closes the line at once: a browser grants few connections to a server, and an idle line holds one.
    pub fn close(self) {
        self.line.update(|line| *line += 1);
        self.broken.set(false);
        self.hang_up(None);
    }

    /// Cuts the line that is open, if any, and remembers how to cut the next one.
    fn hang_up(self, next: Option<AbortHandle>) {
        if let Some(Some(cut)) = self.cut.try_update_value(|cut| std::mem::replace(cut, next)) {
            cut.abort();
        }
    }

    /// Listens until the line breaks. Tells whether it was open at all.
    async fn listen(self, client: Client, mine: u32, first: &mut bool) -> bool {
        let Ok(mut source) = EventSource::new(PATH) else { return false };
        // The browser tells with "open" that the line stands, also when it has mended it by itself.
        let mut subscriptions = Vec::new();
        for kind in KINDS.into_iter().chain(["open"]) {
            match source.subscribe(kind) {
                Ok(subscription) => subscriptions.push(subscription),
                Err(_) => return false,
            }
        }
        let mut news = stream::select_all(subscriptions);
        let mut opened = false;
        while let Some(Ok((kind, message))) = news.next().await {
            if self.line.try_get_untracked() != Some(mine) {
                break;
            }
            if kind == "open" {
                opened = true;
                self.broken.try_set(false);
                if !std::mem::take(first) {
                    self.missed();
                }
                continue;
            }
            let event = message.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
            match event {
                Some(Event::ThreadChanged { thread_id }) => self.tell_threads(Some(thread_id)),
                Some(Event::FeedbackGiven) => {
                    self.feedback.try_update(|count| *count += 1);
                }
                Some(Event::Locked) => client.session_locked(),
                Some(Event::SignedOut) => client.session_ended(),
                // A newer server may know more kinds.
                None => {}
            }
        }
        source.close();
        opened
    }

    /// Anything may have changed while the line was closed: pages ask for everything again.
    pub fn missed(self) {
        self.tell_threads(None);
        self.feedback.try_update(|count| *count += 1);
    }

    fn tell_threads(self, thread: Option<ThreadId>) {
        self.threads.try_update(|(count, changed)| {
            *count += 1;
            *changed = thread;
        });
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

/// The line of this app.
#[must_use]
pub fn use_live() -> Live {
    expect_context::<Live>()
}
