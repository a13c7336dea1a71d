//! Where a point stands in the plot, and which round figures stand at its side.

use super::ChartPoint;

/// The plot is this many units wide and high; whole numbers keep float formatting out of the program.
pub(super) const GRID: i32 = 1000;

/// Room at both sides, so that the first and the last dot stand clear of the edge.
const SIDE: f64 = 40.0;

/// From values and times to places in the plot.
#[derive(Debug)]
pub(super) struct Scale {
    bottom: f64,
    top: f64,
    xs: Vec<i32>,
}

impl Scale {
    /// Fits the values and the range. None where there is nothing to draw.
    pub(super) fn new(points: &[ChartPoint], low: Option<f64>, high: Option<f64>) -> Option<Self> {
        let values = points.iter().flat_map(|point| [Some(point.value), point.second]).chain([low, high]).flatten();
        let mut bottom = f64::INFINITY;
        let mut top = f64::NEG_INFINITY;
        for value in values {
            if !value.is_finite() {
                return None;
            }
            bottom = bottom.min(value);
            top = top.max(value);
        }
        if points.is_empty() {
            return None;
        }
        let spread = if top > bottom { top - bottom } else { top.abs().max(1.0) * 0.2 };
        // More room above, for the figure over the highest dot; and a range without an upper end needs sky over it.
        let never_below = if bottom >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
        let bottom = (bottom - spread * 0.14).max(never_below);
        let top = top + spread * 0.26;
        Some(Self { bottom, top, xs: places_in_time(points) })
    }

    /// From the left, in units of the plot.
    pub(super) fn x(&self, place: usize) -> i32 {
        self.xs.get(place).copied().unwrap_or(GRID / 2)
    }

    /// From above, in units of the plot.
    pub(super) fn y(&self, value: f64) -> i32 {
        let share = (self.top - value) / (self.top - self.bottom);
        (share * f64::from(GRID)).round() as i32
    }

    /// Three to six round figures within the plot, as values and as they are written.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let spread = self.top - self.bottom;
        let mut exponent = (spread / 6.0).log10().floor() as i32;
        let unit = 10f64.powi(exponent);
        let mut step = [1, 2, 5, 10].into_iter().find(|step| f64::from(*step) * unit >= spread / 6.0).unwrap_or(10);
        if step == 10 {
            step = 1;
            exponent += 1;
        }
        let width = f64::from(step) * 10f64.powi(exponent);
        let mut count = (self.bottom / width).ceil() as i64;
        let mut ticks = Vec::new();
        // The topmost strip belongs to figures over dots.
        while (count as f64) * width < self.top - spread * 0.06 && ticks.len() < 8 {
            ticks.push((count as f64 * width, written(count * i64::from(step), exponent)));
            count += 1;
        }
        ticks
    }

    /// The points whose figures matter most, most important first: the newest, the oldest, the highest, the lowest.
    pub(super) fn important(&self, points: &[ChartPoint]) -> Vec<usize> {
        let by_value = |a: &usize, b: &usize| points[*a].value.total_cmp(&points[*b].value);
        let last = points.len() - 1;
        let highest = (0..points.len()).max_by(by_value).unwrap_or(last);
        let lowest = (0..points.len()).min_by(by_value).unwrap_or(last);
        vec![last, highest, 0, lowest]
    }
}

fn places_in_time(points: &[ChartPoint]) -> Vec<i32> {
    let times: Option<Vec<f64>> = points.iter().map(|point| point.at.filter(|at| at.is_finite())).collect();
    let times = times.unwrap_or_else(|| (0..points.len()).map(|place| place as f64).collect());
    let first = times.first().copied().unwrap_or_default();
    let whole = times.last().copied().unwrap_or_default() - first;
    if whole <= 0.0 {
        return vec![GRID / 2; points.len()];
    }
    let room = f64::from(GRID) - 2.0 * SIDE;
    times.iter().map(|at| (SIDE + (at - first) / whole * room).round() as i32).collect()
}

/// `digits * 10^exponent` as people write it, with a point for the decimals.
fn written(digits: i64, exponent: i32) -> String {
    if exponent >= 0 {
        return (digits * 10i64.pow(exponent.unsigned_abs())).to_string();
    }
    let decimals = exponent.unsigned_abs() as usize;
    let mut text = digits.unsigned_abs().to_string();
    while text.len() <= decimals {
        text.insert(0, '0');
    }
    text.insert(text.len() - decimals, '.');
    if digits < 0 {
        text.insert(0, '\u{2212}');
    }
    text
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, reason = "a test may say what is not as it should be")]

    use super::{ChartPoint, GRID, Scale, written};

    fn points(values: &[f64]) -> Vec<ChartPoint> {
        values.iter().map(|value| ChartPoint { value: *value, ..ChartPoint::default() }).collect()
    }

    fn scale(values: &[f64]) -> Scale {
        let Some(scale) = Scale::new(&points(values), None, None) else { panic!("there are values") };
        scale
    }

    #[test]
    fn higher_values_stand_higher_and_later_ones_further_right() {
        let scale = scale(&[6.4, 6.9, 7.3]);
        assert!(scale.y(7.3) < scale.y(6.4));
        assert!(scale.x(0) < scale.x(1) && scale.x(1) < scale.x(2));
    }

    #[test]
    fn the_range_is_always_in_the_plot() {
        let Some(scale) = Scale::new(&points(&[7.3]), Some(4.0), Some(6.5)) else { panic!("there is a value") };
        for value in [4.0, 6.5, 7.3] {
            assert!((0..=GRID).contains(&scale.y(value)), "{value}");
        }
    }

    #[test]
    fn points_that_are_far_apart_in_time_stand_far_apart() {
        let point = |at| ChartPoint { value: 1.0, at: Some(at), ..ChartPoint::default() };
        let Some(scale) = Scale::new(&[point(0.0), point(10.0), point(100.0)], None, None) else { panic!("values") };
        assert!(scale.x(1) - scale.x(0) < (scale.x(2) - scale.x(1)) / 5);
    }

    #[test]
    fn values_that_do_not_change_can_be_drawn() {
        let scale = scale(&[5.0, 5.0]);
        assert!((100..900).contains(&scale.y(5.0)));
        assert!(!scale.ticks().is_empty());
    }

    #[test]
    fn there_are_a_few_round_figures_for_every_size_of_value() {
        for top in [0.004, 0.9, 7.3, 140.0, 99_000.0] {
            let ticks = scale(&[top * 0.6, top]).ticks();
            assert!((2..=7).contains(&ticks.len()), "{top}: {ticks:?}");
        }
    }

    #[test]
    fn round_figures_are_written_without_noise() {
        assert_eq!(written(65, -1), "6.5");
        assert_eq!(written(5, -3), "0.005");
        assert_eq!(written(12, 1), "120");
        assert_eq!(written(-5, -1), "\u{2212}0.5");
        assert_eq!(written(0, -1), "0.0");
    }

    #[test]
    fn nothing_is_drawn_without_values_or_with_impossible_ones() {
        assert!(Scale::new(&[], None, None).is_none());
        assert!(Scale::new(&points(&[f64::NAN]), None, None).is_none());
    }
}
