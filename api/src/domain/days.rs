//! Counting days: working days, ages, months.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};
use salus_protocol::time::Day;

/// The day so many working days (Monday to Friday) after `today`. Zero of them on a weekend is the next Monday.
#[must_use]
pub fn after_working_days(today: &Day, working_days: u8) -> Day {
    let mut day = civil(today);
    let mut left = working_days;
    while left > 0 || is_weekend(day) {
        day = day.tomorrow().unwrap_or(Date::MAX);
        if !is_weekend(day) {
            left = left.saturating_sub(1);
        }
        if day == Date::MAX {
            break;
        }
    }
    day_of(day)
}

/// The day so many days before `today`.
#[must_use]
pub fn days_before(today: &Day, days: u16) -> Day {
    day_of(civil(today).saturating_sub(i32::from(days).days()))
}

/// The first day of the month of `day`.
#[must_use]
pub fn month_of(day: &Day) -> Day {
    day_of(civil(day).first_of_month())
}

/// The first days of the last `months` months, oldest first, the month of `today` included.
#[must_use]
pub fn last_months(today: &Day, months: u8) -> Vec<Day> {
    let this = civil(today).first_of_month();
    (0..months).rev().map(|back| day_of(this.saturating_sub(i32::from(back).months()))).collect()
}

/// The age in whole years on `today`; `None` for a birth in the future. Who was born on 29 February has a birthday on 1 March
/// in other years.
#[must_use]
pub fn age(born: &Day, today: &Day) -> Option<u16> {
    let (born, today) = (civil(born), civil(today));
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    u16::try_from(i32::from(today.year()) - i32::from(born.year()) - i32::from(!had_birthday)).ok()
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The day as a date to count with. A [`Day`] exists in the same calendar, so the fallback is never reached.
fn civil(day: &Day) -> Date {
    day.as_str().parse().unwrap_or(date(1970, 1, 1))
}

/// The date as a day. Dates here lie within the years 1 and 9999, so the fallback is never reached.
fn day_of(date: Date) -> Day {
    Day::parse(&date.to_string()).or_else(|_| Day::from_numbers(9999, 12, 31)).unwrap_or_else(|_| unreachable!())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_weekend_does_not_count_as_working_days() {
        for (today, days, expected) in [
            ("2026-11-18", 2, "2026-11-20"),
            ("2026-11-19", 2, "2026-11-23"),
            ("2026-11-20", 2, "2026-11-24"),
            ("2026-11-21", 2, "2026-11-24"),
            ("2026-11-22", 1, "2026-11-23"),
            ("2026-11-22", 0, "2026-11-23"),
            ("2026-11-23", 0, "2026-11-23"),
            ("2026-12-31", 5, "2027-01-07"),
        ] {
            assert_eq!(after_working_days(&day(today), days), day(expected), "{days} after {today}");
        }
    }

    #[test]
    fn months_go_back_over_the_turn_of_the_year() {
        assert_eq!(last_months(&day("2026-01-31"), 3), [day("2025-11-01"), day("2025-12-01"), day("2026-01-01")]);
        assert_eq!(month_of(&day("2026-11-22")), day("2026-11-01"));
        assert_eq!(days_before(&day("2026-03-01"), 1), day("2026-02-28"));
    }

    #[test]
    fn an_age_goes_up_on_the_birthday() {
        let today = day("2026-11-22");
        for (born, expected) in [
            ("1979-11-22", Some(47)),
            ("1979-11-23", Some(46)),
            ("2024-02-29", Some(2)),
            ("2026-11-22", Some(0)),
            ("2026-11-23", None),
            ("2027-01-01", None),
        ] {
            assert_eq!(age(&day(born), &today), expected, "{born}");
        }
        assert_eq!(age(&day("2024-02-29"), &day("2026-02-28")), Some(1));
        assert_eq!(age(&day("2024-02-29"), &day("2026-03-01")), Some(2));
    }
}
