//! What browsers report: scripts, styles or files that the content policy has stopped.
//!
//! Browsers send reports by themselves, signed in or not, so there is no mark of the portal's own pages on them and anybody can
//! send one. They are read as what they may be, counted, and written to the log with as little as helps: which rule, what kind of
//! thing, on which page. Never a query, a fragment, an id, or a piece of the page.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use salus_protocol::{ErrorCode, time::Timestamp};
use serde::Deserialize;
use url::Url;

use crate::{app::App, error::RouteError, web::headers::REPORTS};

/// How many bytes the reports of one request may have. Chromium sends a few at once, each below one kilobyte.
const LIMIT: usize = 16 * 1024;
/// How many reports of one request are read.
const AT_ONCE: usize = 20;
/// How many reports are written to the log in a minute; more are only counted, so that nobody can fill the disk.
const LINES_A_MINUTE: u32 = 60;

/// How many reports there were since the server started.
#[derive(Clone, Debug, Default)]
pub struct Reports(Arc<Mutex<Counted>>);

#[derive(Debug, Default)]
struct Counted {
    all: u64,
    minute: i64,
    lines: u32,
}

impl Reports {
    /// Counts one; gives how many there were, and whether it may still be written to the log.
    fn count(&self, now: Timestamp) -> (u64, bool) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.as_millis() / 60_000;
        if counted.minute != minute {
            (counted.minute, counted.lines) = (minute, 0);
        }
        counted.all += 1;
        counted.lines = counted.lines.saturating_add(1);
        (counted.all, counted.lines <= LINES_A_MINUTE)
    }

    /// How many there were.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all
    }
}

/// The one route, outside of the check of where requests come from.
pub(super) fn routes() -> Router<App> {
    Router::new().route(REPORTS, post(take))
}

