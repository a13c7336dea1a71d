//! Medicines: those taken now first, each once.

use std::cmp::Reverse;

use salus_protocol::{
    ids::EntryId,
    record::{Medication, MedicationState, Medications},
};

use super::Read;
use crate::fhir::read::{
    medication,
    words::{sameness, speak_differently},
};

/// Puts the medicines together. A prescription that only renews another is not shown beside it.
pub(super) fn build(read: Vec<Read<medication::Medication>>) -> Medications {
    let mut medications: Vec<Medication> = read.into_iter().filter_map(entry).collect();
    // The newest stands for its renewals, and one with a prescriber for what was only noted as taken.
    medications.sort_by_cached_key(|medicine| {
        (
            rank(medicine.state),
            medicine.prescriber.is_none() && medicine.since.is_none(),
            Reverse(medicine.since.clone()),
            medicine.name.clone(),
        )
    });
    let mut kept: Vec<Medication> = Vec::new();
    for medicine in medications {
        let same =
            kept.iter_mut().find(|other| sameness(&other.name) == sameness(&medicine.name) && renews(other, &medicine));
        match same {
            Some(other) => complete(other, medicine),
            None => kept.push(medicine),
        }
    }
    Medications { medications: kept }
}

fn rank(state: MedicationState) -> u8 {
    match state {
        MedicationState::Current => 0,
        MedicationState::OnHold => 1,
        MedicationState::Unknown => 2,
        MedicationState::Past => 3,
    }
}

/// Whether the older entry adds nothing beside the newer one: the same medicine taken now twice, or an earlier
/// prescription of it with the same instructions.
fn renews(newer: &Medication, older: &Medication) -> bool {
    // A warning is never left out for what it warns of, nor the other way round.
    if speak_differently(newer.language.as_ref(), older.language.as_ref()) || newer.do_not_take != older.do_not_take {
        return false;
    }
    let says_the_same =
        older.instructions.is_empty() || newer.instructions.is_empty() || older.instructions == newer.instructions;
    match (newer.state, older.state) {
        (MedicationState::Current, MedicationState::Current | MedicationState::Past) => says_the_same,
        (MedicationState::Past, MedicationState::Past) => older.since == newer.since && says_the_same,
        _ => false,
    }
}

/// What the newer entry does not say, the older one of the same medicine may.
fn complete(newer: &mut Medication, older: Medication) {
    if newer.state == MedicationState::Current && older.state == MedicationState::Current {
        if newer.instructions.is_empty() {
            newer.instructions = older.instructions;
        }
        newer.reason = newer.reason.take().or(older.reason);
        newer.prescriber = newer.prescriber.take().or(older.prescriber);
        newer.since = newer.since.take().or(older.since);
    }
}

fn entry(read: Read<medication::Medication>) -> Option<Medication> {
    let medicine = read.content;
    Some(Medication {
        id: EntryId::parse(&read.id).ok()?,
        name: medicine.name,
        state: medicine.state,
        do_not_take: medicine.do_not_take,
        instructions: medicine.instructions,
        reason: medicine.reason,
        prescriber: medicine.prescriber,
        since: medicine.since,
        notes: medicine.notes,
        language: medicine.language,
    })
}
