//! The operations, one folder for each area.

mod activation;
mod events;
mod messages;
mod security;
mod session;
mod sign_in;
mod staff;
