//! Time and language as the browser knows them: dates in words, plural forms, waiting.
//!
//! Dates go through the browser's `Intl`, which costs nothing to download. The calendar and the digits are pinned, because
//! the defaults of a language differ from browser to browser, and a result's date must not.

use std::cell::Cell;

use js_sys::{Array, Date, Intl::PluralRules, Object, Promise, Reflect};
use salus_protocol::{
    time::{Day, RecordDate, Timestamp},
    words::TimeZoneName,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{
    dates::{Parts, days_since_1970},
    text,
    texts::locale,
};

thread_local! {
    /// How far the server's clock is ahead of this one, in milliseconds.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
}

/// Takes over the server's clock, so that "today" is the practice's today on a device whose clock is wrong.
pub fn set(now: Timestamp) {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a float exactly for 200,000 years")]
    AHEAD.with(|ahead| ahead.set(now.as_millis() as f64 - Date::now()));
}

/// Now, by the server's clock, in this device's time zone.
fn now() -> Date {
    Date::new(&JsValue::from_f64(Date::now() + AHEAD.with(Cell::get)))
}

/// Today as days since 1970-01-01, in this device's time zone.
#[must_use]
pub fn today() -> i32 {
    day_number(&now())
}

/// The local calendar day of a point in time.
#[expect(clippy::cast_possible_wrap, reason = "years, months and days are small")]
fn day_number(date: &Date) -> i32 {
    days_since_1970(date.get_full_year() as i32, date.get_month() as i32 + 1, date.get_date() as i32)
}

/// When the day so many days before today began, in this device's time zone.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "years, months and days are small, and milliseconds since 1970 are whole"
)]
pub fn beginning_of(days_ago: i32) -> Timestamp {
    let today = now();
    // Days before the first of a month are those of the month before.
    let day = today.get_date() as i32 - days_ago;
    let midnight = Date::new_with_year_month_day(today.get_full_year(), today.get_month() as i32, day);
    Timestamp(midnight.get_time() as i64 * 1000)
}

/// The name of the time zone that this device is set to, for example `Europe/Berlin`, where it tells.
#[must_use]
pub fn time_zone() -> Option<TimeZoneName> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let zone = js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()?;
    TimeZoneName::parse(&zone).ok()
}

/// Now, by this device's own clock, in milliseconds since 1970.
#[must_use]
pub fn milliseconds() -> f64 {
    Date::now()
}

/// Whole seconds since a moment of this device's own clock, in milliseconds since 1970.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cut off at zero; a visit is shorter than a century"
)]
pub fn seconds_since(moment: f64) -> u32 {
    ((Date::now() - moment) / 1000.0).max(0.0) as u32
}

/// Whole seconds until a moment by the server's clock; none if it is over.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "cut off at zero"
)]
pub fn seconds_until(at: Timestamp) -> u32 {
    (at.0 as f64 / 1_000_000.0 - (Date::now() + AHEAD.get()) / 1000.0).max(0.0) as u32
}

/// The part of the day, for a greeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfDay {
    /// Until noon.
    Morning,
    /// Until six.
    Afternoon,
    /// After six, and at night.
    Evening,
}

/// Which part of the day it is here.
#[must_use]
pub fn part_of_day() -> PartOfDay {
    match now().get_hours() {
        4..12 => PartOfDay::Morning,
        12..18 => PartOfDay::Afternoon,
        _ => PartOfDay::Evening,
    }
}

/// The language tag for `Intl`, with the Gregorian calendar and Latin digits.
fn tag() -> String {
    format!("{}-u-ca-gregory-nu-latn", locale().for_intl())
}

