//! Files of FHIR, and the record that is put together of them.
#![no_main]

use std::{env, fs, ops::ControlFlow, process, sync::Arc};

use libfuzzer_sys::fuzz_target;
use salus_api::fhir::{
    source::{Found, LARGEST_FILE, read},
    views::RecordViews,
};

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses how the file is called: one document, or lines.
    let Some((first, content)) = bytes.split_first() else { return };
    let kind = if first % 2 == 0 { "json" } else { "ndjson" };
    let path = env::temp_dir().join(format!("salus-fuzz-{}.{kind}", process::id()));
    fs::write(&path, content).expect("the file is written");
    let mut texts = Vec::new();
    read(&path, LARGEST_FILE, &mut |found| {
        if let Found::Resource(resource) = found {
            texts.push(resource.text);
        }
        ControlFlow::Continue(())
    });
    let _ = RecordViews::build(texts.iter().map(|text| ("1", text.as_str())), &Arc::default());
});
