//! Where a value lies, in the words of the laboratory.

use salus_protocol::record::Flag;

use super::words::codes;
use crate::fhir::node::Node;

/// The flag that the source gives, if it gives one of those that have a direction or say "abnormal".
#[must_use]
pub fn flag(interpretations: &Node<'_>) -> Option<Flag> {
    interpretations.items().find_map(|concept| {
        codes(concept).find_map(|code| of_code(&code)).or_else(|| {
            let words =
                concept.word("text").or_else(|| concept.each("coding").find_map(|coding| coding.word("display")))?;
            of_code(&words).or_else(|| of_words(&words))
        })
    })
}

/// The codes of v2 table 0078 and of v3 `ObservationInterpretation` that speak of normality.
fn of_code(code: &str) -> Option<Flag> {
    Some(match code {
        "LL" | "LX" => Flag::VeryLow,
        "L" | "LU" => Flag::Low,
        "N" => Flag::Normal,
        "H" | "HU" => Flag::High,
        "HH" | "HX" => Flag::VeryHigh,
        "A" | "AA" => Flag::Abnormal,
        _ => return None,
    })
}

/// Whole phrases only: "Positive" or "not high" say nothing here.
fn of_words(words: &str) -> Option<Flag> {
    Some(match words.to_lowercase().as_str() {
        "critical low" | "critically low" | "very low" | "low alert" => Flag::VeryLow,
        "low" | "below normal" | "below low normal" => Flag::Low,
        "normal" | "within range" | "in range" => Flag::Normal,
        "high" | "above normal" | "above high normal" => Flag::High,
        "critical high" | "critically high" | "very high" | "high alert" => Flag::VeryHigh,
        "abnormal" | "critical abnormal" | "critically abnormal" => Flag::Abnormal,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn codes_and_plain_words_give_a_flag_and_nothing_else_does() {
        let flag = |text: &str| super::flag(&Node::parse(text).unwrap());
        assert_eq!(flag(r#"[{"coding": [{"system": "x", "code": "HH"}]}]"#), Some(Flag::VeryHigh));
        assert_eq!(flag(r#"[{"text": "Low"}]"#), Some(Flag::Low));
        assert_eq!(flag(r#"{"coding": [{"code": "POS"}, {"code": "A"}]}"#), Some(Flag::Abnormal));
        assert_eq!(flag(r#"[{"text": "Positive"}]"#), None);
        assert_eq!(flag(r#"[{"coding": [{"code": "S", "display": "Susceptible"}]}]"#), None);
        assert_eq!(flag("[7]"), None);
    }
}
