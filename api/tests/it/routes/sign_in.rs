//! Signing in.

mod give_password;
mod passkey;
mod use_recovery_code;
