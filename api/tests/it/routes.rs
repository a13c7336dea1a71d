//! The operations, one folder for each area.

mod events;
mod messages;
mod staff;
