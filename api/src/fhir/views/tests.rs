#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test may stop, and says what it left out")]

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use salus_protocol::{
    ids::ResultId,
    record::{ConditionState, MedicationState, Term, Test, Value, VisitKind, VitalKind},
    time::Timestamp,
};

use super::*;
use crate::fhir::{
    owner::{Subject, subject_of},
    source::{self, Found},
};

mod awkward;
mod languages;
mod together;

/// The id of the row in which a test keeps its resource of this number.
fn row(number: usize) -> String {
    format!("0192f0c1-2b3c-7def-8a90-{number:012x}")
}

/// The record made of these resources.
fn record(resources: &[&str]) -> RecordViews {
    let mut shared = Links::default();
    let mut own = Vec::new();
    for text in resources {
        let node = Node::parse(text).unwrap();
        let (_, resource) = opened(&node);
        match subject_of(&resource.word("resourceType").unwrap(), resource) {
            Subject::Shared => shared.learn(text),
            _ => own.push(*text),
        }
    }
    let ids: Vec<String> = (0..own.len()).map(row).collect();
    RecordViews::build(ids.iter().map(String::as_str).zip(own), &Arc::new(shared))
}

/// The record made of everything in a file of the sample data; `None`, and a line, where there is no such data.
fn record_of(path: &str) -> Option<RecordViews> {
    let path = sample(path)?;
    let mut texts = Vec::new();
    source::read(&path, source::LARGEST_FILE, &mut |found| {
        if let Found::Resource(resource) = found {
            texts.push(crate::fhir::entry::stored(&resource).into_owned());
        }
        ControlFlow::Continue(())
    });
    Some(record(&texts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// A file of the sample data beside the workspace.
fn sample(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    if !path.exists() {
        eprintln!("left out: there is no sample data beside this workspace");
        return None;
    }
    Some(path)
}
