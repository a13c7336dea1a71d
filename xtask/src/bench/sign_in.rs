//! How many attempts to sign in the server checks: each costs the memory and the time of a password hash, whoever tries. And
//! whether the time of a refusal tells if there is such an account.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow, bail};
use serde_json::{Value, json};

use super::{http::Connection, load::percentile};

/// Attempts at a time. More than the server hashes at once, fewer than its line is long.
const CONNECTIONS: usize = 16;
/// How long is measured.
const MEASURED: Duration = Duration::from_secs(10);

/// How long to wait where a line was full.
const PAUSE: Duration = Duration::from_millis(50);
/// How often each address is refused: below the number of failures from which pauses begin, and of codes that are mailed in an hour.
const ROUNDS: usize = 4;

/// What was measured.
pub struct Attempts {
    /// Attempts in a second whose password was compared.
    pub per_second: f64,
    /// Attempts that were told to come back.
    pub put_off: usize,
}

/// Attempts with wrong passwords, each for an address of its own, so that no count of failures slows them.
pub fn measure(port: u16) -> Result<Attempts> {
    let opened: Vec<Connection> = (0..CONNECTIONS).map(|_| Connection::open(port)).collect::<Result<_>>()?;
    let end = Instant::now() + MEASURED;
    let counts = thread::scope(|scope| {
        let workers: Vec<_> = opened
            .into_iter()
            .enumerate()
            .map(|(number, connection)| scope.spawn(move || attempt(connection, number, end)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().map_err(|_| anyhow!("a connection of the load generator broke"))?)
            .collect::<Result<Vec<_>>>()
    })?;
    let compared: usize = counts.iter().map(|(compared, _)| compared).sum();
    let put_off = counts.iter().map(|(_, put_off)| put_off).sum();
    Ok(Attempts { per_second: compared as f64 / MEASURED.as_secs_f64(), put_off })
}

/// Attempts until the time is over; how many were compared and how many put off.
fn attempt(mut connection: Connection, number: usize, end: Instant) -> Result<(usize, usize)> {
    let (mut compared, mut put_off) = (0, 0);
    while Instant::now() < end {
        let email = format!("nobody-{number}-{compared}-{put_off}@example.org");
        let body = json!({ "email": email, "password": "not-the-password-of-anybody", "time_zone": null });
        match connection.ask("/api/v1/sign-in/password", &body)?.status {
            401 => compared += 1,
            429 | 503 => put_off += 1,
            other => bail!("an attempt to sign in was answered with {other}"),
        }
    }
    Ok((compared, put_off))
}

/// How long the same question took, half of the time no longer.
pub struct Answers {
    /// For addresses that have an account.
    pub known: Duration,
    /// For addresses that nobody has.
    pub unknown: Duration,
}

impl Answers {
    /// By how much the two differ, in per cent of what an unknown address takes.
    #[must_use]
    pub fn difference(&self) -> f64 {
        let unknown = self.unknown.as_secs_f64();
        (self.known.as_secs_f64() - unknown).abs() / unknown * 100.0
    }
}

/// Wrong passwords for addresses with an account and for as many without one.
pub fn refusals(port: u16, known: &[String]) -> Result<Answers> {
    compare(
        port,
        known,
        "/api/v1/sign-in/password",
        401,
        |email| json!({ "email": email, "password": "not-the-password-of-anybody", "time_zone": null }),
    )
}

/// Questions for a code in place of a forgotten password, likewise.
pub fn questions(port: u16, known: &[String]) -> Result<Answers> {
    compare(port, known, "/api/v1/recovery/code/ask", 200, |email| json!({ "email": email }))
}

/// Asks one after the other, known and unknown in turn, so that whatever else the machine does slows both. What an answer leaves to
/// be done afterwards falls on the next one: so each is first as often as second.
fn compare(port: u16, known: &[String], path: &str, status: u16, body: impl Fn(&str) -> Value) -> Result<Answers> {
    let (mut times_known, mut times_unknown) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        for (place, address) in known.iter().enumerate() {
            let nobody = format!("nobody-{address}");
            let mut pair = [(address.as_str(), &mut times_known), (nobody.as_str(), &mut times_unknown)];
            if (round + place) % 2 == 1 {
                pair.reverse();
            }
            for (email, times) in pair {
                times.push(answered(port, path, &body(email), status)?);
            }
        }
    }
    Ok(Answers { known: median(times_known), unknown: median(times_unknown) })
}

/// How long an answer took. Whoever finds a line full comes back, and that answer does not count.
fn answered(port: u16, path: &str, body: &Value, status: u16) -> Result<Duration> {
    // Without the cookies of the question before.
    let mut connection = Connection::open(port)?;
    loop {
        let asked = Instant::now();
        let reply = connection.ask(path, body)?;
        let took = asked.elapsed();
        match reply.status {
            it if it == status => return Ok(took),
            503 => thread::sleep(PAUSE),
            other => bail!("{path} answered with {other}"),
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    percentile(&times, 50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_counts_in_either_direction() {
        let of = |known, unknown| {
            let (known, unknown) = (Duration::from_millis(known), Duration::from_millis(unknown));
            Answers { known, unknown }.difference().round()
        };
        assert_eq!([of(100, 100), of(95, 100), of(110, 100)], [0.0, 5.0, 10.0]);
        assert_eq!(median([3, 1, 2].map(Duration::from_millis).to_vec()), Duration::from_millis(2));
    }
}
