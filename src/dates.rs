//! Arithmetic with calendar days, without a browser and without time zones.

use salus_protocol::time::{Day, RecordDate};

/// The text with Arabic-Indic and Persian digits as Latin ones: a person types what the keyboard has.
#[must_use]
pub fn latin_digits(text: &str) -> String {
    let latin = |letter: char| {
        let zero = match letter {
            '\u{660}'..='\u{669}' => 0x660,
            '\u{6f0}'..='\u{6f9}' => 0x6f0,
            _ => return letter,
        };
        char::from_digit(u32::from(letter) - zero, 10).unwrap_or(letter)
    };
    text.chars().map(latin).collect()
}

/// The numbers of a date of the record, as exact as the record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<i32>,
    /// The day of the month.
    pub day: Option<i32>,
    /// Hour and minute.
    pub time: Option<(i32, i32)>,
}

impl Parts {
    /// Takes a date of the record apart. Its type has checked the form already.
    #[must_use]
    pub fn of(date: &RecordDate) -> Self {
        Self::read(date.as_str())
    }

    /// Takes a day apart.
    #[must_use]
    pub fn of_day(day: &Day) -> Self {
        Self::read(day.as_str())
    }

    fn read(text: &str) -> Self {
        let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse().ok());
        Self {
            year: number(0, 4).unwrap_or_default(),
            month: number(5, 7),
            day: number(8, 10),
            time: number(11, 13).zip(number(14, 16)),
        }
    }

    /// Days since 1970-01-01, the first day of the month or year where the record is no more exact; with the time of day
    /// as a fraction.
    #[must_use]
    pub fn days(self) -> f64 {
        let whole = days_since_1970(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        let (hour, minute) = self.time.unwrap_or_default();
        f64::from(whole) + f64::from(hour * 60 + minute) / 1440.0
    }
}

/// Days from 1970-01-01 to this day of the Gregorian calendar. Works from the first of March, so that the leap day is the
/// last of its year.
#[must_use]
pub const fn days_since_1970(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The day of the Gregorian calendar so many days after 1970-01-01; `None` before the year 1 and after 9999. The way of
/// [`days_since_1970`] back.
#[must_use]
pub fn day_of(days: i32) -> Option<Day> {
    let shifted = days.checked_add(719_468)?;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    Day::from_numbers(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_across_leap_years() {
        assert_eq!(days_since_1970(1970, 1, 1), 0);
        assert_eq!(days_since_1970(2000, 3, 1), days_since_1970(2000, 2, 28) + 2);
        assert_eq!(days_since_1970(1900, 3, 1), days_since_1970(1900, 2, 28) + 1);
        assert_eq!(days_since_1970(2026, 11, 22), 20_779);
        assert_eq!(days_since_1970(1926, 11, 22), -15_746);
    }

    #[test]
    fn a_number_of_days_leads_back_to_its_day() {
        for text in ["1970-01-01", "2000-02-29", "2026-11-22", "1926-03-01", "2027-01-01", "2026-12-31"] {
            let day = Day::parse(text);
            assert_eq!(day.clone().ok(), day.ok().and_then(|day| day_of(Parts::of_day(&day).days() as i32)), "{text}");
        }
        assert_eq!(day_of(-800_000), None);
    }

    #[test]
    fn a_date_of_the_record_is_taken_apart_as_exact_as_it_is() {
        let parts = |text: &str| RecordDate::parse(text).map(|date| Parts::of(&date));
        assert_eq!(parts("2019"), Ok(Parts { year: 2019, month: None, day: None, time: None }));
        assert_eq!(
            parts("2019-05-03T10:05"),
            Ok(Parts { year: 2019, month: Some(5), day: Some(3), time: Some((10, 5)) })
        );
    }

    #[test]
    fn the_time_of_day_is_a_fraction_of_a_day() {
        let days = |text: &str| RecordDate::parse(text).map(|date| Parts::of(&date).days());
        assert_eq!(days("1970-01-02T12:00"), Ok(1.5));
        assert_eq!(days("1970"), Ok(0.0));
    }
}
