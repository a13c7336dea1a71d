//! Signing in.

mod lockout;
mod give_password;
mod passkey;
mod use_recovery_code;
