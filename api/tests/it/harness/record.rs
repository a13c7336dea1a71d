//! A record for a patient, as the importer leaves it.

use std::sync::Arc;

use salus_api::{
    fhir::views::VIEWS_VERSION,
    import::{Progress, read_again},
    store::{import::Owner, record::Section},
};
use serde::Serialize;
use serde_json::Value;

use super::{Person, TestApp};

impl TestApp {
    /// Puts a section into a patient's record.
    pub(crate) async fn has(&self, person: &Person, section: Section, content: &impl Serialize) {
        let patient = person.patient.as_ref().expect("a patient");
        let text = serde_json::to_string(content).expect("a section can be written");
        let mut import = self.app.store.import().await.expect("the store imports");
        import.put_views(patient, VIEWS_VERSION, &[(section, text)]).await.expect("the section is kept");
        import.commit().await.expect("the section is kept");
    }

    /// Makes a patient's record out of FHIR resources; once for each patient.
    pub(crate) async fn has_on_record(&self, person: &Person, resources: &[Value]) {
        let owner = Owner::Patient(person.patient.clone().expect("a patient"));
        let name = person.account.as_ref().expect("an account");
        let mut import = self.app.store.import().await.expect("the store imports");
        for (number, resource) in resources.iter().enumerate() {
            let kind = resource["resourceType"].as_str().expect("a resource has a type");
            let key = format!("{kind}/{name}-{number}");
            import.put(&owner, kind, &key, &resource.to_string()).await.expect("the resource is kept");
        }
        import.commit().await.expect("the resources are kept");
        let progress: Progress = Arc::new(|_| {});
        read_again(&self.app.store, &progress).await.expect("the record is put together");
    }
}
