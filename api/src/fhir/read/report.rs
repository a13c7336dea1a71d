//! Diagnostic reports: what belongs together, and what it says in words.

use base64::{Engine, engine::general_purpose::STANDARD};
use salus_protocol::{
    record::{Term, Test},
    time::RecordDate,
    words::LanguageTag,
};

use super::{date::first_date, loinc, observation, words};
use crate::fhir::{node::Node, reference::Target};

/// A report's own text is shown up to this size.
const LONGEST_TEXT: usize = 8 << 10;

/// LOINC codes of clinical notes: a letter about a visit, not the report of a test.
const NOTES: &[&str] = &[
    "11488-4", "11504-8", "11506-3", "18842-5", "28570-0", "34111-5", "34117-2", "34746-8", "34109-9", "51847-2",
    "57133-1", "34133-9", "18761-7", "34108-1", "34748-4",
];

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its name.
    pub title: Term<Test>,
    /// When the sample was taken or the examination made.
    pub date: Option<RecordDate>,
    /// What it says in words.
    pub conclusion: Option<String>,
    /// Its results, in its order.
    pub results: Vec<Target>,
    /// The language of its words.
    pub language: Option<LanguageTag>,
}

/// Reads a DiagnosticReport; `None` if it was entered in error or cancelled.
#[must_use]
pub fn read(report: &Node<'_>) -> Option<Report> {
    let status = report.get("status").text();
    observation::status(status.as_deref()).filter(|_| status.as_deref() != Some("cancelled"))?;
    let code = report.get("code");
    let is_note = NOTES.iter().any(|note| words::has_code(code, note));
    let category = || {
        let words = report.each("category").find_map(words::concept).filter(|words| words.len() > 3)?;
        Some(Term::Words(words::capitalised(&words)))
    };
    let name = loinc::name(code).filter(|name| !name.words().is_some_and(loinc::is_code));
    let title = if is_note { category().or(name) } else { name.or_else(category) };
    let coded = || {
        let told: Vec<String> = report.each("conclusionCode").filter_map(words::concept).collect();
        (!told.is_empty()).then(|| told.join(", "))
    };
    let conclusion =
        report.get("conclusion").lines().or_else(|| if is_note { None } else { form(report) }).or_else(coded);
    Some(Report {
        title: title.unwrap_or(Term::Known(Test::Report)),
        date: first_date(report, &["effectiveDateTime", "effectivePeriod", "issued"]),
        conclusion: conclusion.map(|text| words::shortened(&text, LONGEST_TEXT)),
        results: report.each("result").filter_map(Target::of).collect(),
        language: words::language(report),
    })
}

/// The report's text, where it is short and plain.
fn form(report: &Node<'_>) -> Option<String> {
    report.each("presentedForm").find_map(|form| {
        let kind = form.word("contentType")?;
        if kind.split(';').next().map(str::trim) != Some("text/plain") {
            return None;
        }
        let Node::Text(data) = form.get("data") else { return None };
        if data.len() > LONGEST_TEXT * 4 / 3 + 4 {
            return None;
        }
        let bytes = STANDARD.decode(data.split_whitespace().collect::<String>()).ok()?;
        Node::Text(String::from_utf8(bytes).ok()?.into()).lines()
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn report(text: &str) -> Option<Report> {
        read(&Node::parse(text).unwrap())
    }

    #[test]
    fn a_short_plain_text_is_the_conclusion_and_a_note_or_a_picture_is_not() {
        let with = |code: &str, kind: &str, data: &str| {
            let text = format!(
                r#"{{"status": "final", "code": {{"coding": [{{"code": "{code}", "display": "Chest X-ray"}}]}},
                "presentedForm": [{{"contentType": "{kind}", "data": "{data}"}}]}}"#
            );
            report(&text).unwrap().conclusion
        };
        assert_eq!(with("36643-5", "text/plain; charset=utf-8", "Tm8gZnJhY3R1cmUu").as_deref(), Some("No fracture."));
        assert_eq!(with("36643-5", "application/pdf", "Tm8gZnJhY3R1cmUu"), None);
        assert_eq!(with("36643-5", "text/plain", "not base64!"), None);
        assert_eq!(with("36643-5", "text/plain", &"QUJD".repeat(10_000)), None);
        assert_eq!(with("34117-2", "text/plain", "Tm8gZnJhY3R1cmUu"), None);
    }

    #[test]
    fn a_cancelled_report_or_one_in_error_is_not_read() {
        for status in ["cancelled", "entered-in-error"] {
            assert_eq!(report(&format!(r#"{{"status": "{status}", "code": {{"text": "x"}}}}"#)), None);
        }
        assert_eq!(report("{}").unwrap().title, Term::Known(Test::Report));
    }
}
