//! Encryption at rest: where keys lie, how they change and end, and what a thief of the database finds.

mod apart;
mod backup;
mod destroy;
mod identifiers;
mod pointed;
mod rotate;
mod scan;
mod start;
mod swapped;

use std::path::Path;

use salus_api::{
    crypto::{Keyring, provider::KeyFolder},
    world::World,
};

/// The ring of a key folder, which is made if it is not there.
fn ring_in(folder: &Path) -> Keyring {
    Keyring::open(KeyFolder::open(folder, &World::real(), true).unwrap()).unwrap()
}
