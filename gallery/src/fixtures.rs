//! What the whole pages show, without a server: invented people, their records and their messages, as the typed values that
//! a server would send, and a network that answers with them.
//!
//! The people are those of the demo (`docs/demo.md`). Every date is fixed, and so is today: [`NOW`].

pub(crate) mod access;
pub(crate) mod activation;
pub(crate) mod feedback;
pub(crate) mod home;
pub(crate) mod messages;
mod network;
pub(crate) mod people;
pub(crate) mod protection;
pub(crate) mod record;
pub(crate) mod recovery;
pub(crate) mod security;
pub(crate) mod team;

use salus_portal::dates::{Parts, days_since_1970};
use salus_protocol::{
    Done, Sample,
    preferences::SavePreferences,
    session::{GetSession, KeepSession, SignOut, Who},
    time::{RecordDate, Timestamp},
};

pub(crate) use self::network::{Network, Step, settle};

/// Today: a Sunday morning.
const NOW: &str = "2026-11-22T08:40";

/// A portal that works, with this person in front of the screen. A state of a story changes single answers of it.
pub(crate) fn portal(who: Who) -> Network {
    let network = Network::new()
        .give(&GetSession {}, people::session(who))
        .give(&KeepSession {}, Done {})
        .give(&SignOut {}, Done {})
        .on(&SavePreferences {}, |wanted| wanted);
    let network = protection::answer(record::answer(home::answer(activation::answer(network))));
    let network = recovery::answer(access::answer(network));
    team::answer(security::answer(feedback::answer(messages::answer(network))))
}

/// A value that is written as text: a date, a day, an id, an address.
fn read<T: TryFrom<String> + Sample>(text: &str) -> T {
    T::try_from(text.to_owned()).unwrap_or_else(|_| {
        debug_assert!(false, "{text} cannot be read");
        T::sample()
    })
}

/// The id with this number.
pub(crate) fn id<T: TryFrom<String> + Sample>(number: u32) -> T {
    read(&format!("0192f0c1-2b3c-7def-8a90-{number:012x}"))
}

/// A point in time from `YYYY-MM-DDTHH:MM`, UTC.
fn at(text: &str) -> Timestamp {
    let parts = Parts::of(&read::<RecordDate>(text));
    let days = days_since_1970(parts.year, parts.month.unwrap_or(1), parts.day.unwrap_or(1));
    let (hour, minute) = parts.time.unwrap_or_default();
    Timestamp(0).plus_seconds(i64::from(days) * 86_400 + i64::from(hour) * 3_600 + i64::from(minute) * 60)
}

/// All of these as text of one's own.
fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{at, people, portal};

    #[test]
    fn everything_that_the_portal_asks_for_is_answered() {
        let network = portal(people::lina());
        let missing: Vec<_> = salus_protocol::catalogue::all()
            .into_iter()
            .filter(|card| !network.answers(card.method, card.pattern))
            .map(|card| card.name)
            .collect();
        assert!(missing.is_empty(), "without an answer: {missing:?}");
    }

    #[test]
    fn a_point_in_time_is_read_as_utc() {
        assert_eq!(at("2026-11-20T17:12").0, 1_795_194_720_000_000);
    }
}
