//! The care team's pages.

pub mod feedback;
pub mod inbox;

mod conversation;
mod queue;
