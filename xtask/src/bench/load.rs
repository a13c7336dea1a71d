//! A small load generator: connections that stay open, each asking again as soon as it has its answer.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow, bail};

use super::http::Connection;

/// Warm-up that is not counted.
const WARM_UP: Duration = Duration::from_secs(1);
/// How long is measured.
const MEASURED: Duration = Duration::from_secs(8);

/// What was measured.
pub struct Measured {
    /// Answers in a second, over all connections.
    pub per_second: f64,
    /// Half of the answers took no longer.
    pub p50: Duration,
    /// 99 in 100 answers took no longer.
    pub p99: Duration,
}

/// Asks for an address on so many connections at once.
pub fn measure(signed_in: &Connection, path: &str, connections: usize) -> Result<Measured> {
    let opened: Vec<Connection> = (0..connections).map(|_| signed_in.again()).collect::<Result<_>>()?;
    let mut times = thread::scope(|scope| -> Result<Vec<Duration>> {
        let workers: Vec<_> = opened.into_iter().map(|connection| scope.spawn(|| ask(connection, path))).collect();
        let mut times = Vec::new();
        for worker in workers {
            times.extend(worker.join().map_err(|_| anyhow!("a connection of the load generator broke"))??);
        }
        Ok(times)
    })?;
    times.sort_unstable();
    Ok(Measured {
        per_second: times.len() as f64 / MEASURED.as_secs_f64(),
        p50: percentile(&times, 50),
        p99: percentile(&times, 99),
    })
}

/// Asks until the time is over; gives how long each answer took.
fn ask(mut connection: Connection, path: &str) -> Result<Vec<Duration>> {
    let begin = Instant::now() + WARM_UP;
    let end = begin + MEASURED;
    let mut times = Vec::new();
    loop {
        let asked = Instant::now();
        if asked >= end {
            return Ok(times);
        }
        let reply = connection.get(path)?;
        if reply.status != 200 {
            bail!("{path} answered {} under load", reply.status);
        }
        if asked >= begin {
            times.push(asked.elapsed());
        }
    }
}

/// The value that so many per cent do not exceed (nearest rank).
pub(super) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(rank).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }
}
