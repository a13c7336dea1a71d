//! Journeys through the real server in a real browser. Run them with `cargo xtask test --only e2e`.

mod accessibility;
mod defences;
mod first_visit;
mod invitation;
mod languages;
mod offline;
mod passkeys;
mod sending;
mod sign_in;
