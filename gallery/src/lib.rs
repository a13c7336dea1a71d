//! For designers: every component of the portal in every state, without a server.
//!
//! [`stories`] is the table of all of them; a component without a story fails a test. [`address`] says what is shown and
//! how, so that every state has an address of its own to share and to take pictures of. [`app`] shows it.

pub mod address;
pub mod app;
pub mod stories;
