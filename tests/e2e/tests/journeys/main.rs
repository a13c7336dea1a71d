//! Journeys through the real server in a real browser. Run them with `cargo xtask test --only e2e`.

mod access_log;
mod accessibility;
mod defences;
mod first_visit;
mod forgotten;
mod invitation;
mod languages;
mod offline;
mod operator;
mod passkeys;
mod reset;
mod sending;
mod sign_in;
