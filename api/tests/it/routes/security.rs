//! Security as its owner sees it.

mod access;
mod passkeys;
mod recovery_code;
mod sessions;
