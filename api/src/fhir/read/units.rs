//! Units: UCUM codes as people write them, those that people write as words left for the portal to say, and the few conversions that vital signs need.

use crate::fhir::node::Node;

/// UCUM, and what sources write in its place, against what people read.
const KNOWN: &[(&str, &str)] = &[
    ("mm[Hg]", "mmHg"),
    ("mmHg", "mmHg"),
    ("mm Hg", "mmHg"),
    ("Cel", "°C"),
    ("cel", "°C"),
    ("degC", "°C"),
    ("deg C", "°C"),
    ("[degF]", "°F"),
    ("degF", "°F"),
    ("kg/m2", "kg/m²"),
    ("kg/m^2", "kg/m²"),
    ("kg/m*2", "kg/m²"),
    ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
    ("mL/min/1.73.m2", "mL/min/1.73 m²"),
    ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
    ("mL/min/1.73m2", "mL/min/1.73 m²"),
    ("mL/min/1.73_m2", "mL/min/1.73 m²"),
    ("/min", "/min"),
    ("{beats}/min", "/min"),
    ("beats/min", "/min"),
    ("beats/minute", "/min"),
    ("bpm", "/min"),
    ("{breaths}/min", "/min"),
    ("breaths/min", "/min"),
    ("breaths/minute", "/min"),
    ("per minute", "/min"),
    ("years", "a"),
    ("year", "a"),
    ("months", "mo"),
    ("month", "mo"),
    ("weeks", "wk"),
    ("week", "wk"),
    ("days", "d"),
    ("day", "d"),
    ("hours", "h"),
    ("hour", "h"),
    ("minutes", "min"),
    ("minute", "min"),
    ("seconds", "s"),
    ("drops", "[drp]"),
    ("breaths per minute", "/min"),
    ("beats per minute", "/min"),
    ("%O2", "%"),
    ("%{O2}", "%"),
    ("/h", "/h"),
    ("/d", "/d"),
    ("/[HPF]", "/[HPF]"),
    ("/[LPF]", "/[HPF]"),
    ("[lb_av]", "lb"),
    ("lbs", "lb"),
    ("[oz_av]", "oz"),
    ("[in_i]", "in"),
    ("[in_us]", "in"),
    ("inch", "in"),
    ("inches", "in"),
    ("[ft_i]", "ft"),
    ("[pH]", "pH"),
    ("[IU]/L", "IU/L"),
    ("[IU]/mL", "IU/mL"),
    ("m[IU]/L", "mIU/L"),
    ("m[IU]/mL", "mIU/mL"),
    ("u[IU]/mL", "µIU/mL"),
    ("u[IU]/L", "µIU/L"),
    ("k[IU]/L", "kIU/L"),
    ("[drp]", "[drp]"),
    ("[tsp_us]", "[tsp_us]"),
    ("[tbs_us]", "[tbs_us]"),
    ("meq/L", "mEq/L"),
    ("m/(6.min)", "m/6 min"),
    ("1", ""),
    ("{INR}", ""),
    ("{score}", ""),
    ("(score)", ""),
    ("{ratio}", ""),
    ("{#}", ""),
    ("", ""),
    ("a", "a"),
    ("mo", "mo"),
    ("wk", "wk"),
    ("d", "d"),
    ("h", "h"),
    ("min", "min"),
    ("s", "s"),
    ("ms", "ms"),
    ("[arb'U]/mL", "U/mL"),
    ("[arb'U]", "U"),
    ("U", "U"),
    ("[iU]", "IU"),
    ("[IU]", "IU"),
];

/// The unit of a `Quantity` for people; empty for none.
#[must_use]
pub fn unit(quantity: &Node<'_>) -> String {
    let written = quantity.word("unit");
    let code = quantity
        .word("code")
        .filter(|_| quantity.get("system").text().is_none_or(|system| system.contains("unitsofmeasure")));
    written.or(code).map_or_else(String::new, |unit| for_people(&unit))
}

