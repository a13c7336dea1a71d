//! What each script must be, said in the page itself: the import map, and the one hash by which the content policy allows it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use sha2::{Digest, Sha256};

/// The file beside the page in which the server reads what its content policy must allow.
pub const POLICY: &str = "csp.json";

/// What a browser checks a file against (Subresource Integrity, section 3.3). SHA-256, since hashes cannot be compressed and a
/// first visit loads one for each part of the program.
#[must_use]
pub fn of(content: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// The page with an import map that holds each script to its hash, and the text of [`POLICY`] that allows this import map.
///
/// # Errors
/// Where the page has no head.
pub fn with_import_map(page: &str, scripts: &BTreeMap<String, String>) -> Result<(String, String)> {
    let map = json!({ "integrity": scripts }).to_string();
    let policy = json!({ "script-src": [format!("'{}'", of(map.as_bytes()))] });
    // Before anything that is a module: browsers take no map after the first.
    let first = ["<link rel=\"modulepreload\"", "<script", "</head>"].iter().filter_map(|mark| page.find(mark)).min();
    let at = first.context("the page has no head")?;
    let (before, after) = page.split_at(at);
    Ok((format!("{before}<script type=\"importmap\">{map}</script>\n{after}"), format!("{policy}\n")))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn the_policy_allows_the_import_map_to_the_letter_and_the_map_comes_first() {
        let scripts = BTreeMap::from([("/assets/a.js".to_owned(), of(b"a"))]);
        let page = "<head><title>x</title><link rel=\"modulepreload\" href=\"/assets/a.js\"></head>";
        let (page, policy) = with_import_map(page, &scripts).unwrap();
        let (_, rest) = page.split_once("<script type=\"importmap\">").unwrap();
        let (map, rest) = rest.split_once("</script>").unwrap();
        assert!(rest.contains("modulepreload"), "{page}");
        let read: serde_json::Value = serde_json::from_str(map).unwrap();
        assert_eq!(read["integrity"]["/assets/a.js"], of(b"a"));
        let hash = BASE64_STANDARD.encode(Sha256::digest(map));
        let policy: serde_json::Value = serde_json::from_str(&policy).unwrap();
        assert_eq!(policy["script-src"][0], format!("'sha256-{hash}'"));
    }

    #[test]
    fn a_page_without_a_head_is_refused() {
        assert!(with_import_map("", &BTreeMap::new()).is_err());
    }
}
