#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::{fs, io::Write, ops::ControlFlow};

use proptest::prelude::*;

use super::*;
use crate::fhir::views::RecordViews;

/// What is found in a file of this name and content: kinds of resources, and rejects.
fn found_in(name: &str, content: impl AsRef<[u8]>) -> (Vec<String>, Vec<(Spot, Reason)>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    found_at(&path, LARGEST_FILE)
}

fn found_at(path: &Path, largest: u64) -> (Vec<String>, Vec<(Spot, Reason)>) {
    let (mut kinds, mut rejects) = (Vec::new(), Vec::new());
    read(path, largest, &mut |found| {
        match found {
            Found::Resource(resource) => kinds.push(resource.head.kind),
            Found::Reject(reject) => rejects.push((reject.spot, reject.reason)),
        }
        ControlFlow::Continue(())
    });
    (kinds, rejects)
}

const PATIENT: &str = r#"{"resourceType":"Patient","id":"1"}"#;

#[test]
fn a_bundle_a_resource_and_lines_all_give_their_resources() {
    for kind in ["transaction", "batch", "collection", "document", "searchset"] {
        let bundle = format!(r#"{{"resourceType":"Bundle","type":"{kind}","entry":[{{"resource":{PATIENT}}}]}}"#);
        assert_eq!(found_in("a.json", bundle), (vec!["Patient".into()], vec![]), "{kind}");
    }
    assert_eq!(found_in("a.json", PATIENT), (vec!["Patient".into()], vec![]));
    assert_eq!(found_in("a.ndjson", format!("{PATIENT}\r\n\n{PATIENT}\n")).0.len(), 2);
    assert_eq!(
        found_in("a.json", format!("{PATIENT}\n{PATIENT}\n")).0.len(),
        2,
        "lines in a file that is called otherwise"
    );
}

#[test]
fn a_resource_with_entries_of_its_own_is_no_bundle() {
    let list = r#"{"entry":[{"item":{"reference":"Condition/1"}}],"resourceType":"List","id":"l"}"#;
    assert_eq!(found_in("a.json", list).0, ["List"]);
}

#[test]
fn a_mark_before_the_text_is_no_fault_but_another_encoding_is() {
    assert_eq!(found_in("a.json", format!("\u{feff}{PATIENT}")).0, ["Patient"]);
    assert_eq!(found_in("a.ndjson", format!("\u{feff}{PATIENT}")).0, ["Patient"]);
    assert_eq!(found_in("a.json", b"\xff\xfe{\0}\0").1, [(Spot::File, Reason::NotText)]);
    assert_eq!(found_in("a.json", b"{\"a\": \"\xe9\"}").1, [(Spot::File, Reason::NotText)]);
}

#[test]
fn a_truncated_last_line_is_reported_and_the_others_are_read() {
    let text = format!("{PATIENT}\n{}", &PATIENT[..20]);
    assert_eq!(
        found_in("a.ndjson", text),
        (vec!["Patient".into()], vec![(Spot::Line(2, Some(20)), Reason::Truncated)])
    );
}

#[test]
fn a_malformed_bundle_gives_nothing_and_says_where_it_breaks() {
    let bundle = format!("{{\"resourceType\":\"Bundle\",\n\"entry\":[{{\"resource\":{PATIENT}}},\n{{x]}}");
    assert_eq!(found_in("a.json", &bundle), (vec![], vec![(Spot::Line(3, Some(2)), Reason::Malformed)]));
    let (kinds, rejects) = found_in("a.json", &bundle[..70]);
    assert_eq!((kinds.len(), rejects[0].1), (0, Reason::Truncated));
}

#[test]
fn what_is_not_fhir_is_said_so_once() {
    assert_eq!(
        found_in("log.ndjson", "{\"level\":\"info\"}\n{\"level\":\"warn\"}\n").1,
        [(Spot::File, Reason::NotFhir)]
    );
    assert_eq!(found_in("a.json", "[1, 2]").1, [(Spot::File, Reason::NotFhir)]);
    assert_eq!(found_in("a.json", "{\"name\": \"x\"}").1, [(Spot::File, Reason::NotFhir)]);
    assert_eq!(found_in("a.json", "{\"resourceType\": 7}").1, [(Spot::File, Reason::WrongType)]);
    assert_eq!(found_in("a.json", "{\"resourceType\": \"../x\"}").1, [(Spot::File, Reason::WrongType)]);
    assert_eq!(found_in("a.json", " \n").1, [(Spot::File, Reason::Empty)]);
    assert_eq!(found_in("a.ndjson", "").1, [(Spot::File, Reason::Empty)]);
}

#[test]
fn a_line_that_is_not_fhir_among_resources_is_named() {
    let text = format!("{{\"a\":1}}\n{PATIENT}\n{{\"a\":2}}\n17\n");
    let expected = [1, 3, 4].map(|line| (Spot::Line(line, None), Reason::NotFhir));
    assert_eq!(found_in("a.ndjson", text), (vec!["Patient".into()], expected.to_vec()));
}

#[test]
fn entries_without_a_resource_and_bundles_in_bundles_are_named() {
    let bundle = format!(
        r#"{{"resourceType":"Bundle","entry":[{{"request":{{"method":"DELETE"}}}},{{"resource":{{"resourceType":"Bundle"}}}},
        {{"resource":{{"resourceType":"OperationOutcome"}}}},{{"resource":3}},5,{{"resource":{{"id":"x"}}}},{{"resource":{PATIENT}}}]}}"#
    );
    let expected = [
        Reason::NoResource,
        Reason::NestedBundle,
        Reason::ServerRemark,
        Reason::NotFhir,
        Reason::NotFhir,
        Reason::NotFhir,
    ];
    let expected: Vec<_> =
        expected.into_iter().enumerate().map(|(entry, reason)| (Spot::Entry(entry), reason)).collect();
    assert_eq!(found_in("a.json", bundle), (vec!["Patient".into()], expected));
}

