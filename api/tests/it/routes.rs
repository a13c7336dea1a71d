//! The operations, one folder for each area.

mod activation;
mod envelope;
mod events;
mod feedback;
mod home;
pub(crate) mod messages;
mod preferences;
mod proof;
mod protection;
mod record;
mod recovery;
mod security;
mod session;
mod sign_in;
mod staff;

use std::{collections::BTreeSet, fs, path::Path};

use salus_protocol::catalogue;

/// What is mounted without being an operation of the catalogue, as it is written where it is mounted: the operations' own mount,
/// reports of browsers, the stream of events, and the questions whether the server is well. None of them is in the matrix, so
/// each has tests of its own.
const NO_OPERATIONS: [&str; 5] =
    ["E::PATTERN", "REPORTS", "salus_protocol::events::PATH", "\"/healthz\"", "\"/readyz\""];

/// The code of all files of a folder: without comments and test modules.
fn code(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("the sources can be read") {
        let path = entry.expect("the sources can be read").path();
        if path.is_dir() {
            all.push_str(&code(&path));
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source can be read");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.for_each(|line| all.extend([line, "\n"]));
    }
    all
}

/// What stands between each such opening and the next comma.
fn first_after<'a>(code: &'a str, opening: &str) -> BTreeSet<&'a str> {
    code.split(opening).skip(1).filter_map(|call| call.split(',').next()).map(str::trim).collect()
}

#[test]
fn no_operation_is_mounted_that_is_not_in_the_catalogue() {
    let code = code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let catalogue: BTreeSet<&str> = catalogue::all().into_iter().map(|card| card.name).collect();
    assert_eq!(first_after(&code, ".endpoint::<"), catalogue);
    assert_eq!(first_after(&code, ".route("), BTreeSet::from(NO_OPERATIONS), "this would escape the matrix");
    for other in [".route_service(", ".nest(", ".nest_service("] {
        assert_eq!(first_after(&code, other), BTreeSet::new(), "{other}...) would escape the matrix");
    }
}
