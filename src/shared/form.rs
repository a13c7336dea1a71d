//! What every form does: find what is wrong, say it above and at the field, keep what was typed, send once at a time.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::words::Reason;

use crate::{
    browser::{announcer::Announcer, focus::Title},
    client::ClientError,
    components::{ErrorSummary, Notice, NoticeKind},
    sentences, text,
};

/// One thing that is wrong: the id of the field, and the sentence.
pub type Problem = (String, String);

/// The state of one form.
#[derive(Clone, Copy)]
pub struct FormState {
    problems: RwSignal<Vec<Problem>>,
    failure: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    title: Option<Title>,
    announcer: Option<Announcer>,
}

impl FormState {
    /// Nothing is wrong, nothing is under way.
    #[must_use]
    pub fn new() -> Self {
        Self {
            problems: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            title: use_context(),
            announcer: use_context(),
        }
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn error(self, id: &'static str) -> Signal<Option<String>> {
        let problems = self.problems;
        Signal::derive(move || {
            problems.with(|problems| problems.iter().find(|(field, _)| field == id).map(|(_, text)| text.clone()))
        })
    }

    /// Whether something is on its way to the server.
    #[must_use]
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Shows what is wrong; an empty list means that all is well.
    pub fn refuse(self, problems: Vec<Problem>) {
        if let Some(title) = self.title {
            title.set_wrong(!problems.is_empty());
        }
        // The page may be gone by now.
        self.problems.try_set(problems);
        self.failure.try_set(None);
    }

    /// Shows what is wrong with one field.
    pub fn refuse_field(self, id: &str, sentence: impl Into<String>) {
        self.refuse(vec![(id.to_owned(), sentence.into())]);
    }

    /// Shows a failure that belongs to no field.
    pub fn fail(self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.problems.try_set(Vec::new());
        // Nobody hears about a form that is gone.
        if self.failure.try_set(Some(sentence.clone())).is_none()
            && let Some(announcer) = self.announcer
        {
            announcer.say(sentence);
        }
    }

    /// Shows why a call failed: at the field if the server refused that field, above the form otherwise. `what` names the
    /// field in the middle of a sentence.
    pub fn fail_with(self, error: &ClientError, field: &str, id: &str, what: &str) {
        match sentences::refused_field(error, field) {
            Some(reason) => self.refuse_field(id, sentences::reason(reason, what)),
            None => self.fail(sentences::of(error)),
        }
    }

    /// Runs one attempt to send. A second press while it runs does nothing.
    pub fn send(self, attempt: impl Future<Output = ()> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refuse(Vec::new());
        spawn_local(async move {
            attempt.await;
            // The page may be gone by now.
            self.busy.try_set(false);
        });
    }

    /// The summary of what is wrong, and the failure. Stands above the title of the page.
    pub fn draw(self) -> impl IntoView {
        let Self { problems, failure, .. } = self;
        view! {
            <ErrorSummary title=text!(common.problem_title) errors=problems />
            {move || {
                failure
                    .get()
                    .map(|sentence| {
                        view! { <Notice kind=NoticeKind::Watch>{sentence}</Notice> }
                    })
            }}
        }
    }
}

impl Default for FormState {
    fn default() -> Self {
        Self::new()
    }
}

/// Keeps the word, or notes why it was refused.
pub fn keep<T>(problems: &mut Vec<Problem>, id: &str, what: &str, word: Result<T, Reason>) -> Option<T> {
    word.map_err(|reason| problems.push((id.to_owned(), sentences::reason(reason, what)))).ok()
}
