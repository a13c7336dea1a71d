//! The lines, newest first, a few at a time.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    messages::About,
    security::{AccessEntry, AccessLine, AccessLog, AccessQuery, Actor, SearchAccess, UnreadableLine},
};

use super::filter::Filter;
use crate::{
    browser::{clock, focus},
    client::{Remote, use_client},
    components::{Button, ButtonKind, Drawing, Empty, PendingShape, PersonRow, RowList, Tone},
    route::Route,
    sentences,
    shared::{access_words, form::FormState, questioned::Questioned, show},
    text,
};

/// How many lines are shown at first. The list is one of several things on its page.
const FIRST: usize = 6;
/// How many more come at a time.
const STEP: usize = 20;

/// The lines that a question asks for.
#[component]
pub(super) fn Lines(
    /// Where to look wider when nothing is found.
    filter: Filter,
    /// What is asked.
    query: AccessQuery,
    /// Leads to where the account is signed in.
    to_sessions: Callback<()>,
) -> impl IntoView {
    let log = Remote::ask(SearchAccess {}, query.clone());
    show(log, PendingShape::Rows, move |log| draw(log, query.clone(), filter, to_sessions))
}

fn draw(log: AccessLog, query: AccessQuery, filter: Filter, to_sessions: Callback<()>) -> AnyView {
    let more = RwSignal::new(log.more);
    let entries = log.entries();
    if entries.is_empty() {
        return nothing(filter);
    }
    let client = use_client();
    let form = FormState::new();
    let lines = RwSignal::new(entries);
    let shown = RwSignal::new(FIRST);
    let rows = move || {
        let shown = shown.get();
        lines.with(|lines| lines.iter().take(shown).cloned().enumerate().map(row).collect_view())
    };
    let show_more = move |first: usize| {
        shown.set(first + STEP);
        // Whoever reads with a keyboard or by ear goes on where the list went on.
        request_animation_frame(move || {
            focus::to(&row_id(first));
        });
    };
    let older = move |()| {
        let first = shown.get_untracked();
        let here = lines.with_untracked(Vec::len);
        if first + STEP <= here || !more.get_untracked() {
            return show_more(first);
        }
        let before = lines.with_untracked(|lines| last_number(lines));
        let query = AccessQuery { before, ..query.clone() };
        form.send(async move {
            match client.call(&SearchAccess {}, &query).await {
                Ok(page) => {
                    more.try_set(page.more);
                    lines.try_update(|lines| lines.extend(page.entries()));
                    show_more(first);
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let rest = move || lines.with(Vec::len) > shown.get() || more.get();
    let own = Memo::new(move |_| lines.with(|lines| lines.iter().any(is_own)));
    view! {
        {move || own.get().then(|| not_you(to_sessions))}
        <RowList label=text!(security.looked_title)>{rows}</RowList>
        {form.draw()}
        {move || {
            rest()
                .then(|| {
                    view! {
                        <div class="actions">
                            <Button
                                kind=ButtonKind::Quiet
                                on_press=older.clone()
                                busy=form.busy()
                                busy_text=text!(common.loading)
                            >
                                {text!(security.looked_older)}
                            </Button>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}

/// Nobody has looked, or nobody of those who were asked for.
fn nothing(filter: Filter) -> AnyView {
    if filter.is_widest() {
        return view! {
            <Empty title=text!(security.looked_empty_title) text=text!(security.looked_empty_text) drawing=Drawing::Rest />
        }
        .into_any();
    }
    view! {
        <Empty
            title=text!(security.looked_none_title)
            text=text!(security.looked_none_text)
            drawing=Drawing::Search
            action=move || {
                view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| filter.widen()>
                        {text!(security.looked_widen)}
                    </Button>
                }
            }
        />
    }
    .into_any()
}

/// The id of the link or the row by its place, to go on reading there.
fn row_id(place: usize) -> String {
    format!("looked-{place}")
}

/// The number to ask for older ones with. A line whose number is none helps nobody on.
fn last_number(entries: &[AccessEntry]) -> Option<u64> {
    entries.iter().rev().map(AccessEntry::number).find(|number| *number > 0)
}

const fn is_own(entry: &AccessEntry) -> bool {
    matches!(entry, AccessEntry::Line(AccessLine { actor: Actor::You, .. }))
}

/// The way on for whoever finds a line of their own account that is not theirs: the practice cannot tell who it was, the list of
/// sessions can. Once for all, since nearly all of those lines are theirs.
fn not_you(to_sessions: Callback<()>) -> AnyView {
    view! {
        <div class="actions no-print" id="looked-own">
            <span class="soft">{text!(security.not_you)}</span>
            <Button kind=ButtonKind::Plain on_press=to_sessions>
                {text!(security.not_you_see)}
            </Button>
        </div>
    }
    .into_any()
}

fn row((place, entry): (usize, AccessEntry)) -> AnyView {
    let line = match entry {
        AccessEntry::Line(line) => line,
        AccessEntry::Unreadable(line) => return unreadable(place, line),
    };
    let (role, tone) = match &line.actor {
        Actor::You => (String::new(), Tone::Brand),
        Actor::Staff { role, .. } => (role.clone(), Tone::Clay),
        Actor::Practice => (String::new(), Tone::Plain),
    };
    let name = access_words::who(&line.actor);
    let when = clock::moment(line.at);
    let why = (line.actor != Actor::You).then(|| access_words::reason(line.reason));
    let question = (line.actor != Actor::You).then(|| question(line.clone(), &name, &when));
    view! {
        <PersonRow name=name role=role tone=tone>
            <span class="looked">
                <span class="looked-what" id=row_id(place) tabindex="-1">
                    {access_words::action(line.action)}
                    <span class="soft small">{when} {why.map(|why| [". ", why].concat())}</span>
                </span>
                {question}
            </span>
        </PersonRow>
    }
    .into_any()
}

/// A line that somebody has changed into what cannot be read: that it is there, and what to do.
fn unreadable(place: usize, line: UnreadableLine) -> AnyView {
    let when = clock::moment(line.at);
    view! {
        <PersonRow name=text!(security.unreadable) role="" tone=Tone::Plain>
            <span class="looked">
                <span class="looked-what" id=row_id(place) tabindex="-1">
                    {text!(security.unreadable_next)}
                    <span class="soft small">{when}</span>
                </span>
            </span>
        </PersonRow>
    }
    .into_any()
}

/// The way to a message about this line.
fn question(line: AccessLine, name: &str, when: &str) -> AnyView {
    let questioned = use_context::<Questioned>();
    let href = Route::NewMessage(Some(About::Access(line.id.clone()))).path();
    let label = text!(security.unknown_of, name = name, time = when);
    let take = move |_| {
        if let Some(questioned) = questioned {
            questioned.take(line.clone());
        }
    };
    view! {
        <a class="lone-link small no-print" href=href on:click=take>
            <span aria-hidden="true">{text!(security.unknown)}</span>
            <span class="visually-hidden">{label}</span>
        </a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use salus_protocol::{Sample, time::Timestamp};

    use super::*;

    #[test]
    fn older_lines_are_asked_for_with_the_last_number_that_is_one() {
        let line = |number| AccessEntry::Line(AccessLine { number, ..AccessLine::sample() });
        let broken = |number| AccessEntry::Unreadable(UnreadableLine { number, at: Timestamp::sample() });
        assert_eq!(last_number(&[line(9), broken(8)]), Some(8));
        assert_eq!(last_number(&[line(9), broken(0)]), Some(9));
        assert_eq!(last_number(&[]), None);
    }

    #[test]
    fn only_what_the_account_did_itself_is_ones_own() {
        let own = AccessLine { actor: Actor::You, ..AccessLine::sample() };
        assert!(is_own(&AccessEntry::Line(own)));
        assert!(!is_own(&AccessEntry::Line(AccessLine::sample())));
        assert!(!is_own(&AccessEntry::Unreadable(UnreadableLine { number: 1, at: Timestamp::sample() })));
    }
}