/// A unit as people write it.
#[must_use]
pub fn for_people(unit: &str) -> String {
    let unit = unit.trim();
    if let Some((_, people)) = KNOWN.iter().find(|(code, _)| *code == unit) {
        return (*people).to_owned();
    }
    let unit = without_annotations(unit);
    if let Some((_, people)) = KNOWN.iter().find(|(code, _)| *code == unit) {
        return (*people).to_owned();
    }
    let unit = powers_of_ten(&unit);
    let unit: Vec<String> = unit.split('/').map(micro).collect();
    unit.join("/").replace("m2", "m²").replace("m3", "m³")
}

/// The unit without what stands in braces, which UCUM calls an annotation.
fn without_annotations(unit: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(unit.len());
    for letter in unit.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// `10*3/uL` as `×10³/uL`.
fn powers_of_ten(unit: &str) -> String {
    let power = ["10*", "10^", "x10*", "x10^", "x10E", "10E"].iter().find_map(|start| unit.strip_prefix(start));
    let Some(rest) = power else { return unit.to_owned() };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if end == 0 {
        return unit.to_owned();
    }
    let raised: String =
        rest[..end].chars().filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize)).collect();
    format!("×10{raised}{}", &rest[end..])
}

/// `ug` as `µg`.
fn micro(part: &str) -> String {
    match part.strip_prefix('u').or_else(|| part.strip_prefix('μ')) {
        Some(rest) if ["g", "mol", "L", "l", "U", "kat", "m", "s", "V", "IU"].contains(&rest) => format!("µ{rest}"),
        _ => part.to_owned(),
    }
}

/// A figure in another unit, to the exactness of the first; `None` where the table knows no way.
///
/// Both units are as [`for_people`] writes them.
#[must_use]
pub fn converted(figure: &str, from: &str, to: &str) -> Option<String> {
    if from == to {
        return Some(figure.to_owned());
    }
    let value: f64 = figure.parse().ok()?;
    let value = match (from, to) {
        ("°C", "°F") => value * 1.8 + 32.0,
        ("°F", "°C") => (value - 32.0) / 1.8,
        _ => {
            let ((one, from), (other, to)) = (scale(from)?, scale(to)?);
            if one != other {
                return None;
            }
            value * from / to
        }
    };
    Some(format!("{value:.1}"))
}

/// What a unit measures, and how many grams or millimetres it holds.
fn scale(unit: &str) -> Option<(char, f64)> {
    Some(match unit {
        "kg" => ('w', 1000.0),
        "g" => ('w', 1.0),
        "lb" => ('w', 453.592_37),
        "oz" => ('w', 28.349_523_125),
        "m" => ('l', 1000.0),
        "cm" => ('l', 10.0),
        "mm" => ('l', 1.0),
        "in" => ('l', 25.4),
        "ft" => ('l', 304.8),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_what_people_write() {
        for (code, people) in [
            ("mm[Hg]", "mmHg"),
            ("10*3/uL", "×10³/µL"),
            ("10*6/uL", "×10⁶/µL"),
            ("x10^9/L", "×10⁹/L"),
            ("ug/dL", "µg/dL"),
            ("umol/L", "µmol/L"),
            ("{score}", ""),
            ("mg/dL", "mg/dL"),
            ("ng/mL{FEU}", "ng/mL"),
            ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
            ("g/m2", "g/m²"),
            ("%", "%"),
            ("pack-years", "pack-years"),
            ("10*3/uL{cells}", "×10³/µL"),
            ("U/L", "U/L"),
        ] {
            assert_eq!(for_people(code), people, "{code}");
        }
    }

    #[test]
    fn only_what_the_table_knows_is_converted() {
        assert_eq!(converted("180", "lb", "kg").as_deref(), Some("81.6"));
        assert_eq!(converted("98.6", "°F", "°C").as_deref(), Some("37.0"));
        assert_eq!(converted("70", "in", "cm").as_deref(), Some("177.8"));
        assert_eq!(converted("3500", "g", "kg").as_deref(), Some("3.5"));
        assert_eq!(converted("5.40", "mmol/L", "mmol/L").as_deref(), Some("5.40"));
        assert_eq!(converted("100", "mg/dL", "mmol/L"), None);
        assert_eq!(converted("70", "kg", "cm"), None);
    }
}
