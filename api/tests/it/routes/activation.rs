//! Activation.

mod choose_password;
mod first_passkey;
mod first_totp;
mod open_invitation;
