//! What reads bytes from outside, each as one function that takes any bytes and panics where something is wrong.
//!
//! The fuzzer calls them through the programs in `targets/`; a test here calls each with a few inputs, so that none of them stops
//! compiling or reading without anybody's noticing. Only the fuzzer needs a nightly compiler.

use std::{fs, ops::ControlFlow, str, sync::Arc};

use salus_api::{
    auth::aaguid,
    crypto::{DataKey, Place, provider::root_of},
    fhir::{
        source::{Found, LARGEST_FILE, read},
        views::RecordViews,
    },
    routes::{reports, wire::read_body},
};
use salus_protocol::{
    Endpoint,
    catalogue::{self, Visitor},
    ids::PatientId,
    log_chain::Digest,
    time::Day,
    words::{
        EmailAddress, IdempotencyKey, LanguageTag, MailedCode, MessageBody, NewPassword, PaperCode, PasskeyName,
        PersonName, Subject, TimeZoneName, TotpCode,
    },
};
use zeroize::Zeroizing;

/// The program of a target. The fuzzer hands it bytes; built without the fuzzer it reads the files that are named, such as one
/// that the fuzzer has kept.
#[macro_export]
macro_rules! target {
    ($read:path) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $read(bytes));

        #[cfg(not(fuzzing))]
        fn main() -> std::io::Result<()> {
            for file in std::env::args_os().skip(1) {
                $read(&std::fs::read(file)?);
            }
            Ok(())
        }
    };
}

/// Attestation objects: CBOR that a browser sends.
pub fn aaguid(bytes: &[u8]) {
    let _ = aaguid::aaguid(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        let _ = aaguid::provider_of(text);
    }
}

/// Sealed values: what stands in a row that somebody else may have written. And the files of keys.
pub fn blob(bytes: &[u8]) {
    let place = Place { table: "messages", column: "body_ct", row: "1", owner: "alice" };
    let key = DataKey::new(1, &Zeroizing::new([7; 32]));
    assert!(key.open(place, bytes).is_err(), "nothing was sealed with this key");
    if let Ok(text) = str::from_utf8(bytes) {
        let _ = root_of(text);
    }
}

/// The body of every operation of the catalogue, read as its handler would.
pub fn body(bytes: &[u8]) {
    struct Read<'a>(&'a [u8]);
    impl Visitor for Read<'_> {
        fn visit<E: Endpoint>(&mut self) {
            let _ = read_body::<E::Body>(self.0);
        }
    }
    catalogue::each(&mut Read(bytes));
}

/// Files of FHIR, and the record that is put together of them. The first byte chooses how the file is called: one document, or
/// lines.
///
/// # Panics
/// If the file cannot be written.
#[expect(clippy::expect_used, reason = "without the file nothing would be read")]
pub fn fhir(bytes: &[u8]) {
    let Some((first, content)) = bytes.split_first() else { return };
    let kind = if first % 2 == 0 { ".json" } else { ".ndjson" };
    let file = tempfile::Builder::new().prefix("salus-fuzz-").suffix(kind).tempfile().expect("a file is made");
    fs::write(file.path(), content).expect("the file is written");
    let mut texts = Vec::new();
    read(file.path(), LARGEST_FILE, &mut |found| {
        if let Found::Resource(resource) = found {
            texts.push(resource.text);
        }
        ControlFlow::Continue(())
    });
    let _ = RecordViews::build(texts.iter().map(|text| ("1", text.as_str())), &Arc::default());
}

/// Reports of browsers, in both formats: anybody can send one, and what is kept of it goes to the program's log.
pub fn reports(bytes: &[u8]) {
    for is_old in [true, false] {
        for stopped in reports::read(bytes, is_old).unwrap_or_default() {
            assert!(stopped.rule.len() <= 40 && stopped.page.len() <= 120, "long: {stopped:?}");
            assert!(!stopped.page.contains(['?', '#', '\n', '\u{1b}']), "not plain: {stopped:?}");
            assert!(!stopped.what.contains(['?', '#', '\n', '\u{1b}']), "not plain: {stopped:?}");
        }
    }
}

/// Words with rules, as people type them.
pub fn words(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(code) = PaperCode::parse(text) {
        assert!(PaperCode::parse(&code.grouped()).is_ok_and(|again| again == code));
    }
    if let Ok(digest) = Digest::parse(text) {
        assert_eq!(digest.to_string(), text);
    }
    let _ = (MailedCode::parse(text), TotpCode::parse(text), Day::parse(text), PatientId::parse(text));
    let _ = (EmailAddress::parse(text), PersonName::parse(text), PasskeyName::parse(text), LanguageTag::parse(text));
    let _ = (Subject::parse(text), MessageBody::parse(text), NewPassword::parse(text));
    let _ = (TimeZoneName::parse(text), IdempotencyKey::parse(text));
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use std::{collections::BTreeSet, path::Path};

    use proptest::{prelude::*, sample::Index};
    use serde_json::json;

    use super::*;

    type Target = fn(&[u8]);

    /// Every target by the name of its file.
    const TARGETS: [(&str, Target); 6] =
        [("aaguid", aaguid), ("blob", blob), ("body", body), ("fhir", fhir), ("reports", reports), ("words", words)];

    /// Something real of each kind, to be changed.
    fn real() -> Vec<Vec<u8>> {
        let patient = json!({ "resourceType": "Patient", "id": "1", "name": [{ "text": "Lina Marsh" }] });
        let report = json!({ "csp-report": {
            "document-uri": "https://p.example/record/results/1?q=x#y", "blocked-uri": "inline",
            "violated-directive": "script-src-elem 'self'",
        }});
        let reports = json!([{ "type": "csp-violation", "url": "https://p.example/record", "body": {
            "blockedURL": "https://evil.example/steal?name=Lina", "effectiveDirective": "connect-src",
        }}]);
        let texts = [
            format!("0{patient}"),
            format!("1{patient}\n{patient}\n"),
            report.to_string(),
            reports.to_string(),
            "7K3M-9QXR-4T2W-8YBC-5DFGH-6JNPS".to_owned(),
            "0".repeat(64),
        ];
        let bodies = catalogue::all().into_iter().map(|card| card.body);
        // A map with the authenticator's data, as in CBOR: RFC 8949, section 3.1.
        let attestation = [&[0xa1, 0x68][..], b"authData", &[0x58, 0x37], &[0x41; 0x37]].concat();
        texts.into_iter().chain(bodies).map(String::into_bytes).chain([attestation]).collect()
    }

    #[test]
    fn every_target_is_a_function_that_is_tried_here() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files: BTreeSet<String> = fs::read_dir(folder.join("targets"))
            .unwrap()
            .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        let tried: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(files, tried);
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        for name in files {
            let target = fs::read_to_string(folder.join(format!("targets/{name}.rs"))).unwrap();
            assert!(target.contains(&format!("salus_fuzz::target!(salus_fuzz::{name});")), "{name}");
            assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "the fuzzer does not find {name}");
        }
    }

    #[test]
    fn what_is_real_is_read_by_every_target() {
        for bytes in real() {
            TARGETS.iter().for_each(|(_, read)| read(&bytes));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_by_every_target(
            bytes: Vec<u8>, which: Index, place: Index, byte: u8, cut: bool,
        ) {
            let real = real();
            let mut changed = which.get(&real).clone();
            let place = place.index(changed.len());
            changed[place] = byte;
            if cut {
                changed.truncate(place);
            }
            for (_, read) in TARGETS {
                read(&bytes);
                read(&changed);
            }
        }
    }
}
