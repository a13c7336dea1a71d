//! A walk through a page with the Tab key alone.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use crate::browser::Browser;

const WALK: &str = include_str!("walk.js");

#[derive(Deserialize)]
struct Stop {
    over: bool,
    at: String,
    faults: Vec<String>,
}

/// Presses Tab from the first stop to the last. Finds stops out of order, off the screen, covered, without a visible
/// focus, such as cannot be left, and controls that Tab never reaches.
pub async fn faults(browser: &Browser) -> Result<Vec<String>> {
    let stops: usize = browser.eval(WALK, &[json!("begin")]).await?;
    let mut found = Vec::new();
    // Regions that scroll are stops of the browser's own making; they are few.
    for _ in 0..stops + 10 {
        browser.tab().await?;
        let stop: Stop = browser.eval_later(WALK, &[json!("look")]).await?;
        found.extend(stop.faults.iter().map(|fault| format!("{}: {fault}", stop.at)));
        if stop.over {
            break;
        }
    }
    found.extend(browser.eval::<Vec<String>>(WALK, &[json!("end")]).await?);
    Ok(found)
}
