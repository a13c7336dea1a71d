//! Conditions: problems and diagnoses.

use salus_protocol::{record::ConditionState, time::RecordDate, words::LanguageTag};

use super::{date::first_date, words};
use crate::fhir::node::Node;

/// Codes that say that there is nothing to say.
const NOTHING_KNOWN: &[&str] = &["no-known-problems", "no-problem-info", "160245001"];

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its name.
    pub name: String,
    /// All its codes: two conditions that share one are the same.
    pub codes: Vec<String>,
    /// Whether it is active.
    pub state: ConditionState,
    /// Whether it is only suspected so far.
    pub unconfirmed: bool,
    /// When it began.
    pub since: Option<RecordDate>,
    /// When it ended.
    pub until: Option<RecordDate>,
    /// Comments.
    pub notes: Vec<String>,
    /// Whether it is the diagnosis of one visit and not an entry of the problem list.
    pub of_a_visit: bool,
    /// The language of its words.
    pub language: Option<LanguageTag>,
}

/// Reads a Condition; `None` if it was ruled out, entered in error, or says that there is none.
#[must_use]
pub fn read(condition: &Node<'_>) -> Option<Condition> {
    let verification = words::status(condition.get("verificationStatus"));
    if matches!(verification.as_deref(), Some("refuted" | "entered-in-error")) {
        return None;
    }
    let code = condition.get("code");
    if words::codes(code).any(|code| NOTHING_KNOWN.contains(&code.as_ref())) {
        return None;
    }
    let name = words::capitalised(&words::concept(code)?);
    let until = first_date(condition, &["abatementDateTime", "abatementPeriod"]);
    let ended = until.is_some()
        || ["abatementAge", "abatementRange", "abatementString"].iter().any(|name| !condition.get(name).is_nothing());
    let state = match words::status(condition.get("clinicalStatus")).as_deref() {
        Some("active" | "recurrence" | "relapse") => ConditionState::Active,
        Some("inactive" | "remission" | "resolved") => ConditionState::Past,
        _ if ended => ConditionState::Past,
        _ => ConditionState::Unknown,
    };
    let notes = words::notes(condition);
    let unconfirmed = matches!(verification.as_deref(), Some("provisional" | "differential" | "unconfirmed"));
    let categories = condition.get("category");
    Some(Condition {
        name,
        codes: words::codes(code).map(std::borrow::Cow::into_owned).collect(),
        state,
        unconfirmed,
        since: first_date(condition, &["onsetDateTime", "onsetPeriod", "recordedDate"]),
        until,
        notes,
        of_a_visit: words::has_code(categories, "encounter-diagnosis")
            && !words::has_code(categories, "problem-list-item"),
        language: words::language(condition),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn condition(text: &str) -> Option<Condition> {
        read(&Node::parse(text).unwrap())
    }

    #[test]
    fn what_was_ruled_out_or_entered_in_error_is_not_read() {
        for status in ["refuted", "entered-in-error"] {
            let text =
                format!(r#"{{"code": {{"text": "x"}}, "verificationStatus": {{"coding": [{{"code": "{status}"}}]}}}}"#);
            assert_eq!(condition(&text), None);
        }
        assert_eq!(condition(r#"{"code": {"coding": [{"code": "no-known-problems"}]}}"#), None);
    }

    #[test]
    fn the_state_is_the_sources_and_an_end_says_that_it_is_over() {
        let state = |text: &str| condition(text).unwrap().state;
        assert_eq!(
            state(r#"{"code": {"text": "x"}, "clinicalStatus": {"coding": [{"code": "relapse"}]}}"#),
            ConditionState::Active
        );
        assert_eq!(state(r#"{"code": {"text": "x"}, "clinicalStatus": "remission"}"#), ConditionState::Past);
        assert_eq!(state(r#"{"code": {"text": "x"}, "abatementDateTime": "2015-03"}"#), ConditionState::Past);
        assert_eq!(state(r#"{"code": {"text": "x"}, "clinicalStatus": 4}"#), ConditionState::Unknown);
    }
}
