//! The line of the access log that a person is about to ask about, on its way from the list to the new message.

use leptos::prelude::*;
use salus_protocol::{ids::AccessId, security::AccessLine};

/// The line in question; lives in the context of the whole app, in memory only.
#[derive(Clone, Copy)]
pub struct Questioned(RwSignal<Option<AccessLine>>);

impl Questioned {
    /// No line yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Takes the line along.
    pub fn take(self, line: AccessLine) {
        self.0.set(Some(line));
    }

    /// The line with this id, if it is the one that was taken along.
    #[must_use]
    pub fn line(self, id: &AccessId) -> Option<AccessLine> {
        self.0.with_untracked(|line| line.clone().filter(|line| line.id == *id))
    }
}

impl Default for Questioned {
    fn default() -> Self {
        Self::new()
    }
}
