//! Signing in.

mod give_password;
mod lockout;
mod passkey;
mod use_recovery_code;
