//! The operations, one folder for each area.

mod activation;
mod envelope;
mod events;
mod feedback;
mod home;
mod messages;
mod record;
mod security;
mod session;
mod sign_in;
mod staff;
