//! Who waits, the longest waiting on top.

use leptos::prelude::*;
use salus_protocol::{
    ids::ThreadId,
    messages::ThreadState,
    staff::{Inbox, InboxThread, PatientCard},
    time::Day,
};

use crate::{
    browser::clock,
    components::{Chip, Drawing, Empty, IconName, Row, RowList, Tone},
    dates::Parts,
    plural,
    route::Route,
    text,
};

pub(super) fn draw(inbox: Inbox, open: Memo<Option<ThreadId>>) -> AnyView {
    if inbox.threads.is_empty() {
        return view! {
            <Empty title=text!(team.empty_title) text=text!(team.empty_text) drawing=Drawing::Messages />
        }
        .into_any();
    }
    let rows = inbox.threads.into_iter().map(|thread| draw_row(thread, open)).collect_view();
    view! { <RowList label=text!(team.queue_label)>{rows}</RowList> }.into_any()
}

fn draw_row(waiting: InboxThread, open: Memo<Option<ThreadId>>) -> AnyView {
    let InboxThread { thread, patient, answer_by } = waiting;
    let id = thread.id.clone();
    let current = Signal::derive(move || open.with(|open| open.as_ref() == Some(&id)));
    let chip = match (thread.state, answer_by) {
        (ThreadState::Waiting, Some(day)) => due(&day),
        (ThreadState::Waiting, None) => (text!(messages.state.waiting).to_owned(), Tone::Watch),
        (ThreadState::Answered, _) => (text!(messages.state.answered).to_owned(), Tone::Good),
        (ThreadState::Closed, _) => (text!(messages.state.closed).to_owned(), Tone::Plain),
    };
    let href = Route::TeamThread(thread.id).path();
    let person = person(&patient);
    let icon = (thread.state == ThreadState::Waiting).then_some(IconName::Clock);
    let chip = move || match icon {
        Some(icon) => view! { <Chip text=chip.0 kind=chip.1 icon=icon /> }.into_any(),
        None => view! { <Chip text=chip.0 kind=chip.1 /> }.into_any(),
    };
    if thread.unread {
        view! {
            <Row href=href title=thread.subject text=person current=current unseen=text!(common.new_)>
                {chip()}
            </Row>
        }
        .into_any()
    } else {
        view! {
            <Row href=href title=thread.subject text=person current=current>
                {chip()}
            </Row>
        }
        .into_any()
    }
}

/// Name and age in a line.
fn person(patient: &PatientCard) -> String {
    match patient.age {
        Some(age) => plural!(u32::from(age), team.person_age, name = patient.name.as_str()),
        None => patient.name.clone(),
    }
}

/// By when an answer was promised, and how much that presses.
pub(super) fn due(day: &Day) -> (String, Tone) {
    let words = clock::day(day);
    match clock::days_until(Parts::of_day(day)) {
        ..0 => (text!(team.overdue, day = words.as_str()), Tone::Urgent),
        0 => (text!(team.due_today).to_owned(), Tone::Urgent),
        1 => (text!(team.due, day = words.as_str()), Tone::Watch),
        _ => (text!(team.due, day = words.as_str()), Tone::Plain),
    }
}
