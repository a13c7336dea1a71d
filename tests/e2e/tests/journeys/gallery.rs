//! The gallery: every component in every state is audited, narrow and wide, light and dark.

use anyhow::{Result, ensure};
use salus_e2e::{
    axe,
    browser::{Browser, Screen},
    files::Files,
    practice::given,
    wait::until,
};

#[tokio::test]
#[ignore = "needs a browser: cargo xtask test --only e2e"]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
async fn every_story_of_the_gallery_passes_the_audit() {
    let files = Files::serve(&given("SALUS_GALLERY").unwrap()).await.unwrap();
    let browser = Browser::open(&files.origin(), Screen::DESK).await.unwrap();
    let result = audit_all(&browser).await;
    browser.close().await;
    result.unwrap();
}

async fn audit_all(browser: &Browser) -> Result<()> {
    browser.goto("/").await?;
    let stories = until("the list of stories", async || {
        let list = "return [...new Set([...document.querySelectorAll('a[href^=\"#/\"]')].map((a) => a.hash.split('?')[0]).filter((h) => h.length > 2))]";
        let stories: Vec<String> = browser.eval(list, &[]).await?;
        Ok((!stories.is_empty()).then_some(stories))
    })
    .await?;
    let mut found = Vec::new();
    for story in &stories {
        for (theme, width) in [("light", 320), ("dark", 320), ("light", 1280), ("dark", 1280)] {
            browser.show_on(Screen { width, height: 900, dark: theme == "dark" }).await?;
            browser.goto("/").await?;
            browser.goto(&format!("/{story}?theme={theme}&bare")).await?;
            until("the story to be drawn", async || {
                Ok(browser
                    .eval::<bool>("return document.body.children.length > 0 && document.body.innerText.length > 0", &[])
                    .await?
                    .then_some(()))
            })
            .await?;
            for violation in axe::violations(browser).await?.into_iter().filter(|it| !is_about_a_page(it)) {
                found.push(format!("{story} at {width} px, {theme}: {violation}"));
            }
        }
    }
    ensure!(found.is_empty(), "the audit of {} stories found:\n{}", stories.len(), found.join("\n"));
    Ok(())
}

/// Whether the finding is about a page as a whole. Stories stand side by side here; the pages themselves are audited in the portal.
fn is_about_a_page(violation: &str) -> bool {
    ["landmark-", "region:"].iter().any(|rule| violation.starts_with(rule))
}
