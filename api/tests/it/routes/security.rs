//! Security as its owner sees it.

mod access;
mod change_password;
mod passkeys;
mod recovery_code;
mod sessions;
mod totp;
