//! Lines of the access log in words: what was done, why, and the whole line among other words. The same words serve the patient
//! and the care team, who read them in a conversation about a line.

use salus_protocol::security::{AccessAction, AccessLine, AccessReason, Actor};

use crate::{browser::clock, text};

/// Who it was, by name, or what stands for it.
#[must_use]
pub fn who(actor: &Actor) -> String {
    match actor {
        Actor::You => text!(access.you).to_owned(),
        Actor::Staff { name, .. } => name.clone(),
        Actor::Practice => text!(access.practice_system).to_owned(),
    }
}

/// What was done.
#[must_use]
pub fn action(action: AccessAction) -> &'static str {
    match action {
        AccessAction::ReadHome => text!(access.action.read_home),
        AccessAction::ReadResults => text!(access.action.read_results),
        AccessAction::ReadResult => text!(access.action.read_result),
        AccessAction::ReadVitals => text!(access.action.read_vitals),
        AccessAction::ReadMedications => text!(access.action.read_medications),
        AccessAction::ReadConditions => text!(access.action.read_conditions),
        AccessAction::ReadAllergies => text!(access.action.read_allergies),
        AccessAction::ReadImmunizations => text!(access.action.read_immunizations),
        AccessAction::ReadVisits => text!(access.action.read_visits),
        AccessAction::ReadThreads => text!(access.action.read_threads),
        AccessAction::ReadThread => text!(access.action.read_thread),
        AccessAction::WroteMessage => text!(access.action.wrote_message),
        AccessAction::ClosedThread => text!(access.action.closed_thread),
        AccessAction::ReadFeedback => text!(access.action.read_feedback),
        AccessAction::GaveFeedback => text!(access.action.gave_feedback),
        AccessAction::ReadAccessLog => text!(access.action.read_access_log),
        AccessAction::ImportedRecord => text!(access.action.imported_record),
        AccessAction::Invited => text!(access.action.invited),
        AccessAction::LookedUp => text!(access.action.looked_up),
        AccessAction::BeganReset => text!(access.action.began_reset),
        AccessAction::ConfirmedReset => text!(access.action.confirmed_reset),
        AccessAction::StoppedReset => text!(access.action.stopped_reset),
        AccessAction::ExportedAccessLog => text!(access.action.exported_access_log),
    }
}

/// Why it was done.
#[must_use]
pub fn reason(reason: AccessReason) -> &'static str {
    match reason {
        AccessReason::OwnUse => text!(access.reason.own_use),
        AccessReason::Answering => text!(access.reason.answering),
        AccessReason::Feedback => text!(access.reason.feedback),
        AccessReason::RecordKeeping => text!(access.reason.record_keeping),
        AccessReason::Recovery => text!(access.reason.recovery),
    }
}

/// The whole line in one: "Idris Kane, Nurse: Read a conversation. Yesterday, 9:04 am".
#[must_use]
pub fn line(line: &AccessLine) -> String {
    let person = match &line.actor {
        Actor::Staff { name, role } if !role.is_empty() => {
            text!(common.list, first = name.as_str(), next = role.as_str())
        }
        other => who(other),
    };
    let when = clock::moment(line.at);
    text!(access.line, who = person.as_str(), what = action(line.action), when = when.as_str())
}
