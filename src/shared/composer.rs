//! Writing a message: the draft that is never lost, the attempt that is stored once, and what is said when it did not go out.

use leptos::prelude::*;
use salus_protocol::words::{IdempotencyKey, MessageBody, Reason};

use super::form::{FormState, Problem};
use crate::{
    browser::{
        announcer::{Announcer, use_announcer},
        clock, random,
        storage::{Drafts, use_drafts},
    },
    client::ClientError,
    components::{Notice, NoticeKind, TextArea},
    plural, sentences, text,
};

/// How many characters are left when counting them begins to help.
const NEARLY_FULL: u32 = 1_000;

/// One text on its way to being sent.
#[derive(Clone, Copy)]
pub struct Composer {
    /// The subject, where the form has one.
    pub subject: RwSignal<String>,
    /// The message.
    pub body: RwSignal<String>,
    /// The chosen topic, where the form has one.
    pub topic: RwSignal<Option<String>>,
    /// What is wrong with it.
    pub form: FormState,
    /// The subject that the page suggested: nobody has typed it, so it is no draft.
    suggested: StoredValue<String>,
    place: StoredValue<String>,
    not_sent: RwSignal<Option<String>>,
    drafts: Drafts,
    announcer: Announcer,
}

impl Composer {
    /// Takes up the draft of a place, and keeps it from now on.
    #[must_use]
    pub fn new(place: String) -> Self {
        let drafts = use_drafts();
        let draft = drafts.get(&place);
        let composer = Self {
            subject: RwSignal::new(draft.subject),
            body: RwSignal::new(draft.body),
            topic: RwSignal::new(draft.choices.into_iter().next()),
            form: FormState::new(),
            suggested: StoredValue::new(String::new()),
            place: StoredValue::new(place),
            not_sent: RwSignal::new(None),
            drafts,
            announcer: use_announcer(),
        };
        Effect::watch(
            move || (composer.subject.get(), composer.body.get(), composer.topic.get()),
            move |(subject, body, topic), _, _| {
                composer.place.with_value(|place| {
                    composer.drafts.change(place, |draft| {
                        let suggested = composer.suggested.with_value(|suggested| suggested == subject);
                        let nothing_typed = body.trim().is_empty() && (suggested || subject.trim().is_empty());
                        draft.subject = if nothing_typed { String::new() } else { subject.clone() };
                        draft.body.clone_from(body);
                        // A topic alone is no loss; nobody has to be asked whether to leave it behind.
                        draft.choices = if nothing_typed { Vec::new() } else { topic.iter().cloned().collect() };
                    });
                });
            },
            false,
        );
        composer
    }

    /// Suggests a subject, as long as the person has not written one.
    pub fn suggest(self, subject: String) {
        if self.subject.with_untracked(|subject| subject.trim().is_empty()) {
            self.suggested.set_value(subject.clone());
            self.subject.set(subject);
        }
    }

    /// The message as a word of the wire, or what is wrong with it, with the count where it is too long.
    pub fn message(self, problems: &mut Vec<Problem>, id: &str, what: &str) -> Option<MessageBody> {
        let body = self.body.get_untracked();
        MessageBody::parse(&body)
            .map_err(|reason| {
                let sentence = match reason {
                    Reason::TooLong { max } => too_long(&body, max),
                    reason => sentences::reason(reason, what),
                };
                problems.push((id.to_owned(), sentence));
            })
            .ok()
    }

    /// The key of this attempt. The same text goes out under the same key until it is known to be stored.
    #[must_use]
    pub fn key(self) -> Option<IdempotencyKey> {
        let topic = self.topic.get_untracked().unwrap_or_default();
        let text = [topic, self.subject.get_untracked(), self.body.get_untracked()].join("\n");
        let place = self.place.get_value();
        if let Some((key, of)) = self.drafts.get(&place).attempt
            && of == text
        {
            return Some(key);
        }
        let key = random::idempotency_key()?;
        self.drafts.change(&place, |draft| {
            // With the text, because a draft without one is thrown away, and the text is kept only a moment after it is typed.
            draft.subject = self.subject.get_untracked();
            draft.body = self.body.get_untracked();
            draft.attempt = Some((key.clone(), text));
        });
        Some(key)
    }

    /// Where the draft is kept; a sender takes it along, because the page may be drawn anew before the answer is here.
    #[must_use]
    pub fn place(self) -> String {
        self.place.get_value()
    }

    /// It is stored: the draft of this place has done its work.
    pub fn sent(self, place: &str, said: &str) {
        self.body.try_set(String::new());
        self.subject.try_set(String::new());
        self.not_sent.try_set(None);
        self.drafts.remove(place);
        self.announcer.say(said);
    }

    /// It did not go out. The text stays where it is.
    pub fn not_sent(self, error: &ClientError) {
        let reason = sentences::of(error);
        let words = text!(messages.not_sent_text, reason = reason.as_str());
        self.announcer.say(words.clone());
        self.not_sent.try_set(Some(words));
    }

    /// Forgets the last failure, before a new attempt.
    pub fn try_again(self) {
        self.not_sent.set(None);
    }

    /// Whether the last attempt failed. Tracked.
    #[must_use]
    pub fn has_failed(self) -> bool {
        self.not_sent.with(Option::is_some)
    }

    /// The field for the message.
    pub fn field(self, id: &'static str, label: &'static str, hint: &'static str) -> impl IntoView {
        let left = Signal::derive(move || self.body.with(|body| characters_left(body)));
        view! {
            <TextArea
                label=label
                hint=Some(hint).filter(|hint| !hint.is_empty()).map(ToOwned::to_owned)
                value=self.body
                id=id
                max=MessageBody::MAX
                left_text=left
                error=self.form.error(id)
            />
        }
    }

    /// What to say when it did not go out. Stands beside the button.
    pub fn state(self) -> impl IntoView {
        move || {
            self.not_sent.get().map(|words| {
                view! {
                    <Notice kind=NoticeKind::Watch title=text!(messages.not_sent_title)>
                        {words}
                    </Notice>
                }
            })
        }
    }
}

/// How many characters are left, or too many, once that begins to matter.
fn characters_left(body: &str) -> String {
    let count = u32::try_from(body.chars().count()).unwrap_or(u32::MAX);
    match MessageBody::MAX.checked_sub(count) {
        Some(left) if left > NEARLY_FULL => String::new(),
        Some(left) => plural!(left, common.characters_left),
        None => plural!(count - MessageBody::MAX, common.characters_over),
    }
}

/// How long it is and how long it may be.
fn too_long(body: &str, max: u32) -> String {
    let count = clock::count(u32::try_from(body.trim().chars().count()).unwrap_or(u32::MAX));
    let max = clock::count(max);
    text!(messages.too_long_now, count = count.as_str(), max = max.as_str())
}
