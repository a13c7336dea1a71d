//! A record for a patient, as the importer would have left it.

use salus_api::store::record::Section;
use serde::Serialize;

use super::{Person, TestApp};

impl TestApp {
    /// Puts a section into a patient's record.
    pub(crate) async fn has(&self, person: &Person, section: Section, content: &impl Serialize) {
        let patient = person.patient.as_ref().expect("a patient");
        let text = serde_json::to_string(content).expect("a section can be written");
        let mut import = self.app.store.import().await.expect("the store imports");
        import.put_views(patient, 1, &[(section, text)]).await.expect("the section is kept");
        import.commit().await.expect("the section is kept");
    }
}