#[test]
fn a_large_bundle_is_read_from_the_disk_entry_by_entry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.json");
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(br#"{"resourceType":"Bundle","entry":["#).unwrap();
    let note = "x".repeat(1 << 20);
    for number in 0..20 {
        let comma = if number > 0 { "," } else { "" };
        write!(file, r#"{comma}{{"resource":{{"resourceType":"Binary","id":"{number}","data":"{note}"}}}}"#).unwrap();
    }
    file.write_all(b"]}").unwrap();
    drop(file);

    assert_eq!(found_at(&path, LARGEST_FILE).0.len(), 20);
    assert_eq!(found_at(&path, 1 << 20), (vec![], vec![(Spot::File, Reason::TooLarge)]));
}

#[test]
fn a_path_that_leads_nowhere_is_reported() {
    assert_eq!(found_at(Path::new("no/such/file.json"), LARGEST_FILE).1, [(Spot::File, Reason::Unreadable)]);
}

#[test]
fn folders_give_their_files_sorted_and_each_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.json", "a.ndjson", "sub/c.json", "notes.txt"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, PATIENT).unwrap();
    }
    let found = files_under(&[folder.path().to_owned(), folder.path().join("b.json")]);
    let names: Vec<_> = found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.ndjson", "b.json", "sub/c.json"]);
}