/// Formats a date. `fields` are pairs of an option of `Intl.DateTimeFormat` and its value.
fn format(date: &Date, fields: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in fields {
        // Setting a plain property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    // `hour12` is a boolean, not a word. British order comes with the clock of 24 hours; patients say "8:40 am".
    if locale().for_intl() == "en-GB" && fields.iter().any(|(name, _)| *name == "hour") {
        let _ = Reflect::set(&options, &"hour12".into(), &JsValue::TRUE);
    }
    date.to_locale_string(&tag(), &options).into()
}

/// A date of the record as a `Date` whose UTC fields are the record's own: it is formatted in UTC and so never re-zoned.
fn as_utc(parts: Parts) -> Date {
    Date::new(&JsValue::from_f64(parts.days() * 86_400_000.0))
}

/// A date of the record in words, as exact as it is, without the time: "18 November 2026", "May 2019", "1998".
#[must_use]
pub fn date(date: &RecordDate) -> String {
    let parts = Parts::of(date);
    let mut fields = vec![("timeZone", "UTC"), ("year", "numeric")];
    if parts.month.is_some() {
        fields.push(("month", "long"));
    }
    if parts.day.is_some() {
        fields.push(("day", "numeric"));
    }
    format(&as_utc(parts), &fields)
}

/// A date of the record in short words, for axes and tables: "18 Nov 2026".
#[must_use]
pub fn short_date(date: &RecordDate) -> String {
    let parts = Parts::of(date);
    let mut fields = vec![("timeZone", "UTC"), ("year", "numeric")];
    if parts.month.is_some() {
        fields.push(("month", "short"));
    }
    if parts.day.is_some() {
        fields.push(("day", "numeric"));
    }
    format(&as_utc(parts), &fields)
}

/// The month of a date of the record in short words, for axes: "Nov 2026", "2019". The year is whole: "Nov 26" is also a day.
#[must_use]
pub fn short_month(date: &RecordDate) -> String {
    let parts = Parts::of(date);
    if parts.month.is_none() {
        return self::date(date);
    }
    format(&as_utc(parts), &[("timeZone", "UTC"), ("month", "short"), ("year", "numeric")])
}

/// A date of the record with weekday and time, for visits: "Thursday 26 November 2026, 10:30 am".
#[must_use]
pub fn date_and_time(date: &RecordDate) -> String {
    let parts = Parts::of(date);
    if parts.day.is_none() {
        return self::date(date);
    }
    let utc = as_utc(parts);
    let day = format(
        &utc,
        &[("timeZone", "UTC"), ("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")],
    );
    if parts.time.is_none() {
        return day;
    }
    let time = format(&utc, &[("timeZone", "UTC"), ("hour", "numeric"), ("minute", "2-digit")]);
    text!(dates.day_at, day = day, time = time)
}

/// A day in words: "Tuesday 24 November".
#[must_use]
pub fn day(day: &Day) -> String {
    let utc = as_utc(Parts::of_day(day));
    format(&utc, &[("timeZone", "UTC"), ("weekday", "long"), ("day", "numeric"), ("month", "long")])
}

/// A day in words, with its year: "24 November 2026".
#[must_use]
pub fn full_day(day: &Day) -> String {
    date(&day.clone().into())
}

/// The month of a day: "November 2026".
#[must_use]
pub fn month(day: &Day) -> String {
    let utc = as_utc(Parts::of_day(day));
    format(&utc, &[("timeZone", "UTC"), ("month", "long"), ("year", "numeric")])
}

/// The month of a day, short, for an axis: "Nov".
#[must_use]
pub fn month_name(day: &Day) -> String {
    format(&as_utc(Parts::of_day(day)), &[("timeZone", "UTC"), ("month", "short")])
}

/// The names of the months, January first.
#[must_use]
pub fn months() -> Vec<String> {
    let name = |month: i32| {
        let first = Parts { year: 2026, month: Some(month), day: Some(1), time: None };
        format(&as_utc(first), &[("timeZone", "UTC"), ("month", "long")])
    };
    (1..=12).map(name).collect()
}

/// Today in words: "Sunday 22 November 2026".
#[must_use]
pub fn today_in_words() -> String {
    format(&now(), &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// The time of day now: "8:40 am".
#[must_use]
pub fn time_now() -> String {
    format(&now(), &[("hour", "numeric"), ("minute", "2-digit")])
}

/// A point in time in this device's time zone: "Today, 8:40 am", "Friday, 6:12 pm", "3 March 2026, 6:12 pm".
#[must_use]
pub fn moment(at: Timestamp) -> String {
    let date = local(at);
    let time = format(&date, &[("hour", "numeric"), ("minute", "2-digit")]);
    let day = match today() - day_number(&date) {
        0 => return text!(dates.today_at, time = time),
        1 => return text!(dates.yesterday_at, time = time),
        2..=6 => format(&date, &[("weekday", "long")]),
        _ => format(&date, &[("day", "numeric"), ("month", "long"), ("year", "numeric")]),
    };
    text!(dates.day_at, day = day, time = time)
}

/// The moment so many seconds from now, with its day: "Monday 23 November, 9:12 am".
#[must_use]
pub fn moment_in(seconds: u32) -> String {
    let then = Date::new(&JsValue::from_f64(now().get_time() + f64::from(seconds) * 1000.0));
    day_and_time(&then)
}

/// A point in time with its weekday and time, for what is still to come: "Monday 23 November, 9:12 am".
#[must_use]
pub fn moment_ahead(at: Timestamp) -> String {
    day_and_time(&local(at))
}

fn day_and_time(date: &Date) -> String {
    let day = format(date, &[("weekday", "long"), ("day", "numeric"), ("month", "long")]);
    let time = format(date, &[("hour", "numeric"), ("minute", "2-digit")]);
    text!(dates.day_at, day = day, time = time)
}

/// A point in time as ISO 8601 writes it, in UTC: "2026-11-20T17:12:00.000Z". For files, not for people.
#[must_use]
pub fn iso(at: Timestamp) -> String {
    local(at).to_iso_string().into()
}

/// The day of a point in time in this device's time zone: "3 March 2026".
#[must_use]
pub fn moment_day(at: Timestamp) -> String {
    format(&local(at), &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// A point in time as a `Date`.
fn local(at: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a float exactly for 200,000 years")]
    Date::new(&JsValue::from_f64(at.as_millis() as f64))
}

/// How many days from today to this day; negative in the past.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a day number is small")]
pub fn days_until(parts: Parts) -> i32 {
    parts.days().floor() as i32 - today()
}

/// A whole number as the reader's language groups its digits: "50,000".
#[must_use]
pub fn count(number: u32) -> String {
    js_sys::Number::from(number).to_locale_string(&tag()).into()
}

/// Which of a language's plural forms a count takes: the categories of CLDR, in the order of the lines in a file of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralForm {
    /// For none, in Arabic.
    Zero,
    /// For one; in French for none, too.
    One,
    /// For two, in Arabic.
    Two,
    /// For a few, in Arabic 3 to 10.
    Few,
    /// For many, in Arabic 11 to 99.
    Many,
    /// For everything else.
    Other,
}

/// The plural form for a count in the reader's language.
#[must_use]
pub fn plural_form(count: u32) -> PluralForm {
    let rules = PluralRules::new(&Array::of1(&tag().into()), &Object::new());
    match String::from(rules.select(f64::from(count))).as_str() {
        "zero" => PluralForm::Zero,
        "one" => PluralForm::One,
        "two" => PluralForm::Two,
        "few" => PluralForm::Few,
        "many" => PluralForm::Many,
        _ => PluralForm::Other,
    }
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            // Without a timer the wait is over at once.
            let set = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
            if set.is_err() {
                let _ = done.call0(&JsValue::NULL);
            }
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// A signal that ends a request after this time; `None` where the browser has none and sets its own limit.
#[must_use]
pub fn deadline(milliseconds: u32) -> Option<web_sys::AbortSignal> {
    let known = Reflect::get(&js_sys::global(), &"AbortSignal".into())
        .and_then(|class| Reflect::get(&class, &"timeout".into()))
        .is_ok_and(|function| function.is_function());
    known.then(|| web_sys::AbortSignal::timeout_with_u32(milliseconds)).map(JsCast::unchecked_into)
}
