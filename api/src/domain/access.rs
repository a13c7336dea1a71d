//! Why somebody reads or changes a patient's data, as the access log says it.

use salus_protocol::security::{AccessAction, AccessReason, ActorKind};

/// The reason for what was done: it follows from who did what.
#[must_use]
pub const fn reason(actor: ActorKind, action: AccessAction) -> AccessReason {
    use AccessAction::{BeganReset, ConfirmedReset, GaveFeedback, LookedUp, ReadFeedback, StoppedReset};
    match (actor, action) {
        (_, LookedUp | BeganReset | ConfirmedReset | StoppedReset) => AccessReason::Recovery,
        (ActorKind::You, _) => AccessReason::OwnUse,
        (ActorKind::Staff, ReadFeedback | GaveFeedback) => AccessReason::Feedback,
        // The care team reaches a record only beside a conversation.
        (ActorKind::Staff, _) => AccessReason::Answering,
        (ActorKind::Practice, _) => AccessReason::RecordKeeping,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_follows_from_who_did_what() {
        use AccessAction::{BeganReset, ImportedRecord, Invited, ReadFeedback, ReadThread, StoppedReset};
        for (actor, action, expected) in [
            (ActorKind::You, ReadThread, AccessReason::OwnUse),
            (ActorKind::You, ReadFeedback, AccessReason::OwnUse),
            (ActorKind::You, StoppedReset, AccessReason::Recovery),
            (ActorKind::Staff, ReadThread, AccessReason::Answering),
            (ActorKind::Staff, ReadFeedback, AccessReason::Feedback),
            (ActorKind::Staff, BeganReset, AccessReason::Recovery),
            (ActorKind::Practice, ImportedRecord, AccessReason::RecordKeeping),
            (ActorKind::Practice, Invited, AccessReason::RecordKeeping),
        ] {
            assert_eq!(reason(actor, action), expected, "{actor:?} {action:?}");
        }
    }
}
