//! The rules: what follows from what, without HTTP, SQL or files. Time arrives as an argument.
//!
//! [`days`] counts days, [`messages`] says who may act in a conversation and by when, [`feedback`] says which visits wait, makes
//! shares and hides what would pick somebody out, [`home`] picks what waits for the patient, [`access`] says why somebody looks,
//! [`log_finding`] says what is wrong with the log, [`identifiers`] compares numbers and addresses however they are written.

pub mod access;
pub mod days;
pub mod feedback;
pub mod home;
pub mod identifiers;
pub mod log_finding;
pub mod messages;
