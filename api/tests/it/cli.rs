//! The operator's commands, and what they print.

mod invite;
mod staff;
