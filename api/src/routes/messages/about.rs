//! What a conversation is about, looked up in the patient's own record: an entry that is not there is nobody's business.

use salus_protocol::{
    messages::{About, AboutShown},
    record::{Medications, Value},
};

use crate::{
    fhir::views::results::ResultsView,
    store::{StoreError, patient::PatientStore, record::Section},
};

/// The entry with its title as it is shown; `None` if the patient's record has no such entry.
pub(super) async fn look_up(store: &PatientStore, about: &About) -> Result<Option<AboutShown>, StoreError> {
    let title = match about {
        About::Result(id) => {
            let results: ResultsView = store.more(Section::Results).await?.unwrap_or_default();
            results.detail(id).map(|detail| match words(&detail.result.value) {
                Some(value) => format!("{}, {value}", detail.result.name),
                None => detail.result.name,
            })
        }
        About::Medication(id) => {
            let medications: Medications = store.more(Section::Medications).await?.unwrap_or_default();
            medications.medications.into_iter().find(|medicine| medicine.id == *id).map(|medicine| medicine.name)
        }
    };
    Ok(title.map(|title| AboutShown { about: about.clone(), title }))
}

/// What was found, in one line.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Quantity { figure, unit } if unit.is_empty() => Some(figure.clone()),
        Value::Quantity { figure, unit } => Some(format!("{figure} {unit}")),
        Value::Text { text } | Value::Parts { text } => Some(text.clone()),
        Value::Absent { .. } => None,
    }
}
