//! How often a mail is tried: after growing pauses, and not for ever.

/// The first pause after a try, in seconds: a minute. Whoever tries has as long before anybody else may try the same mail.
const FIRST_PAUSE_SECONDS: i64 = 60;
/// The longest pause, in seconds: 6 hours.
const LONGEST_PAUSE_SECONDS: i64 = 6 * 60 * 60;
/// After how long a mail that could not be sent is given up, in seconds: 3 days.
pub const GIVE_UP_SECONDS: i64 = 3 * 24 * 60 * 60;

/// How many seconds lie between the try with this number, from 1 on, and the next one: 1 minute, 2, 4, ... up to 6 hours.
#[must_use]
pub fn pause_seconds(tries: i64) -> i64 {
    let doublings = u32::try_from(tries.saturating_sub(1).clamp(0, 16)).unwrap_or_default();
    (FIRST_PAUSE_SECONDS << doublings).min(LONGEST_PAUSE_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_a_minute_to_six_hours() {
        let minutes: Vec<i64> = (1..=11).map(|tries| pause_seconds(tries) / 60).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        assert_eq!(pause_seconds(i64::MAX), LONGEST_PAUSE_SECONDS);
        assert_eq!(pause_seconds(0), FIRST_PAUSE_SECONDS);
    }
}
