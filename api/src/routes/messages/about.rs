//! What a conversation is about, looked up in the patient's own record and access log: an entry that is not there is nobody's business.

use salus_protocol::{
    messages::{About, AboutShown},
    record::Medications,
};

use crate::{
    domain::messages::{about_access, about_medication, about_result},
    fhir::views::results::ResultsView,
    store::{StoreError, patient::PatientStore, record::Section},
};

/// The entry with its title as it is shown; `None` if the patient has no such entry.
pub(super) async fn look_up(store: &PatientStore, about: &About) -> Result<Option<AboutShown>, StoreError> {
    Ok(match about {
        About::Result(id) => {
            let results: ResultsView = store.more(Section::Results).await?.unwrap_or_default();
            results.detail(id).map(|detail| about_result(detail.result))
        }
        About::Medication(id) => {
            let Medications { medications } = store.more(Section::Medications).await?.unwrap_or_default();
            let medicine = medications.into_iter().find(|medicine| medicine.id == *id);
            medicine.map(about_medication)
        }
        About::Access(id) => store.access_line(id).await?.map(about_access),
    })
}
