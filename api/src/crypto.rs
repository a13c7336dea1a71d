//! Ciphertext is made and opened here and nowhere else.
//!
//! Each patient has a data key of their own; the practice has one for what belongs to no patient (accounts, shared
//! resources). Data keys are wrapped by a master key that lives in a file outside the database ([`keyring`]). What is
//! sealed is bound to its place ([`blob`]), so that a row moved to another patient does not open. Keyed hashes for
//! look-ups come from a second root, never from the master key ([`keyring::Keyring::index`]), and so does the key that signs
//! checkpoints of the access log ([`signing`]).

pub mod blob;
pub mod keyring;
pub mod signing;

pub use blob::{DataKey, Place, Unsealed};
pub use keyring::{Keyring, KeyringError};
pub use signing::CheckpointKey;
