//! Allergies and intolerances.

use salus_protocol::{time::RecordDate, words::LanguageTag};

use super::{date::first_date, words};
use crate::fhir::node::Node;

/// Codes that say that there are none known at all.
const NONE_KNOWN: &[&str] = &["no-known-allergies", "716186003", "160244002", "NKA"];
/// Codes that say so of one kind only, or that nothing is known either way.
const NO_ENTRY: &[&str] = &[
    "no-known-medication-allergies",
    "no-known-environmental-allergies",
    "no-known-food-allergies",
    "no-allergy-info",
    "409137002",
    "428607008",
    "429625007",
    "428197003",
    "1003774007",
    "NKDA",
];

/// Plain names of substances whose formal name no patient would know.
const PLAIN: &[(&str, &str)] =
    &[("373270004", "Penicillin"), ("764146007", "Penicillin"), ("387406002", "Sulfonamide antibiotics")];

/// What an AllergyIntolerance says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// No allergies are known.
    NoneKnown,
    /// An allergy.
    Allergy(Allergy),
}

/// One allergy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allergy {
    /// To what.
    pub name: String,
    /// What happens.
    pub reactions: Vec<String>,
    /// Whether it can be dangerous.
    pub high_risk: bool,
    /// Whether it is over.
    pub resolved: bool,
    /// Whether it is only suspected so far.
    pub unconfirmed: bool,
    /// Since when it is known.
    pub since: Option<RecordDate>,
    /// Comments.
    pub notes: Vec<String>,
    /// The language of its words.
    pub language: Option<LanguageTag>,
}

/// Reads an AllergyIntolerance; `None` if it was ruled out, entered in error, or says nothing.
#[must_use]
pub fn read(allergy: &Node<'_>) -> Option<Said> {
    let verification = words::status(allergy.get("verificationStatus"));
    if matches!(verification.as_deref(), Some("refuted" | "entered-in-error")) {
        return None;
    }
    let resolved = matches!(words::status(allergy.get("clinicalStatus")).as_deref(), Some("resolved" | "inactive"));
    let code = allergy.get("code");
    let says = |known: &[&str]| words::codes(code).any(|code| known.contains(&code.as_ref()));
    if says(NONE_KNOWN) {
        return (!resolved).then_some(Said::NoneKnown);
    }
    if says(NO_ENTRY) {
        return None;
    }
    let substance = || allergy.each("reaction").find_map(|reaction| words::concept(reaction.get("substance")));
    let plain = words::codes(code)
        .find_map(|code| PLAIN.iter().find(|(known, _)| *known == code))
        .map(|(_, name)| (*name).to_owned());
    let name = code.word("text").or(plain).or_else(|| words::concept(code)).or_else(substance)?;
    let name = words::without_tag(&name);
    let mut reactions: Vec<String> = Vec::new();
    for reaction in allergy.each("reaction") {
        let told: Vec<String> = reaction.each("manifestation").filter_map(words::concept).collect();
        let told = if told.is_empty() { reaction.word("description").into_iter().collect() } else { told };
        for words in told.iter().map(|words| words::capitalised(words)) {
            if !reactions.contains(&words) {
                reactions.push(words);
            }
        }
    }
    let severe = allergy.each("reaction").any(|reaction| reaction.is("severity", "severe"));
    let notes = words::notes(allergy);
    let unconfirmed = matches!(verification.as_deref(), Some("unconfirmed" | "presumed"));
    Some(Said::Allergy(Allergy {
        name: words::capitalised(name),
        reactions,
        high_risk: allergy.is("criticality", "high") || severe,
        resolved,
        unconfirmed,
        since: first_date(allergy, &["onsetDateTime", "onsetPeriod", "recordedDate"]),
        notes,
        language: words::language(allergy),
    }))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

    use super::*;

    fn allergy(text: &str) -> Option<Said> {
        read(&Node::parse(text).unwrap())
    }

    #[test]
    fn that_none_are_known_is_said_only_where_the_source_means_all() {
        let coded = |code: &str| format!(r#"{{"code": {{"coding": [{{"code": "{code}"}}]}}}}"#);
        assert_eq!(allergy(&coded("716186003")), Some(Said::NoneKnown));
        assert_eq!(allergy(&coded("no-known-allergies")), Some(Said::NoneKnown));
        assert_eq!(allergy(&coded("no-known-food-allergies")), None);
        assert_eq!(allergy(&coded("no-allergy-info")), None);
    }

    #[test]
    fn a_severe_reaction_is_a_high_risk_whatever_else_is_said() {
        let Some(Said::Allergy(read)) = allergy(
            r#"{"code": {"text": "penicillin"}, "criticality": "low", "reaction": [{"severity": "severe",
            "manifestation": [{"text": "hives"}, {"coding": [{"display": "Hives"}]}]}, {"description": "swollen lips"}]}"#,
        ) else {
            panic!("an allergy")
        };
        assert!(read.high_risk && !read.resolved);
        assert_eq!(
            (read.name.as_str(), read.reactions),
            ("Penicillin", vec!["Hives".to_owned(), "Swollen lips".to_owned()])
        );
    }

    #[test]
    fn what_was_ruled_out_is_not_read() {
        assert_eq!(
            allergy(r#"{"code": {"text": "x"}, "verificationStatus": {"coding": [{"code": "refuted"}]}}"#),
            None
        );
        assert_eq!(allergy("{}"), None);
    }
}
