//! What the care team needs to know of a patient beside a conversation.

use futures::future::try_join3;
use salus_protocol::{
    ids::PatientId,
    messages::Thread,
    record::{Allergies, MedicationState, Medications},
    security::AccessAction,
    staff::{PatientCard, StaffThread},
    time::Day,
};

use crate::{
    app::App,
    domain::days::age,
    store::{StoreError, invitations::OnFile, record::Section, staff::StaffStore},
};

/// Who the patient is, in a line; by the name on the account where the record has none.
pub(super) fn card(id: PatientId, on_file: Option<OnFile>, account_name: String, today: &Day) -> PatientCard {
    let OnFile { name, birth_date, .. } = on_file.unwrap_or_default();
    PatientCard { id, name: name.unwrap_or(account_name), age: birth_date.and_then(|born| age(&born, today)) }
}

/// A conversation beside its patient's allergies and medicines.
pub(super) async fn with_patient(
    app: &App,
    store: &StaffStore,
    patient: PatientId,
    thread: Thread,
) -> Result<StaffThread, StoreError> {
    let (on_file, allergies, medications) = try_join3(
        store.demographics::<OnFile>(&patient),
        store.section::<Allergies>(&patient, Section::Allergies, AccessAction::ReadAllergies),
        store.section::<Medications>(&patient, Section::Medications, AccessAction::ReadMedications),
    )
    .await?;
    let account_name = store.account_name(&patient).await?;
    Ok(StaffThread {
        thread,
        patient: card(patient, on_file, account_name, &app.store.world().today()),
        allergies: names(allergies.unwrap_or_default()),
        medications: taken_now(medications.unwrap_or_default()),
    })
}

/// Names of the allergies that are not over.
fn names(allergies: Allergies) -> Vec<String> {
    allergies.allergies.into_iter().filter(|allergy| !allergy.resolved).map(|allergy| allergy.name).collect()
}

/// Names of the medicines taken now.
fn taken_now(medications: Medications) -> Vec<String> {
    let current = |state| matches!(state, MedicationState::Current);
    medications
        .medications
        .into_iter()
        .filter(|medicine| current(medicine.state))
        .map(|medicine| medicine.name)
        .collect()
}
