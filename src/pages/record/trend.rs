//! A value over time, as a chart and as its table.

use leptos::prelude::*;
use salus_protocol::{
    record::{Point, Range},
    words::LanguageTag,
};

use crate::{
    browser::clock,
    components::{ChartOrTable, ChartPoint, Column, DataTable, TrendChart, Words},
    dates::Parts,
    shared::{record_words, wording},
    text,
};

/// Draws a history: oldest first in the chart, newest first in the table. Both say the same. Nothing is drawn for less than two
/// values that are numbers.
pub(super) fn draw(name: &Words, unit: &str, history: &[Point], language: Option<&LanguageTag>) -> Option<AnyView> {
    let points: Vec<ChartPoint> = history.iter().filter_map(chart_point).collect();
    let (first, last) = (history.first()?, history.last()?);
    if points.len() < 2 {
        return None;
    }
    let label = text!(
        record.result.chart_label,
        name = name.plain(),
        count = u32::try_from(points.len()).unwrap_or(u32::MAX),
        first = written(first, unit),
        last = written(last, unit)
    );
    let range = last.range.clone();
    let band = range.as_ref().map(ends).filter(|(low, high)| low.is_some() || high.is_some());
    let band_words = range
        .as_ref()
        .filter(|_| band.is_some())
        .and_then(wording::range)
        .map(|range| text!(record.result.range_label, range = range.as_str()))
        .unwrap_or_default();
    let with_range = history.iter().any(|point| point.range.is_some());
    let with_flag = history.iter().any(|point| point.flag.is_some());
    let rows =
        history.iter().rev().map(|point| table_row(point, unit, language, with_range, with_flag)).collect::<Vec<_>>();
    let mut columns =
        vec![Column::words(text!(record.result.column_date)), Column::figures(text!(record.result.column_value))];
    if with_range {
        columns.push(Column::figures(text!(record.result.column_range)));
    }
    if with_flag {
        columns.push(Column::words(text!(record.result.column_meaning)));
    }
    let caption = name.clone();
    let unit = wording::unit(unit).to_owned();
    let chart = move || view! { <TrendChart points label=label range=band.unwrap_or_default() range_text=band_words unit=unit /> };
    let table = move || view! { <DataTable caption=caption caption_hidden=true columns rows /> };
    let view = view! {
        <ChartOrTable
            chart=chart
            table=table
            chart_text=text!(record.result.chart)
            table_text=text!(record.result.table)
            label=text!(record.result.chart_or_table)
        />
    };
    Some(view.into_any())
}

/// The figure or figures of a point as they are written.
fn figures(point: &Point) -> String {
    match &point.second {
        Some(second) => text!(record.vitals.pair, upper = point.figure.as_str(), lower = second.as_str()),
        None => point.figure.clone(),
    }
}

/// A point in words: "7.3 % on 18 November 2026".
fn written(point: &Point, unit: &str) -> String {
    let value = wording::with_unit(&figures(point), unit);
    let date = clock::date(&point.date);
    text!(record.result.chart_point, value = value.as_str(), date = date.as_str())
}

fn chart_point(point: &Point) -> Option<ChartPoint> {
    Some(ChartPoint {
        label: clock::short_month(&point.date),
        at: Some(Parts::of(&point.date).days()),
        value: wording::number(&point.figure)?,
        second: point.second.as_deref().and_then(wording::number),
        value_text: figures(point),
        flagged: wording::is_outside(point.flag),
    })
}

fn table_row(
    point: &Point,
    unit: &str,
    language: Option<&LanguageTag>,
    with_range: bool,
    with_flag: bool,
) -> Vec<Words> {
    let mut row: Vec<Words> =
        vec![clock::short_date(&point.date).into(), wording::with_unit(&figures(point), unit).into()];
    if with_range {
        row.push(point.range.as_ref().and_then(|range| record_words::range(range, language)).unwrap_or_default());
    }
    if with_flag {
        row.push(point.flag.map(|flag| wording::flag(flag).1).into());
    }
    row
}

/// The ends of a range as numbers, as far as they are numbers.
pub(super) fn ends(range: &Range) -> (Option<f64>, Option<f64>) {
    let number = |end: &Option<String>| end.as_deref().and_then(wording::number);
    (number(&range.low), number(&range.high))
}
