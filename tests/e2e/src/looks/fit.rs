//! Sizes, order and motion, measured in the page.

use anyhow::Result;
use serde_json::json;

use super::gallery::Look;
use crate::browser::Browser;

const FIT: &str = include_str!("fit.js");
const ORDER: &str = include_str!("order.js");

/// Whether the page is wider than the window, text is cut off, or something to press is smaller than 44 px. `wanted`
/// names the checks: `overflow`, `clipped`, `targets`.
pub async fn faults(browser: &Browser, wanted: &[&str]) -> Result<Vec<String>> {
    browser.eval(FIT, &[json!(wanted)]).await
}

/// Whether the page has its language and its kind of words, one first heading, headings without gaps, its landmarks, one live region, and
/// nothing that moves although less motion was asked for.
pub async fn order(browser: &Browser, look: Look<'_>) -> Result<Vec<String>> {
    browser.eval(ORDER, &[json!(look.lang), json!(look.dir()), json!(look.easy)]).await
}
