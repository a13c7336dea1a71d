//! Activation.

mod choose_password;
mod first_passkey;
mod open_invitation;