/// Takes reports in either format.
async fn take(State(app): State<App>, request: Request) -> Result<Response, RouteError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_old = match kind.split(';').next().unwrap_or_default().trim() {
        "application/reports+json" => false,
        "application/csp-report" => true,
        _ => return Err(ErrorCode::InvalidRequest.into()),
    };
    let body: Body = request.into_body();
    let bytes = axum::body::to_bytes(body, LIMIT).await.map_err(|_| ErrorCode::TooLarge)?;
    for report in read(&bytes, is_old).ok_or(ErrorCode::InvalidRequest)? {
        let (count, is_logged) = app.reports.count(app.store.world().now());
        if is_logged {
            let Stopped { rule, what, page } = report;
            tracing::warn!(count, rule, what, page, "a browser has stopped something");
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What is kept of a report.
#[derive(Debug, PartialEq, Eq)]
pub struct Stopped {
    /// The rule, for example `script-src-elem`.
    pub rule: String,
    /// What was stopped: `inline`, `eval`, a file of ours by its path, or another site by its origin.
    pub what: String,
    /// The page, without ids.
    pub page: String,
}

/// The Reporting API's format (W3C Reporting, section 3), with the names of CSP 3 and of Integrity Policy.
#[derive(Deserialize)]
struct New {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    body: NewBody,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct NewBody {
    #[serde(alias = "documentURL")]
    document_url: String,
    #[serde(alias = "blockedURL")]
    blocked_url: String,
    effective_directive: String,
    destination: String,
}

/// The format of `report-uri` (CSP 2, section 4.4).
#[derive(Deserialize)]
struct Old {
    #[serde(rename = "csp-report")]
    report: OldBody,
}

#[derive(Deserialize)]
#[serde(default, rename_all = "kebab-case")]
#[derive(Default)]
struct OldBody {
    document_uri: String,
    blocked_uri: String,
    effective_directive: String,
    violated_directive: String,
}

/// Reads reports; `None` if they are not.
#[must_use]
pub fn read(bytes: &[u8], is_old: bool) -> Option<Vec<Stopped>> {
    if is_old {
        let Old { report } = serde_json::from_slice(bytes).ok()?;
        let rule =
            if report.effective_directive.is_empty() { report.violated_directive } else { report.effective_directive };
        return Some(vec![Stopped {
            rule: word(&rule),
            what: thing(&report.blocked_uri),
            page: page(&report.document_uri),
        }]);
    }
    let reports: Vec<New> = serde_json::from_slice(bytes).ok()?;
    let kept = reports.into_iter().take(AT_ONCE).map(|New { kind, url, body }| {
        let rule = [&body.effective_directive, &body.destination, &kind].into_iter().find(|name| !name.is_empty());
        let document = if body.document_url.is_empty() { url } else { body.document_url };
        Stopped {
            rule: rule.map_or_else(String::new, |rule| word(rule)),
            what: thing(&body.blocked_url),
            page: page(&document),
        }
    });
    Some(kept.collect())
}

/// The first word, if it can be the name of a rule.
fn word(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let is_name = (1..=40).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    if is_name { word.to_owned() } else { "other".to_owned() }
}

/// What was stopped: a word of the standard, or an origin, and for our own files the path.
fn thing(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) if url.host().is_some() && url.path().starts_with("/assets/") => {
            format!("{}{}", url.origin().ascii_serialization(), cut(url.path()))
        }
        Ok(url) if url.host().is_some() => url.origin().ascii_serialization(),
        Ok(url) => word(url.scheme()),
        Err(_) => word(text),
    }
}

/// The path of a page with a mark in place of whatever is no word of ours: ids, codes, names of files.
fn page(text: &str) -> String {
    let Ok(url) = Url::parse(text) else { return "other".to_owned() };
    let is_word = |part: &str| part.len() <= 20 && part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    cut(&url.path().split('/').map(|part| if is_word(part) { part } else { "*" }).collect::<Vec<_>>().join("/"))
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_graphic()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str, is_old: bool) -> Option<Stopped> {
        read(text.as_bytes(), is_old)?.pop()
    }

    #[test]
    fn both_formats_say_the_same_and_no_id_or_query_is_kept() {
        let old = r#"{"csp-report":{"document-uri":"https://p.example/record/results/0192f0c1-2b3c?q=glucose#x","blocked-uri":"inline","violated-directive":"script-src-elem","effective-directive":"script-src-elem","script-sample":"alert(1)"}}"#;
        let new = r#"[{"type":"csp-violation","age":1,"url":"https://p.example/record/results/0192f0c1-2b3c?q=glucose","user_agent":"x","body":{"documentURL":"https://p.example/record/results/0192f0c1-2b3c?q=glucose","blockedURL":"inline","effectiveDirective":"script-src-elem","sample":"alert(1)"}}]"#;
        let stopped =
            Stopped { rule: "script-src-elem".into(), what: "inline".into(), page: "/record/results/*".into() };
        assert_eq!(one(old, true).as_ref(), Some(&stopped));
        assert_eq!(one(new, false).as_ref(), Some(&stopped));
    }

    #[test]
    fn a_file_of_another_hash_is_named_and_a_foreign_address_is_not() {
        assert_eq!(thing("https://p.example/assets/portal-01.js?x=1"), "https://p.example/assets/portal-01.js");
        assert_eq!(thing("https://evil.example/steal?name=Lina"), "https://evil.example");
        assert_eq!(thing("data:text/html,Lina"), "data");
        assert_eq!(thing("Lina has diabetes"), "other");
        assert_eq!(thing("trusted-types-sink"), "trusted-types-sink");
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for text in ["", "{}", "[1]", r#"{"csp-report":1}"#] {
            assert!(one(text, true).is_none() && one(text, false).is_none(), "{text}");
        }
        assert_eq!(read(b"[]", false), Some(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_reports_or_refused_and_what_is_kept_is_short_and_plain(
            bytes: Vec<u8>, url in "\\PC{0,60}", what in "(https?://|data:|)\\PC{0,300}", rule in "\\PC{0,60}", is_old: bool,
        ) {
            let _ = read(&bytes, is_old);
            let text = if is_old {
                serde_json::json!({ "csp-report": { "document-uri": url, "blocked-uri": what, "violated-directive": rule } })
            } else {
                serde_json::json!([{ "type": "x", "url": url, "body": { "blockedURL": what, "effectiveDirective": rule } }])
            };
            for Stopped { rule, what, page } in read(text.to_string().as_bytes(), is_old).unwrap_or_default() {
                prop_assert!(rule.len() <= 40 && page.len() <= 120, "{} {}", rule, page);
                prop_assert!(!what.contains(['?', '#', '\n', '\u{1b}']) && !page.contains(['?', '#', '\n']), "{} {}", what, page);
            }
        }
    }

    #[test]
    fn a_flood_is_counted_and_not_written() {
        let reports = Reports::default();
        let now = Timestamp(0);
        let written = (0..200).filter(|_| reports.count(now).1).count();
        assert_eq!((written, reports.all()), (60, 200));
        assert!(reports.count(now.plus_seconds(60)).1, "the next minute begins anew");
    }
}
