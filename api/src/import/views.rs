//! Records put together anew: after an import, and after the readers learned to read better.

use std::sync::Arc;

use super::{ImportError, Progress, Step};
use crate::{
    fhir::{
        read::links::{Links, NAMED},
        views::{RecordViews, VIEWS_VERSION},
    },
    store::{Store, import::ImportStore, record::Section},
};

/// So many records are put together in one transaction.
const BATCH: u32 = 25;

/// Puts together every record whose views are old, and says how many there were.
///
/// # Errors
/// [`ImportError`] if the store fails.
pub async fn read_again(store: &Store, progress: &Progress) -> Result<u64, ImportError> {
    let mut shared: Option<Arc<Links>> = None;
    let mut done = 0;
    loop {
        let mut batch = store.import().await?;
        let patients = batch.patients_to_read_again(VIEWS_VERSION, BATCH).await?;
        if patients.is_empty() {
            return Ok(done);
        }
        let shared = match &shared {
            Some(links) => Arc::clone(links),
            None => Arc::clone(shared.insert(Arc::new(names(&mut batch).await?))),
        };
        for patient in &patients {
            let kept = batch.resources_of(patient).await?;
            let links = Arc::clone(&shared);
            let (sections, identifiers) = tokio::task::spawn_blocking(move || {
                let texts = kept.iter().map(|kept| (kept.id.as_str(), kept.text.as_str()));
                let views = RecordViews::build(texts, &links);
                Ok::<_, serde_json::Error>((sections(&views)?, views.identifiers))
            })
            .await??;
            batch.put_views(patient, VIEWS_VERSION, &sections).await?;
            batch.put_identifiers(patient, &identifiers).await?;
            done += 1;
        }
        batch.commit().await?;
        progress(Step::Records(done));
    }
}

/// The names of everybody and everything that is shared.
async fn names(batch: &mut ImportStore) -> Result<Links, ImportError> {
    let mut links = Links::default();
    for kind in NAMED {
        for kept in batch.shared(kind).await? {
            links.learn(&kept.text);
        }
    }
    Ok(links)
}

fn sections(views: &RecordViews) -> Result<Vec<(Section, String)>, serde_json::Error> {
    Section::ALL
        .into_iter()
        .map(|section| {
            let text = match section {
                Section::Demographics => serde_json::to_string(&views.demographics),
                Section::Glance => serde_json::to_string(&views.glance),
                Section::Results => serde_json::to_string(&views.results),
                Section::Vitals => serde_json::to_string(&views.vitals),
                Section::Medications => serde_json::to_string(&views.medications),
                Section::Conditions => serde_json::to_string(&views.conditions),
                Section::Allergies => serde_json::to_string(&views.allergies),
                Section::Immunizations => serde_json::to_string(&views.immunizations),
                Section::Visits => serde_json::to_string(&views.visits),
            }?;
            Ok((section, text))
        })
        .collect()
}
