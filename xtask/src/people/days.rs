//! Dates counted from today, so that the demo is as fresh as the day it is made, and a small source of scatter.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// The calendar as the invented people live it: everything is so many days before or after today.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    today: Date,
}

impl Days {
    /// The calendar around this day.
    pub(super) const fn new(today: Date) -> Self {
        Self { today }
    }

    /// The day that many days before today.
    pub(super) fn ago(self, days: i32) -> Date {
        self.today.saturating_sub(days.days())
    }

    /// The working day that many days before today, or the last one before it: the practice is closed at weekends.
    pub(super) fn workday_ago(self, days: i32) -> Date {
        let date = self.ago(days);
        match date.weekday() {
            Weekday::Saturday => date.saturating_sub(1.days()),
            Weekday::Sunday => date.saturating_sub(2.days()),
            _ => date,
        }
    }

    /// The working day that many days after today, or the next one after it.
    pub(super) fn workday_ahead(self, days: i32) -> Date {
        let date = self.today.saturating_add(days.days());
        match date.weekday() {
            Weekday::Saturday => date.saturating_add(2.days()),
            Weekday::Sunday => date.saturating_add(1.days()),
            _ => date,
        }
    }

    /// The date of birth of somebody who had a birthday `days` ago and turned `years`.
    pub(super) fn born(self, years: i32, days: i32) -> Date {
        self.ago(days).saturating_sub(years.years())
    }

    /// The year of the day that many days ago, for things of which only the year is known.
    pub(super) fn year_ago(self, days: i32) -> String {
        self.ago(days).year().to_string()
    }

    /// How many days from `date` to today; negative for days to come.
    pub(super) fn since(self, date: Date) -> i32 {
        // Dates of jiff lie within twenty thousand years, which is far below the limit of the type.
        (self.today - date).get_days()
    }
}

/// A point in time on that day as FHIR writes it, in universal time.
pub(super) fn stamp(date: Date, hour: u8, minute: u8) -> String {
    format!("{date}T{hour:02}:{minute:02}:00Z")
}

/// The day after.
pub(super) fn next_day(date: Date) -> Date {
    date.saturating_add(1.days())
}

/// A day as people write it, for example "Thursday".
pub(super) fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// Scatter that is the same in every run: `SplitMix64` (Steele, Lea and Flood, 2014) seeded with a word.
#[derive(Clone, Debug)]
pub(super) struct Dice {
    state: u64,
}

impl Dice {
    /// Dice for this word: the same word always throws the same.
    pub(super) fn new(word: &str) -> Self {
        // FNV-1a, so that similar words begin far apart.
        let state = word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self { state }
    }

    /// The next 64 bits.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to below `end`; 0 for an `end` of 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    /// A figure close to `middle`: at most `spread` away, the middle more likely than the ends.
    pub(super) fn around(&mut self, middle: f64, spread: f64) -> f64 {
        let mut unit = || (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        middle + spread * (unit() + unit() - 1.0)
    }
}
