//! Where a value lies against a range, drawn.

use leptos::prelude::*;

/// A bar with the range as a band and the value as a mark. It repeats what stands beside it in words, so a screen reader
/// passes it by. Draws nothing where there is no range. It runs from low to high from left to right in every language.
#[component]
pub fn RangeBar(
    /// The lower end of the range, if it has one.
    low: Option<f64>,
    /// The upper end of the range, if it has one.
    high: Option<f64>,
    /// The value.
    value: f64,
    /// The range in words, below its band.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let Some(Places { band_start, band_end, mark }) = places(low, high, value) else { return ().into_any() };
    let inside = (band_start..=band_end).contains(&mark);
    // Near an edge the words would run out of the card.
    let label_at = ((band_start + band_end) / 2).clamp(20, 80);
    view! {
        <div class="range" dir="ltr" aria-hidden="true">
            <div class="range-track">
                {(band_start > 0).then(|| view! { <span class="range-below" style:inline-size=percent(band_start)></span> })}
                <span class="range-band"></span>
                {(band_end < 100)
                    .then(|| view! { <span class="range-above" style:inline-size=percent(100 - band_end)></span> })}
            </div>
            <span class="range-mark" class:range-mark-inside=inside style:inset-inline-start=percent(mark)></span>
            <span class="range-label" style:inset-inline-start=percent(label_at)>{label}</span>
        </div>
    }
    .into_any()
}

/// Where things stand on the bar, in hundredths of its width.
#[derive(Debug, PartialEq, Eq)]
struct Places {
    band_start: i32,
    band_end: i32,
    mark: i32,
}

/// How far the bar reaches beyond the range at most, in widths of the range. A value still farther away stands at the end.
const REACH: f64 = 2.0;

fn places(low: Option<f64>, high: Option<f64>, value: f64) -> Option<Places> {
    let finite = |end: Option<f64>| end.filter(|end| end.is_finite());
    if !value.is_finite() {
        return None;
    }
    // The ends of the bar, and the part of it that is the range.
    let (start, band_start, band_end, end) = match (finite(low), finite(high)) {
        (Some(low), Some(high)) if low < high => {
            let width = high - low;
            let start = (value - width * 0.15).clamp(low - width * REACH, low - width * 0.5);
            let end = (value + width * 0.15).clamp(high + width * 0.5, high + width * REACH);
            (start, low, high, end)
        }
        (None, Some(high)) => {
            let width = if high.abs() > f64::EPSILON { high.abs() } else { 1.0 };
            let start = if high > 0.0 { 0.0 } else { high - width };
            (start, start, high, (value + width * 0.15).clamp(high + width * 0.6, high + width * REACH))
        }
        (Some(low), None) => {
            let width = if low.abs() > f64::EPSILON { low.abs() } else { 1.0 };
            let start = (value - width * 0.15).clamp(low - width * REACH, low - width * 0.5);
            let start = if low > 0.0 { start.max(0.0) } else { start };
            let end = (value + width * 0.15).clamp(low + width, low + width * REACH);
            (start, low, end, end)
        }
        _ => return None,
    };
    let place = |at: f64| ((at - start) / (end - start) * 100.0).round() as i32;
    Some(Places { band_start: place(band_start), band_end: place(band_end), mark: place(value).clamp(2, 98) })
}

fn percent(hundredths: i32) -> String {
    [&hundredths.to_string(), "%"].concat()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, reason = "a test may say what is not as it should be")]

    use super::{Places, places};

    #[test]
    fn a_value_above_the_range_stands_behind_its_band() {
        let Some(Places { band_start, band_end, mark }) = places(Some(4.0), Some(6.5), 7.3) else { panic!("drawn") };
        assert!(0 < band_start && band_start < band_end && band_end < mark && mark < 100);
    }

    #[test]
    fn a_value_within_the_range_stands_in_its_band() {
        let Some(Places { band_start, band_end, mark }) = places(Some(4.0), Some(6.5), 4.0) else { panic!("drawn") };
        assert!((band_start..=band_end).contains(&mark));
    }

    #[test]
    fn a_range_with_one_end_reaches_the_other_end_of_the_bar() {
        assert_eq!(places(None, Some(5.0), 4.0).map(|places| places.band_start), Some(0));
        assert_eq!(places(Some(60.0), None, 92.0).map(|places| places.band_end), Some(100));
    }

    #[test]
    fn a_value_far_away_leaves_the_band_wide_enough_to_see() {
        let Some(Places { band_start, band_end, mark }) = places(Some(1.0), Some(2.0), 900.0) else { panic!("drawn") };
        assert!(band_end - band_start >= 20);
        assert_eq!(mark, 98);
    }

    #[test]
    fn without_a_range_or_with_an_impossible_one_nothing_is_drawn() {
        assert_eq!(places(None, None, 4.0), None);
        assert_eq!(places(Some(6.0), Some(4.0), 5.0), None);
        assert_eq!(places(Some(4.0), Some(6.0), f64::NAN), None);
    }
}
