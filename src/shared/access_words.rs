//! Lines of the access log in words: what was done, why, and the whole line among other words. The same words serve the patient
//! and the care team, who read them in a conversation about a line.

use salus_protocol::security::{AccessAction, AccessLine, AccessReason, Actor};

use crate::{browser::clock, text};

/// Who it was, by name, or what stands for it.
#[must_use]
pub fn who(actor: &Actor) -> String {
    match actor {
        Actor::You => text!(security.you).to_owned(),
        Actor::Staff { name, .. } => name.clone(),
        Actor::Practice => text!(security.practice_system).to_owned(),
    }
}

/// What was done.
#[must_use]
pub fn action(action: AccessAction) -> &'static str {
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

/// Why it was done.
#[must_use]
pub fn reason(reason: AccessReason) -> &'static str {
    match reason {
        AccessReason::OwnUse => text!(security.reason.own_use),
        AccessReason::Answering => text!(security.reason.answering),
        AccessReason::Feedback => text!(security.reason.feedback),
        AccessReason::RecordKeeping => text!(security.reason.record_keeping),
        AccessReason::Recovery => text!(security.reason.recovery),
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
    text!(security.line, who = person.as_str(), what = action(line.action), when = when.as_str())
}
