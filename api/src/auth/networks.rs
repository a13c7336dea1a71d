//! How often one network may try to come in: 30 times a minute, 60 times in one go. Kept in memory: it slows down who tries many
//! addresses from one place; what protects one account is counted in the database ([`super::throttle`]).
//!
//! The generic cell rate algorithm (ITU-T I.371, appendix I): one time a network says it all, so that an entry costs a few bytes.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use salus_protocol::time::Timestamp;

/// How many seconds one attempt costs.
const COST_SECONDS: i64 = 2;
/// How many attempts may come in one go.
const AT_ONCE: i64 = 60;
/// From how many networks on those that are at rest are forgotten.
const REMEMBERED: usize = 10_000;

/// The networks that have tried lately.
#[derive(Default)]
pub struct Networks {
    /// Until when each has used up its share.
    used_until: Mutex<HashMap<Vec<u8>, Timestamp>>,
}

impl Networks {
    /// Counts an attempt of a network.
    ///
    /// # Errors
    /// In how many seconds the next attempt may be made; this one is not counted.
    pub fn take(&self, network: &[u8], now: Timestamp) -> Result<(), u32> {
        let mut used_until = self.used_until.lock().unwrap_or_else(PoisonError::into_inner);
        if used_until.len() >= REMEMBERED {
            used_until.retain(|_, until| *until > now);
        }
        let until = used_until.get(network).copied().filter(|until| *until > now).unwrap_or(now);
        let next = until.plus_seconds(COST_SECONDS);
        let over = next.0 - now.plus_seconds(COST_SECONDS * AT_ONCE).0;
        if over > 0 {
            return Err(u32::try_from(over.unsigned_abs().div_ceil(1_000_000)).unwrap_or(u32::MAX));
        }
        used_until.insert(network.to_owned(), next);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_may_try_sixty_times_at_once_and_then_every_two_seconds() {
        let networks = Networks::default();
        let start = Timestamp(1_000_000_000);
        assert!((0..60).all(|_| networks.take(b"one", start).is_ok()));
        assert_eq!(networks.take(b"one", start), Err(2));
        assert_eq!(networks.take(b"one", start.plus_seconds(1)), Err(1));
        assert_eq!(networks.take(b"one", start.plus_seconds(2)), Ok(()));
        assert_eq!(networks.take(b"one", start.plus_seconds(2)), Err(2));
        assert_eq!(networks.take(b"other", start), Ok(()));
        assert!((0..60).all(|_| networks.take(b"one", start.plus_seconds(1000)).is_ok()), "rest gives it all back");
    }
}
