//! What must not be lost: drafts. They live in memory only, because health data has no place in the browser's storage;
//! leaving the page with a draft asks first.

use std::collections::HashMap;

use leptos::{ev, prelude::*};
use salus_protocol::{ids::AccountId, words::IdempotencyKey};
use wasm_bindgen::JsCast;

/// One text that is not sent yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The subject, for a new conversation.
    pub subject: String,
    /// The message.
    pub body: String,
    /// What was chosen, in the order of the form's questions.
    pub choices: Vec<String>,
    /// The key of the last attempt to send, and the text it was for. The same text goes out under the same key, so that it
    /// is stored once even if the first answer was lost.
    pub attempt: Option<(IdempotencyKey, String)>,
}

impl Draft {
    /// Whether there is anything in it to lose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subject.trim().is_empty() && self.body.trim().is_empty() && self.choices.iter().all(String::is_empty)
    }
}

/// All drafts, by the place they belong to. Outlives pages and sessions; lives in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Drafts {
    drafts: RwSignal<HashMap<String, Draft>>,
    owner: RwSignal<Option<AccountId>>,
}

impl Drafts {
    /// No drafts yet. The browser asks before the page is left while there is one.
    #[must_use]
    pub fn new() -> Self {
        let drafts = Self { drafts: RwSignal::new(HashMap::new()), owner: RwSignal::new(None) };
        let handle = window_event_listener(ev::beforeunload, move |event| {
            if drafts.any() {
                event.prevent_default();
                // Older browsers want a value; none shows its text any more.
                event.unchecked_ref::<web_sys::BeforeUnloadEvent>().set_return_value("draft");
            }
        });
        on_cleanup(move || handle.remove());
        drafts
    }

    /// Tells whose drafts these are from now on. Those of another person are thrown away.
    pub fn belong_to(self, account: &AccountId) {
        if self.owner.with_untracked(|owner| owner.as_ref() != Some(account)) {
            self.drafts.update(HashMap::clear);
            self.owner.set(Some(account.clone()));
        }
    }

    /// Throws all drafts away.
    pub fn clear(self) {
        self.drafts.update(HashMap::clear);
        self.owner.set(None);
    }

    /// The draft of a place, empty if there is none. Not tracked: a form reads it once.
    #[must_use]
    pub fn get(self, place: &str) -> Draft {
        self.drafts.with_untracked(|drafts| drafts.get(place).cloned().unwrap_or_default())
    }

    /// Changes the draft of a place; one that is empty afterwards is thrown away.
    pub fn change(self, place: &str, change: impl FnOnce(&mut Draft)) {
        self.drafts.update(|drafts| {
            let draft = drafts.entry(place.to_owned()).or_default();
            change(draft);
            if draft.is_empty() {
                drafts.remove(place);
            }
        });
    }

    /// Throws the draft of a place away, because it was sent.
    pub fn remove(self, place: &str) {
        self.drafts.update(|drafts| {
            drafts.remove(place);
        });
    }

    /// Whether anything would be lost.
    fn any(self) -> bool {
        self.drafts.with_untracked(|drafts| !drafts.is_empty())
    }
}

impl Default for Drafts {
    fn default() -> Self {
        Self::new()
    }
}

/// The drafts of this app.
#[must_use]
pub fn use_drafts() -> Drafts {
    expect_context::<Drafts>()
}
