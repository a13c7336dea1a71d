//! Ciphertext is made and opened here and nowhere else.
//!
//! Each patient has a data key of their own; the practice has one for what belongs to no patient (accounts, shared
//! resources). Data keys are wrapped by a master key ([`keyring`]) that comes from outside the database ([`provider`]). What is
//! sealed is bound to its place ([`blob`]), so that a row moved to another patient does not open. Keyed hashes for
//! look-ups come from a second root, never from the master key ([`keyring::Keyring::index`]), and so does the key that signs
//! checkpoints of the access log ([`signing`]).

pub mod blob;
pub mod keyring;
pub mod provider;
pub mod signing;

pub use blob::{DataKey, Place, Unsealed};
pub use keyring::{Keyring, NewKey, Wrapped};
pub use provider::{KeyProvider, KeyringError};
pub use signing::CheckpointKey;
