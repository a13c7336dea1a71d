//! A clock that stands still until it is told to go on, and randomness that is the same in every run.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

use salus_api::world::{Clock, Random};
use salus_protocol::time::Timestamp;
use sha2::{Digest, Sha256};

/// Stands at 2026-11-22T09:00:00Z until [`TestClock::advance`].
#[derive(Debug)]
pub(crate) struct TestClock(AtomicI64);

impl Default for TestClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_795_338_000_000_000))
    }
}

impl TestClock {
    /// Lets so many seconds pass.
    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A stream of SHA-256 blocks over a counter.
#[derive(Debug, Default)]
pub(crate) struct SeededRandom(Mutex<u64>);

impl SeededRandom {
    /// A stream of its own, for another process on the same database.
    pub(crate) fn starting_at(counter: u64) -> Self {
        Self(Mutex::new(counter))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut counter = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(32) {
            *counter += 1;
            let block = Sha256::digest(counter.to_be_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}
