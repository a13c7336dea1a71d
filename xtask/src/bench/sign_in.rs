//! How many attempts to sign in the server checks: each costs the memory and the time of a password hash, whoever tries.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow};
use serde_json::json;

use super::http::Connection;

/// Attempts at a time. More than the server hashes at once, fewer than its line is long.
const CONNECTIONS: usize = 16;
/// How long is measured.
const MEASURED: Duration = Duration::from_secs(10);

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
            other => anyhow::bail!("an attempt to sign in was answered with {other}"),
        }
    }
    Ok((compared, put_off))
}
