//! The care team's pages.

pub mod access_help;
pub mod feedback;
pub mod inbox;

mod conversation;
mod queue;
