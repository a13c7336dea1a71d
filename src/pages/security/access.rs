//! Who looked at the record, newest first.

use leptos::prelude::*;
use salus_protocol::security::{AccessAction, AccessLine, AccessLog, Actor};

use crate::{
    browser::clock,
    components::{Button, ButtonKind, Drawing, Empty, PersonRow, RowList, Tone},
    plural,
    shared::switch,
    text,
};

/// How many lines are shown at first.
const PAGE: usize = 6;

pub(super) fn draw(log: AccessLog) -> AnyView {
    let lines = log.lines;
    if lines.is_empty() {
        return view! {
            <Empty title=text!(security.looked_empty_title) text=text!(security.looked_empty_text) drawing=Drawing::Rest />
        }
        .into_any();
    }
    let shown = RwSignal::new(PAGE);
    // What others did is what one comes for; one's own visits would bury it.
    let everyone = RwSignal::new(false);
    let lines = StoredValue::new(lines);
    let wanted = move || {
        let everyone = everyone.get();
        lines.with_value(|lines| {
            lines.iter().filter(|line| everyone || line.actor != Actor::You).cloned().collect::<Vec<_>>()
        })
    };
    let list = move || {
        let wanted = wanted();
        let more = u32::try_from(wanted.len().saturating_sub(shown.get())).unwrap_or(u32::MAX);
        if wanted.is_empty() {
            return view! { <p class="soft">{text!(security.looked_nobody_else)}</p> }.into_any();
        }
        let rows = wanted.into_iter().take(shown.get()).map(draw_line).collect_view();
        view! {
            <RowList>{rows}</RowList>
            {(more > 0)
                .then(|| {
                    view! {
                        <div class="actions">
                            <Button kind=ButtonKind::Quiet on_press=move |()| shown.set(usize::MAX)>
                                {plural!(more, security.looked_more)}
                            </Button>
                        </div>
                    }
                })}
        }
        .into_any()
    };
    let words = [text!(security.looked_others), text!(security.looked_everyone)];
    view! {
        {switch(text!(security.looked_show), "lookers", everyone, words)}
        {list}
    }
    .into_any()
}

fn draw_line(line: AccessLine) -> AnyView {
    let AccessLine { at, actor, action, .. } = line;
    let (name, role, tone) = match actor {
        Actor::You => (text!(security.you).to_owned(), String::new(), Tone::Brand),
        Actor::Staff { name, role } => (name, role, Tone::Clay),
        Actor::Practice => (text!(security.practice_system).to_owned(), String::new(), Tone::Plain),
    };
    view! {
        <PersonRow name=name role=role tone=tone aside=clock::moment(at)>
            {action_words(action)}
        </PersonRow>
    }
    .into_any()
}

/// What was done, in words.
fn action_words(action: AccessAction) -> &'static str {
    match action {
        AccessAction::ReadHome => text!(security.action.read_home),
        AccessAction::ReadResults => text!(security.action.read_results),
        AccessAction::ReadResult => text!(security.action.read_result),
        AccessAction::ReadVitals => text!(security.action.read_vitals),
        AccessAction::ReadMedications => text!(security.action.read_medications),
        AccessAction::ReadConditions => text!(security.action.read_conditions),
        AccessAction::ReadAllergies => text!(security.action.read_allergies),
        AccessAction::ReadImmunizations => text!(security.action.read_immunizations),
        AccessAction::ReadVisits => text!(security.action.read_visits),
        AccessAction::ReadThreads => text!(security.action.read_threads),
        AccessAction::ReadThread => text!(security.action.read_thread),
        AccessAction::WroteMessage => text!(security.action.wrote_message),
        AccessAction::ClosedThread => text!(security.action.closed_thread),
        AccessAction::ReadFeedback => text!(security.action.read_feedback),
        AccessAction::GaveFeedback => text!(security.action.gave_feedback),
        AccessAction::ReadAccessLog => text!(security.action.read_access_log),
        AccessAction::ImportedRecord => text!(security.action.imported_record),
        AccessAction::Invited => text!(security.action.invited),
        AccessAction::LookedUp => text!(security.action.looked_up),
        AccessAction::BeganReset => text!(security.action.began_reset),
        AccessAction::ConfirmedReset => text!(security.action.confirmed_reset),
        AccessAction::StoppedReset => text!(security.action.stopped_reset),
        AccessAction::ExportedAccessLog => text!(security.action.exported_access_log),
    }
}
