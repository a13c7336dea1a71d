//! The care team's side.

mod inbox;
mod threads;
