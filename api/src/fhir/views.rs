//! A patient's record, put together from all of their resources.
//!
//! [`RecordViews::build`] reads every resource once. Each section is kept as one JSON text and answers its requests without
//! reading FHIR again; what depends on today is worked out when it is asked for.

pub mod entries;
pub mod glance;
pub mod medications;
pub mod results;
pub mod visits;
pub mod vitals;

use std::sync::Arc;

use salus_protocol::record::{Allergies, Conditions, Immunizations, Medications, Vitals};

use super::{
    entry::opened,
    node::Node,
    read::{
        allergy, condition, immunization,
        links::Links,
        medication, observation,
        observation::Observation,
        patient::{self, Demographics},
        report, visit,
    },
    reference::urn_tail,
};
use glance::GlanceView;
use results::ResultsView;
use visits::VisitsView;

/// The version of the readers and views. Raise it when one of them reads something differently: records that an older
/// version made are then read again.
pub const VIEWS_VERSION: u32 = 5;

/// All sections of one patient's record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordViews {
    /// Who the patient is.
    pub demographics: Demographics,
    /// The record at a glance.
    pub glance: GlanceView,
    /// Results.
    pub results: ResultsView,
    /// Vital signs.
    pub vitals: Vitals,
    /// Medicines.
    pub medications: Medications,
    /// Conditions.
    pub conditions: Conditions,
    /// Allergies.
    pub allergies: Allergies,
    /// Immunizations.
    pub immunizations: Immunizations,
    /// Visits.
    pub visits: VisitsView,
}

/// Something that was read, with the id of its row and the names by which others refer to it.
#[derive(Clone, Debug)]
pub(crate) struct Read<T> {
    pub(crate) id: String,
    pub(crate) keys: Vec<String>,
    pub(crate) content: T,
}

/// Everything that was read of one patient.
#[derive(Default)]
pub(crate) struct Gathered {
    demographics: Demographics,
    observations: Vec<Read<Observation>>,
    reports: Vec<Read<report::Report>>,
    medications: Vec<Read<medication::Medication>>,
    conditions: Vec<Read<condition::Condition>>,
    allergies: Vec<Read<allergy::Said>>,
    immunizations: Vec<Read<immunization::Immunization>>,
    encounters: Vec<Read<visit::Visit>>,
    appointments: Vec<Read<visit::Visit>>,
}

impl RecordViews {
    /// Builds the record of one patient from the row id and stored text of each of their resources.
    ///
    /// A resource that cannot be read is left out of the views; it stays in the store.
    pub fn build<'r>(resources: impl IntoIterator<Item = (&'r str, &'r str)>, shared: &Arc<Links>) -> Self {
        let parsed: Vec<(&str, Node<'r>)> =
            resources.into_iter().filter_map(|(id, text)| Some((id, Node::parse(text).ok()?))).collect();
        let mut links = Links::over(shared);
        for (_, node) in &parsed {
            let (full_url, resource) = opened(node);
            links.learn_from(full_url, resource);
        }
        let mut gathered = Gathered::default();
        for (id, node) in &parsed {
            gathered.read(id, node, &links);
        }
        // The store gives them in the order in which they came; the views must not depend on it.
        let visits = VisitsView::build(gathered.encounters, gathered.appointments);
        let (results, vitals) =
            (ResultsView::build(&gathered.observations, gathered.reports), vitals::build(&gathered.observations));
        let medications = medications::build(gathered.medications);
        let conditions = entries::conditions(gathered.conditions);
        let allergies = entries::allergies(gathered.allergies);
        let immunizations = entries::immunizations(gathered.immunizations);
        let glance =
            GlanceView::build(&results, &vitals, &medications, &conditions, &allergies, &immunizations, &visits);
        Self {
            demographics: gathered.demographics,
            glance,
            results,
            vitals,
            medications,
            conditions,
            allergies,
            immunizations,
            visits,
        }
    }
}

impl Gathered {
    fn read(&mut self, id: &str, node: &Node<'_>, links: &Links) {
        let (full_url, resource) = opened(node);
        let Some(kind) = resource.word("resourceType") else { return };
        let mut keys = Vec::new();
        if let Some(own) = resource.word("id") {
            keys.push(format!("{kind}/{own}"));
            keys.push(own);
        }
        keys.extend(full_url.and_then(urn_tail).map(str::to_owned));
        match kind.as_str() {
            "Patient" => self.demographics = patient::read(resource),
            "Observation" => push(&mut self.observations, id, keys, observation::read(resource, links)),
            "DiagnosticReport" => push(&mut self.reports, id, keys, report::read(resource)),
            "MedicationRequest" => push(&mut self.medications, id, keys, medication::request(resource, links)),
            "MedicationStatement" => push(&mut self.medications, id, keys, medication::statement(resource, links)),
            "Condition" => push(&mut self.conditions, id, keys, condition::read(resource)),
            "AllergyIntolerance" => push(&mut self.allergies, id, keys, allergy::read(resource)),
            "Immunization" => push(&mut self.immunizations, id, keys, immunization::read(resource, links)),
            "Encounter" => push(&mut self.encounters, id, keys, visit::encounter(resource, links)),
            "Appointment" => push(&mut self.appointments, id, keys, visit::appointment(resource, links)),
            _ => {}
        }
    }
}

fn push<T>(list: &mut Vec<Read<T>>, id: &str, keys: Vec<String>, content: Option<T>) {
    list.extend(content.map(|content| Read { id: id.to_owned(), keys, content }));
}

#[cfg(test)]
mod tests;
