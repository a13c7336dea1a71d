//! Figures: decimal text in, decimal text out, never through a floating-point number.

use std::cmp::Ordering;

use crate::fhir::node::Node;

/// A figure with more significant digits than this was computed, not measured.
const MOST_DIGITS: usize = 6;

/// The figure of a number for people: as the source wrote it, but without exponent, and rounded where the source holds the
/// noise of a computation (`113.94684409281732`). The original keeps every digit.
#[must_use]
pub fn figure(node: &Node<'_>) -> Option<String> {
    let plain = without_exponent(node.figure()?)?;
    Some(without_noise(&plain))
}

/// `1.5e3` as `1500`; `None` for a figure of more than 40 digits, which nobody can read.
fn without_exponent(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    if mantissa.len() > 40 || exponent.unsigned_abs() > 30 {
        return None;
    }
    if exponent == 0 {
        return Some(mantissa.to_owned());
    }
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let text = if point <= 0 {
        format!("0.{}{all}", "0".repeat(usize::try_from(-point).ok()?))
    } else {
        let point = usize::try_from(point).ok()?;
        if point >= all.len() {
            format!("{all}{}", "0".repeat(point - all.len()))
        } else {
            format!("{}.{}", &all[..point], &all[point..])
        }
    };
    let trimmed = text.trim_start_matches('0');
    let text = if trimmed.is_empty() || trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_owned() };
    Some(format!("{sign}{text}"))
}

/// The figure; if it has more digits than a measurement gives, rounded half away from zero to what one gives: three digits,
/// at most two of them after the point unless it is very small.
#[must_use]
pub fn without_noise(text: &str) -> String {
    let (_, digits) = text.split_once('-').unwrap_or(("", text));
    let Some((whole, fraction)) = digits.split_once('.') else { return text.to_owned() };
    let significant = digits.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if significant <= MOST_DIGITS || fraction.len() <= 3 {
        return text.to_owned();
    }
    let places = match whole.trim_start_matches('0').len() {
        0 => (fraction.len() - fraction.trim_start_matches('0').len() + 2).max(2),
        1 => 2,
        2 => 1,
        _ => 0,
    };
    with_places(text, places)
}

/// The figure with at most so many places after the point.
#[must_use]
pub fn with_places(text: &str, places: usize) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let Some((whole, fraction)) = digits.split_once('.').filter(|(_, fraction)| fraction.len() > places) else {
        return text.to_owned();
    };
    let rounded = rounded(whole, fraction, places);
    if rounded.bytes().all(|byte| matches!(byte, b'0' | b'.')) { rounded } else { format!("{sign}{rounded}") }
}

/// The number rounded to so many places after the point.
fn rounded(whole: &str, fraction: &str, places: usize) -> String {
    let up = fraction.as_bytes().get(places).is_some_and(|digit| *digit >= b'5');
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(places)).collect();
    if up {
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            if *digit == b'9' {
                *digit = b'0';
            } else {
                *digit += 1;
                carry = false;
                break;
            }
        }
        if carry {
            digits.insert(0, b'1');
        }
    }
    let point = digits.len() - places;
    let text = String::from_utf8_lossy(&digits).into_owned();
    if places == 0 { text } else { format!("{}.{}", &text[..point], &text[point..]) }
}

/// How two figures compare; `None` if one of them is none.
#[must_use]
pub fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other): (f64, f64) = (one.parse().ok()?, other.parse().ok()?);
    one.partial_cmp(&other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        figure(&Node::Number(text))
    }

    #[test]
    fn a_measured_figure_is_never_touched() {
        for text in ["5.40", "7.0", "-0.5", "62.764", "0.00012", "1200000", "1.7742", "12345.678"] {
            assert_eq!(shown(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn the_noise_of_a_computation_is_rounded_away() {
        for (noisy, clean) in [
            ("113.94684409281732", "114"),
            ("63.470123456", "63.5"),
            ("1.7044543983213996", "1.70"),
            ("0.14551234567", "0.15"),
            ("0.0012345678912", "0.0012"),
            ("99.99999999999", "100.0"),
            ("-36.950000000001", "-37.0"),
            ("12345.678901234", "12346"),
        ] {
            assert_eq!(shown(noisy).as_deref(), Some(clean), "{noisy}");
        }
        assert_eq!(with_places("78.449", 0), "78");
        assert_eq!(with_places("78", 0), "78");
    }

    #[test]
    fn exponents_are_written_out() {
        assert_eq!(shown("1.5e3").as_deref(), Some("1500"));
        assert_eq!(shown("-2.50E-2").as_deref(), Some("-0.0250"));
        assert_eq!(shown("1e0").as_deref(), Some("1"));
        assert_eq!(shown("1e400"), None);
        assert_eq!(shown("1e-2147483648"), None);
        assert_eq!(shown("1e2147483647"), None);
    }

    #[test]
    fn figures_compare_as_numbers_and_not_as_texts() {
        assert_eq!(compare("6.50", "6.5"), Some(Ordering::Equal));
        assert_eq!(compare("10", "9.9"), Some(Ordering::Greater));
        assert_eq!(compare("x", "1"), None);
    }
}
