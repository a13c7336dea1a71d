//! Conditions, allergies and immunizations: sorted, each once.

use std::{cmp::Reverse, collections::HashSet};

use salus_protocol::{
    ids::EntryId,
    record::{Allergies, Allergy, Condition, ConditionState, Conditions, Immunization, Immunizations},
};

use super::Read;
use crate::fhir::read::{
    allergy, condition, immunization,
    words::{sameness, speak_differently},
};

/// Conditions, active ones first, then the newest. The diagnosis of a visit is not shown beside the entry of the problem
/// list that it repeats.
pub(super) fn conditions(read: Vec<Read<condition::Condition>>) -> Conditions {
    let listed: Vec<&condition::Condition> =
        read.iter().map(|read| &read.content).filter(|one| !one.of_a_visit).collect();
    let repeats_the_list = |diagnosis: &condition::Condition| {
        diagnosis.of_a_visit
            && listed.iter().any(|listed| {
                sameness(&listed.name) == sameness(&diagnosis.name)
                    || listed.codes.iter().any(|code| diagnosis.codes.contains(code))
            })
    };
    let repeated: Vec<bool> = read.iter().map(|read| repeats_the_list(&read.content)).collect();
    let mut conditions: Vec<Condition> = read
        .into_iter()
        .zip(repeated)
        .filter(|(_, repeated)| !repeated)
        .filter_map(|(read, _)| {
            let one = read.content;
            let id = EntryId::parse(&read.id).ok()?;
            Some(Condition {
                id,
                name: one.name,
                state: one.state,
                unconfirmed: one.unconfirmed,
                since: one.since,
                until: one.until,
                notes: one.notes,
                language: one.language,
            })
        })
        .collect();
    let rank = |state| match state {
        ConditionState::Active => 0,
        ConditionState::Unknown => 1,
        ConditionState::Past => 2,
    };
    conditions
        .sort_by_cached_key(|one| (rank(one.state), Reverse(one.since.clone()), one.name.clone(), one.unconfirmed));
    // What is active is active once, however often it was noted; what is over counts each time it was there.
    let mut seen = HashSet::new();
    conditions.retain(|one| {
        let episode = (one.state != ConditionState::Active).then(|| (one.since.clone(), one.until.clone()));
        seen.insert((sameness(&one.name), rank(one.state), episode))
    });
    Conditions { conditions }
}

/// Allergies, the dangerous ones first, those that are over last.
pub(super) fn allergies(read: Vec<Read<allergy::Said>>) -> Allergies {
    let mut none_known = false;
    let mut allergies: Vec<Allergy> = Vec::new();
    for read in read {
        match read.content {
            allergy::Said::NoneKnown => none_known = true,
            allergy::Said::Allergy(one) => allergies.extend(EntryId::parse(&read.id).ok().map(|id| Allergy {
                id,
                name: one.name,
                reactions: one.reactions,
                high_risk: one.high_risk,
                resolved: one.resolved,
                unconfirmed: one.unconfirmed,
                since: one.since,
                notes: one.notes,
                language: one.language,
            })),
        }
    }
    allergies.sort_by_cached_key(|one| (one.resolved, !one.high_risk, sameness(&one.name), one.since.clone()));
    allergies.dedup_by(|later, earlier| {
        let same = sameness(&later.name) == sameness(&earlier.name)
            && later.resolved == earlier.resolved
            && !speak_differently(later.language.as_ref(), earlier.language.as_ref());
        if same {
            let new: Vec<String> =
                later.reactions.drain(..).filter(|reaction| !earlier.reactions.contains(reaction)).collect();
            earlier.reactions.extend(new);
            // Whoever confirmed it has confirmed it.
            earlier.unconfirmed &= later.unconfirmed;
        }
        same
    });
    // A record that says both is wrong about the one that is not dangerous to believe.
    let none_known = none_known && allergies.iter().all(|one| one.resolved);
    Allergies { allergies, none_known }
}

/// Immunizations, newest first.
pub(super) fn immunizations(read: Vec<Read<immunization::Immunization>>) -> Immunizations {
    let mut immunizations: Vec<Immunization> = read
        .into_iter()
        .filter_map(|read| {
            let one = read.content;
            let id = EntryId::parse(&read.id).ok()?;
            Some(Immunization {
                id,
                name: one.name,
                date: one.date,
                not_given: one.not_given,
                dose: one.dose,
                place: one.place,
                language: one.language,
            })
        })
        .collect();
    immunizations.sort_by_cached_key(|one| (Reverse(one.date.clone()), one.name.clone(), one.not_given));
    immunizations.dedup_by(|later, earlier| {
        earlier.date.is_some()
            && (&later.name, &later.date, later.not_given, &later.dose)
                == (&earlier.name, &earlier.date, earlier.not_given, &earlier.dose)
    });
    Immunizations { immunizations }
}
