//! Ways back in.

mod forgotten;
mod lookup;
mod notices;
mod resets;
mod stopping;
