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

/// The names between `.endpoint::<` and `,` in all files of a folder.
fn mounted(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the routes can be read") {
        let path = entry.expect("the routes can be read").path();
        if path.is_dir() {
            mounted(&path, names);
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source can be read");
        let calls = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let calls = calls.flat_map(|line| line.split(".endpoint::<").skip(1));
        names.extend(calls.filter_map(|call| call.split(',').next()).map(str::to_owned));
    }
}

#[test]
fn no_operation_is_mounted_that_is_not_in_the_catalogue() {
    let mut names = BTreeSet::new();
    mounted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/routes"), &mut names);
    let catalogue: BTreeSet<String> = catalogue::all().into_iter().map(|card| card.name.to_owned()).collect();
    assert_eq!(names, catalogue);
}
