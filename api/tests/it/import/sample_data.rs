//! The sample data beside the workspace, where it is.

use std::path::{Path, PathBuf};

use salus_api::fhir::source::Reason;
use salus_protocol::{
    endpoint::Nothing,
    record::{ListAllergies, ListVisits},
};

use super::figures;
use crate::harness::TestApp;

fn sample(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    if !path.exists() {
        eprintln!("left out: there is no sample data beside this workspace");
        return None;
    }
    Some(path)
}

#[tokio::test]
async fn everything_is_imported_and_the_second_time_nothing_changes() {
    let Some(folder) = sample("") else { return };
    let app = TestApp::start().await;
    let first = app.imports_paths(std::slice::from_ref(&folder)).await;
    let total = first.total();
    assert!(total.new > 6_000 && total.changed == 0, "{total:?}");
    assert!(first.patients_new >= 10, "{}", first.patients_new);
    for reason in [Reason::Malformed, Reason::Truncated, Reason::TooDeep, Reason::WrongType, Reason::AnotherPerson] {
        assert_eq!(first.rejected.get(&reason), None, "{reason:?}");
    }
    let second = app.imports_paths(&[folder]).await;
    assert_eq!((second.total().new, second.total().changed, second.records), (0, 0, 0));
    assert_eq!((second.total().unchanged, second.rejected), (total.all(), first.rejected));
}

#[tokio::test]
async fn a_real_patient_reads_a_real_record() {
    let Some(folder) = sample("synthea-2019") else { return };
    let app = TestApp::start().await;
    let mut carla = app.patient("d8e20eac-1721-4a71-ba98-c23d32e75105").await;
    let report = app.imports_paths(&[folder]).await;
    assert_eq!((report.patients_new, report.patients_known), (1, 1));
    assert_eq!(figures(&mut carla).await.len(), 22);
    assert_eq!(carla.call(ListAllergies {}, Nothing {}).await.ok().allergies.len(), 5);
    assert_eq!(carla.call(ListVisits {}, Nothing {}).await.ok().visits.len(), 22);
}
