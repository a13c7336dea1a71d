//! The rules: what follows from what, without HTTP, SQL or files. Time arrives as an argument.
//!
//! [`days`] counts days, [`messages`] says who may act in a conversation and by when, [`feedback`] says which visits wait, makes
//! shares and hides what would pick somebody out, [`home`] picks what waits for the patient, [`access`] says why somebody looks,
//! [`log_finding`] says what is wrong with the log, [`identifiers`] says which ways to write a number are the same, [`outbox`] how
//! often a mail is tried, [`resets`] how far a reset of an account is.

pub mod access;
pub mod days;
pub mod feedback;
pub mod home;
pub mod identifiers;
pub mod log_finding;
pub mod messages;
pub mod outbox;
pub mod resets;
