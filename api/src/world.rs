//! Time and randomness as arguments: the real ones for the program, ones that obey for the tests.

use std::sync::Arc;

use salus_protocol::time::{Day, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Gives randomness fit for secrets.
pub trait Random: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// Time and randomness together, as almost everything here needs both.
#[derive(Clone)]
pub struct World {
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

impl World {
    /// The world of the program: the system's clock and its random source.
    #[must_use]
    pub fn real() -> Self {
        Self::new(Arc::new(SystemClock), Arc::new(SystemRandom))
    }

    /// A world made of parts, for tests.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { clock, random }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        day_of(self.now())
    }

    /// Random bytes fit for secrets.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        bytes
    }

    /// A new id that sorts by the time it was made (UUID version 7, RFC 9562, section 5.7).
    #[must_use]
    pub fn id(&self) -> String {
        let millis = u64::try_from(self.now().as_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>()).into_uuid().to_string()
    }

    /// A new id that tells nothing (UUID version 4).
    #[must_use]
    pub fn random_id(&self) -> String {
        uuid::Builder::from_random_bytes(self.bytes::<16>()).into_uuid().to_string()
    }
}

/// The calendar day of a point in time, in UTC.
#[must_use]
pub fn day_of(at: Timestamp) -> Day {
    let date = jiff::Timestamp::from_microsecond(at.0)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    let numbers = (u16::try_from(date.year()), u8::try_from(date.month()), u8::try_from(date.day()));
    match numbers {
        (Ok(year), Ok(month), Ok(day)) => Day::from_numbers(year, month, day).unwrap_or_else(|_| first_day()),
        _ => first_day(),
    }
}

/// A day that always exists, for clocks that are out of all bounds.
fn first_day() -> Day {
    Day::from_numbers(1970, 1, 1).unwrap_or_else(|_| unreachable!("1970-01-01 is a day"))
}

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_microsecond())
    }
}

struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::expect_used, reason = "without randomness nothing here may go on")]
        getrandom::fill(bytes).expect("the system gives randomness");
    }
}
