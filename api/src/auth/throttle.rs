//! How long to wait between attempts at a password (NIST SP 800-63B-4, section 3.2.2, asks for a limit; delays that grow
//! slow a guesser down without shutting the owner out).

/// After how many failures in a row the pauses begin.
pub const FREE_FAILURES: i64 = 5;
/// The longest pause, in seconds: 15 minutes.
pub const LONGEST_PAUSE_SECONDS: i64 = 15 * 60;

/// How many seconds must lie between so many failures in a row and the next attempt: none before the fifth, then 1, 2, 4, ...
#[must_use]
pub fn pause_seconds(failures: i64) -> i64 {
    match failures.saturating_sub(FREE_FAILURES) {
        ..0 => 0,
        doublings @ 0..10 => 1 << doublings,
        10.. => LONGEST_PAUSE_SECONDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_begin_at_the_fifth_failure_and_double_up_to_a_quarter_of_an_hour() {
        let pauses: Vec<i64> = (0..17).map(pause_seconds).collect();
        assert_eq!(pauses, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(pause_seconds(i64::MAX), LONGEST_PAUSE_SECONDS);
        assert_eq!(pause_seconds(-1), 0);
    }
}
