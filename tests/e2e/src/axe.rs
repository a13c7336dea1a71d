//! The accessibility audit: axe-core over the page as it stands, contrast included. Nothing may be found.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Screen},
    practice::given,
};

/// The rules of WCAG 2.2 A and AA, and axe's own good practice.
const AUDIT: &str = r#"
const [without, done] = arguments;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] }).then(
  ({ violations }) => done(violations.map((it) => `${it.id}: ${it.help}\n` +
    it.nodes.slice(0, 3).map((node) => `    ${node.target.join(" ")}: ${node.any.concat(node.all, node.none)[0]?.message ?? node.html}`).join("\n"))),
  (error) => done([String(error)]),
);
"#;

/// What must hold at each size and in each colour: narrow and wide, light and dark.
pub const SCREENS: [Screen; 4] = [Screen::NARROW, Screen::NARROW.dark(), Screen::DESK, Screen::DESK.dark()];

/// Audits the page at all [`SCREENS`], and that nothing is wider than the window. `page` names it in the report.
pub async fn audit(browser: &Browser, page: &str, back_to: Screen) -> Result<()> {
    let mut found = Vec::new();
    for screen in SCREENS {
        browser.show_on(screen).await?;
        let at = format!("{page} at {} px{}", screen.width, if screen.dark { ", dark" } else { "" });
        for violation in violations(browser, &[]).await? {
            found.push(format!("{at}: {violation}"));
        }
        let too_wide: i64 =
            browser.eval("return document.documentElement.scrollWidth - window.innerWidth", &[]).await?;
        if too_wide > 0 {
            found.push(format!("{at}: the page is {too_wide} px wider than the window"));
        }
    }
    browser.show_on(back_to).await?;
    if !found.is_empty() {
        bail!("the audit found:\n{}", found.join("\n"));
    }
    Ok(())
}

/// What axe finds on the page as it is, without the rules of these names.
pub async fn violations(browser: &Browser, without: &[&str]) -> Result<Vec<String>> {
    if browser.eval::<bool>("return typeof axe === 'undefined'", &[]).await? {
        let axe = std::fs::read_to_string(given("SALUS_AXE")?).context("cannot read axe-core")?;
        browser.eval::<Value>(&axe, &[]).await?;
    }
    browser.eval_later(AUDIT, &[json!(without)]).await
}
