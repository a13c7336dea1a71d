//! Ways back in, for those who are signed out: a forgotten password, and stopping a reset that nobody asked for.

pub mod forgotten;
pub mod stop;

mod by_phone;