#[test]
fn a_bundle_that_is_cut_anywhere_gives_nothing_and_is_reported() {
    let bundle =
        format!(r#"{{"resourceType":"Bundle","entry":[{{"fullUrl":"urn:uuid:1","resource":{PATIENT}}}],"total":1}}"#);
    for cut in 1..bundle.len() {
        let (kinds, rejects) = found_in("a.json", &bundle[..cut]);
        assert_eq!((kinds.len(), rejects.len()), (0, 1), "cut at {cut}");
        assert!(matches!(rejects[0].1, Reason::Truncated), "cut at {cut}: {:?}", rejects[0].1);
    }
}

#[test]
fn a_bundle_whose_entries_are_no_list_is_reported() {
    for entry in [format!(r#"{{"resource":{PATIENT}}}"#), "7".into(), "\"x\"".into(), "true".into()] {
        let bundle = format!(r#"{{"resourceType":"Bundle","type":"collection","entry":{entry}}}"#);
        assert_eq!(found_in("a.json", bundle), (vec![], vec![(Spot::File, Reason::NotFhir)]), "{entry}");
    }
    assert_eq!(found_in("a.json", r#"{"resourceType":"Bundle","entry":null}"#), (vec![], vec![]));
}

#[test]
fn a_large_bundle_that_is_not_utf_8_gives_nothing_as_a_small_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.json");
    let mut bundle = br#"{"resourceType":"Bundle","entry":["#.to_vec();
    bundle.extend_from_slice(format!(r#"{{"resource":{PATIENT}}},"#).as_bytes());
    // Letters of two bytes, so that some of them lie across the border of two pieces.
    let note = "ä".repeat(9 << 20);
    bundle.extend_from_slice(format!(r#"{{"resource":{{"resourceType":"Binary","data":"x{note}"}}}}"#).as_bytes());
    let good = [bundle.as_slice(), b"]}"].concat();
    fs::write(&path, good).unwrap();
    assert_eq!(found_at(&path, LARGEST_FILE), (vec!["Patient".into(), "Binary".into()], vec![]));

    bundle.extend_from_slice(b",{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"2\",\"x\":\"\xe9\"}}]}");
    fs::write(&path, bundle).unwrap();
    assert_eq!(found_at(&path, LARGEST_FILE), (vec![], vec![(Spot::File, Reason::NotText)]));
}

/// A file as a clinic might send it, of the kinds that have readers.
const SENT: &str = r#"{"resourceType":"Bundle","type":"transaction","entry":[
{"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient","id":"p","name":[{"family":"Upton","given":["Ana"]}],"birthDate":"1979-03-05","identifier":[{"system":"urn:x","value":"7"}],"telecom":[{"system":"phone","value":"1"}]}},
{"resource":{"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"Sodium"},"subject":{"reference":"urn:uuid:p"},"effectiveDateTime":"2026-11-18T08:40:00+01:00","valueQuantity":{"value":140.0,"unit":"mmol/L"},"referenceRange":[{"low":{"value":135},"high":{"value":145}}]}},
{"resource":{"resourceType":"MedicationRequest","status":"active","medicationCodeableConcept":{"text":"Metformin"},"dosageInstruction":[{"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}]}]}},
{"resource":{"resourceType":"Encounter","status":"finished","class":{"code":"AMB"},"period":{"start":"2026-11-10T09:00:00Z"},"type":[{"text":"Check-up"}]}},
{"resource":{"resourceType":"DiagnosticReport","status":"final","code":{"text":"Blood"},"result":[{"reference":"Observation/1"}]}}]}"#;

/// Reads a file to the end, and puts a record together of whatever was found.
fn read_whole(name: &str, content: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    let mut texts = Vec::new();
    read(&path, LARGEST_FILE, &mut |found| {
        if let Found::Resource(resource) = found {
            texts.push(resource.text);
        }
        ControlFlow::Continue(())
    });
    let _ = RecordViews::build(texts.iter().map(|text| ("1", text.as_str())), &std::sync::Arc::default());
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_the_end(content: Vec<u8>, name in "a\\.(json|ndjson)") {
        read_whole(&name, &content);
    }

    #[test]
    fn a_file_that_was_changed_in_some_places_is_read_to_the_end(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
        name in "a\\.(json|ndjson)",
    ) {
        let mut content = SENT.as_bytes().to_vec();
        for (place, byte) in changes {
            let place = place.index(content.len());
            content[place] = byte;
        }
        if let Some(cut) = cut {
            content.truncate(cut.index(content.len()));
        }
        read_whole(&name, &content);
    }

    #[test]
    fn a_word_of_another_kind_in_any_place_is_read_to_the_end(
        place in any::<prop::sample::Index>(),
        other in prop_oneof!["\"\\PC{0,20}\"", "-?[0-9]{1,25}(\\.[0-9]{1,9})?([eE][0-9]{1,4})?", Just("[]".to_owned()), Just("{}".to_owned()), Just("null".to_owned())],
    ) {
        let quoted: Vec<(usize, usize)> = SENT.match_indices(':').map(|(at, _)| {
            let rest = &SENT[at + 1..];
            (at + 1, at + 1 + rest.find([',', '}', ']']).unwrap_or(rest.len()))
        }).collect();
        let (from, to) = quoted[place.index(quoted.len())];
        read_whole("a.json", format!("{}{other}{}", &SENT[..from], &SENT[to..]).as_bytes());
    }
}
