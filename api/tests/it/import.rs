//! The importer, from files to what a patient sees.

mod account;
mod again;
mod languages;
mod owners;
mod sample_data;
mod shapes;

use std::{fs, path::PathBuf, sync::Arc};

use salus_api::import::{self, ImportReport};
use salus_protocol::{
    endpoint::Nothing,
    record::{ListResults, Value},
};
use serde_json::json;
use tempfile::TempDir;

use crate::harness::{Person, TestApp};

/// A folder of files to import.
struct Files(TempDir);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let files_of_test = Self(tempfile::tempdir().expect("a temporary folder"));
        for (name, content) in files {
            files_of_test.write(name, content);
        }
        files_of_test
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).expect("a file is written");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

impl TestApp {
    /// Imports everything in the folder.
    async fn imports(&self, files: &Files) -> ImportReport {
        self.imports_paths(&[files.0.path().to_owned()]).await
    }

    async fn imports_paths(&self, paths: &[PathBuf]) -> ImportReport {
        import::run(&self.app.store, paths, Arc::new(|_| {})).await.expect("the import ends")
    }
}

/// A patient of this id.
fn patient(id: &str, family: &str, born: &str) -> String {
    json!({"resourceType": "Patient", "id": id, "name": [{"family": family, "given": ["Ana"]}], "birthDate": born})
        .to_string()
}

/// A sodium value of a patient.
fn sodium(id: &str, subject: &str, figure: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"code":"laboratory"}}]}}],"code":{{"text":"Sodium"}},"subject":{{"reference":"{subject}"}},"effectiveDateTime":"2026-11-18T08:40:00Z","valueQuantity":{{"value":{figure},"unit":"mmol/L"}}}}"#
    )
}

/// A transaction bundle of these resources, each at its own `urn:uuid:`.
fn bundle(entries: &[(&str, &str)]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(url, resource)| {
            format!(r#"{{"fullUrl":"urn:uuid:{url}","resource":{resource},"request":{{"method":"POST","url":"x"}}}}"#)
        })
        .collect();
    format!(r#"{{"resourceType":"Bundle","type":"transaction","entry":[{}]}}"#, entries.join(","))
}

/// The figures among the results of a signed-in patient, as they read them.
async fn figures(person: &mut Person) -> Vec<String> {
    let results = person.call(ListResults {}, Nothing {}).await.ok();
    let lines = results.groups.into_iter().flat_map(|group| group.results);
    let mut figures: Vec<String> = lines
        .filter_map(|line| match line.value {
            Value::Quantity { figure, .. } => Some(figure),
            _ => None,
        })
        .collect();
    figures.sort();
    figures
}
