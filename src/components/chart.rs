//! A value over time.

mod labels;
mod scale;

use leptos::prelude::*;

use self::{
    labels::{Tier, thin_out},
    scale::{GRID, Scale},
};

/// One measurement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartPoint {
    /// When, short: "Nov 2026".
    pub label: String,
    /// When, as a number that grows with time, for instance days. Without it all points stand equally far apart.
    pub at: Option<f64>,
    /// The value.
    pub value: f64,
    /// The second value of a blood pressure.
    pub second: Option<f64>,
    /// The value as it is written, both figures of a blood pressure: "128/82".
    pub value_text: String,
    /// Whether it lies outside the range.
    pub flagged: bool,
}

/// The course of a value. Lines and bands are drawn in SVG and stretch; figures and dots are text and boxes over it, so
/// that they keep their size on every screen. Time runs from left to right in every language.
///
/// A screen reader hears one sentence; the figures stand in the table beside every chart.
#[component]
pub fn TrendChart(
    /// The measurements, oldest first; up to 200 are drawn well.
    points: Vec<ChartPoint>,
    /// The sentence that says what the chart shows.
    #[prop(into)]
    label: Signal<String>,
    /// The lower and upper end of the range, where there is one.
    #[prop(optional, into)]
    range: Option<(Option<f64>, Option<f64>)>,
    /// The range in words, for the key above the chart.
    #[prop(optional, into)]
    range_text: String,
    /// The unit, above the chart too.
    #[prop(optional, into)]
    unit: String,
) -> impl IntoView {
    let (low, high) = range.unwrap_or_default();
    let Some(scale) = Scale::new(&points, low, high) else { return ().into_any() };
    let band = draw_band(&scale, low, high);
    let grid = draw_grid(&scale);
    let lines = draw_lines(&scale, &points);
    let dots = draw_dots(&scale, &points);
    let labels = draw_labels(&scale, &points);
    let unit = (!unit.is_empty()).then(|| view! { <span>{unit}</span> });
    let key = (!range_text.is_empty()).then(|| view! { <span class="chart-key"><bdi>{range_text}</bdi></span> });
    view! {
        <div class="chart" dir="ltr" role="img" aria-label=label>
            <p class="chart-head">{unit} {key}</p>
            <div class="chart-plot">
                {band} {grid}
                <svg class="chart-lines" viewBox="0 0 1000 1000" preserveAspectRatio="none" focusable="false">
                    {lines}
                </svg>
                {dots} {labels}
            </div>
        </div>
    }
    .into_any()
}

fn draw_band(scale: &Scale, low: Option<f64>, high: Option<f64>) -> Option<AnyView> {
    if low.is_none() && high.is_none() {
        return None;
    }
    let top = high.map_or(0, |high| scale.y(high));
    let bottom = low.map_or(GRID, |low| scale.y(low));
    let view = view! {
        <div
            class="chart-band"
            class:chart-band-high=high.is_some()
            class:chart-band-low=low.is_some()
            style:inset-block-start=share(top)
            style:block-size=share(bottom - top)
        ></div>
    };
    Some(view.into_any())
}

fn draw_grid(scale: &Scale) -> AnyView {
    scale
        .ticks()
        .into_iter()
        .map(|(value, text)| {
            view! {
                <div class="chart-tick" style:inset-block-start=share(scale.y(value))>
                    <span>{text}</span>
                </div>
            }
        })
        .collect_view()
        .into_any()
}

fn draw_lines(scale: &Scale, points: &[ChartPoint]) -> AnyView {
    let line = |value: fn(&ChartPoint) -> Option<f64>| -> String {
        let mut corners = String::new();
        for (place, point) in points.iter().enumerate() {
            if let Some(value) = value(point) {
                for number in [scale.x(place), scale.y(value)] {
                    corners.push_str(&number.to_string());
                    corners.push(' ');
                }
            }
        }
        corners
    };
    let second = line(|point| point.second);
    view! {
        <polyline class="chart-line" points=line(|point| Some(point.value)) />
        {(!second.is_empty()).then(|| view! { <polyline class="chart-line chart-line-second" points=second /> })}
    }
    .into_any()
}

/// With more points than this a figure over each would cover the line: only the most important keep theirs.
const CROWDED: usize = 16;

/// With more points than this only those outside the range, and the newest, keep a dot.
const MANY: usize = 48;

fn draw_dots(scale: &Scale, points: &[ChartPoint]) -> AnyView {
    let last = points.len() - 1;
    points
        .iter()
        .enumerate()
        .filter(|(place, point)| points.len() <= MANY || point.flagged || *place == last)
        .map(|(place, point)| {
            let x = share(scale.x(place));
            let dot = |value: f64, second: bool| {
                view! {
                    <span
                        class="dot"
                        class:dot-flagged=point.flagged
                        class:dot-last=place == last
                        class:dot-second=second
                        style:inset-inline-start=x.clone()
                        style:inset-block-start=share(scale.y(value))
                    ></span>
                }
            };
            view! {
                {dot(point.value, false)}
                {point.second.map(|second| dot(second, true))}
            }
        })
        .collect_view()
        .into_any()
}

fn draw_labels(scale: &Scale, points: &[ChartPoint]) -> AnyView {
    let places: Vec<i32> = (0..points.len()).map(|place| scale.x(place)).collect();
    // A figure is about 40 px wide, a month about 66 px; the tiers are for charts from 240, 420 and 640 px.
    let mut figures = thin_out(&places, &scale.important(points), [190, 110, 70]);
    if points.len() > CROWDED {
        let important = scale.important(points);
        figures.retain(|(place, _)| important.contains(place));
    }
    let times = thin_out(&places, &[points.len() - 1, 0], [330, 180, 120]);
    let figures = figures
        .into_iter()
        .map(|(place, tier)| {
            let point = &points[place];
            view! {
                <span
                    class=["chart-figure", tier_class(tier)].concat()
                    style:inset-inline-start=share(places[place])
                    style:inset-block-start=share(scale.y(point.value))
                >
                    {point.value_text.clone()}
                </span>
            }
        })
        .collect_view();
    let times = times
        .into_iter()
        .map(|(place, tier)| {
            let x = places[place];
            let end = if x < 150 {
                " chart-time-first"
            } else if x > 850 {
                " chart-time-last"
            } else {
                ""
            };
            view! {
                <span class=["chart-time", end, tier_class(tier)].concat() style:inset-inline-start=share(x)>
                    {points[place].label.clone()}
                </span>
            }
        })
        .collect_view();
    view! {
        {figures}
        {times}
    }
    .into_any()
}

const fn tier_class(tier: Tier) -> &'static str {
    match tier {
        Tier::Always => "",
        Tier::Medium => " from-medium",
        Tier::Wide => " from-wide",
    }
}

/// Thousandths of the plot as CSS writes them: `625` is `62.5%`.
fn share(thousandths: i32) -> String {
    let (whole, rest) = (thousandths / 10, thousandths % 10);
    [&whole.to_string(), ".", &rest.abs().to_string(), "%"].concat()
}
