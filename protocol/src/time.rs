//! Points in time: exact ones that the portal makes, and dates as the record states them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::sample::Sample;

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Milliseconds since 1970-01-01T00:00:00Z, as a JavaScript `Date` takes them.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0 / 1000
    }

    /// This point in time, later by so many seconds.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }
}

impl Sample for Timestamp {
    fn sample() -> Self {
        // 2026-11-20T17:12:00Z
        Self(1_795_194_720_000_000)
    }
}

/// A calendar day, `YYYY-MM-DD`, that exists in the Gregorian calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(String);

/// Text that is not a day or a date of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date: expected YYYY-MM-DD with a day that exists")
    }
}

impl std::error::Error for NotADate {}

impl Day {
    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`NotADate`] if the text has another form or the day does not exist.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let (year, month, day) = numbers(text)?;
        match (month, day) {
            (Some(month), Some(day)) if day <= days_in(year, month) => Ok(Self(text.to_owned())),
            _ => Err(NotADate),
        }
    }

    /// Makes a day of three numbers, as a form asks for them.
    ///
    /// # Errors
    /// [`NotADate`] if there is no such day between the years 1 and 9999.
    pub fn from_numbers(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        Self::parse(&format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The day as `YYYY-MM-DD`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Day {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Sample for Day {
    fn sample() -> Self {
        Self("2026-11-18".into())
    }
}

/// A date as the record states it: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, in the local time of the
/// place that wrote it. Never made more exact than it was. Sorts as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordDate(String);

impl RecordDate {
    /// Reads one of the four forms.
    ///
    /// # Errors
    /// [`NotADate`] for any other text.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let (year, month, day) = numbers(date)?;
        if let (Some(month), Some(day)) = (month, day)
            && day > days_in(year, month)
        {
            return Err(NotADate);
        }
        if let Some(time) = time {
            let valid = day.is_some()
                && time.len() == 5
                && time.is_ascii()
                && time.as_bytes()[2] == b':'
                && digits(&time[..2]).is_some_and(|hour| hour < 24)
                && digits(&time[3..]).is_some_and(|minute| minute < 60);
            if !valid {
                return Err(NotADate);
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The date in one of the four forms.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day, where the record is that exact.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        self.0.get(..10).and_then(|day| Day::parse(day).ok())
    }
}

impl TryFrom<String> for RecordDate {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        Self::parse(&text)
    }
}

impl From<RecordDate> for String {
    fn from(date: RecordDate) -> Self {
        date.0
    }
}

impl From<Day> for RecordDate {
    fn from(day: Day) -> Self {
        Self(day.0)
    }
}

impl fmt::Display for RecordDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Sample for RecordDate {
    fn sample() -> Self {
        Self("2026-11-18T08:40".into())
    }
}

/// Digits only, as a number.
fn digits(text: &str) -> Option<u16> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Year, month and day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the month between 1 and 12.
fn numbers(text: &str) -> Result<(u16, Option<u16>, Option<u16>), NotADate> {
    if !text.is_ascii() || !matches!(text.len(), 4 | 7 | 10) {
        return Err(NotADate);
    }
    let mut parts = text.split('-');
    let mut next = |width: usize| match parts.next() {
        None => Ok(None),
        Some(part) if part.len() == width => digits(part).map(Some).ok_or(NotADate),
        Some(_) => Err(NotADate),
    };
    let year = next(4)?.filter(|year| *year > 0).ok_or(NotADate)?;
    let month = next(2)?;
    let day = next(2)?;
    let known = |number: Option<u16>, most: u16| number.is_none_or(|number| (1..=most).contains(&number));
    if known(month, 12) && known(day, 31) { Ok((year, month, day)) } else { Err(NotADate) }
}

/// How many days the month has in the Gregorian calendar.
const fn days_in(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_must_exist() {
        for day in ["2024-02-29", "2000-02-29", "1926-11-22", "2026-12-31"] {
            assert!(Day::parse(day).is_ok(), "{day}");
        }
        for day in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-11-22", "2026-11", "٢٠٢٦-11-22"]
        {
            assert_eq!(Day::parse(day), Err(NotADate), "{day}");
        }
        assert_eq!(Day::from_numbers(1979, 3, 5).map(String::from), Ok("1979-03-05".to_owned()));
        assert_eq!(Day::from_numbers(1979, 2, 30), Err(NotADate));
    }

    #[test]
    fn a_date_of_the_record_keeps_its_exactness() {
        for date in ["2019", "2019-05", "2019-05-03", "2019-05-03T10:05"] {
            assert_eq!(RecordDate::parse(date).map(String::from), Ok(date.to_owned()));
        }
        for date in
            ["2019-05T10:00", "2019-05-03T24:00", "2019-05-03T10:60", "2019-05-03T10:5", "2019-02-30", "May 2019", ""]
        {
            assert_eq!(RecordDate::parse(date), Err(NotADate), "{date}");
        }
    }
}
