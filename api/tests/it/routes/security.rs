//! Security as its owner sees it.

mod totp;
mod change_password;
mod access;
mod passkeys;
mod recovery_code;
mod sessions;
