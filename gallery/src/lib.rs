//! For designers: every component of the portal in every state, without a server.
//!
//! [`stories`] is the table of all of them; a component without a story fails a test. [`address`] says what is shown and
//! how, so that every state has an address of its own to share and to take pictures of. [`app`] shows it: [`bare`] a state
//! alone, [`shell`] the gallery around it. [`facts`] is what the build reads from the portal's own sources, so that the
//! tables of props, tokens and sizes are never out of date.

pub mod address;
pub mod app;
mod bare;
mod changes;
pub mod facts;
mod fixtures;
mod foundations;
pub mod live;
mod matrix;
pub mod page;
mod shell;
pub mod stories;
mod story_page;
pub mod words;
