//! axe over every story, in each language, colour and width.

use anyhow::Result;
use salus_e2e::{
    axe::{SCREENS, violations},
    browser::Screen,
    looks::{
        findings::Findings,
        gallery::{Gallery, Look, View},
    },
};

use crate::look;

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn every_story_in_english_passes_the_audit() {
    look(async |gallery, found| audit(gallery, found, "en").await).await;
}

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn every_story_in_arabic_passes_the_audit() {
    look(async |gallery, found| audit(gallery, found, "ar").await).await;
}

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn every_story_in_forced_colours_passes_the_audit() {
    look(async |gallery, found| {
        gallery.browser.show_in_forced_colours(Screen::PHONE).await?;
        for view in gallery.views() {
            gallery.show(&view, Look::of("en")).await?;
            // The browser replaces all colours by pairs that the person has chosen.
            let violations = violations(&gallery.browser, &["color-contrast"]).await?;
            found.keep(&view.place(), "forced colours", about(&view, violations));
        }
        Ok(())
    })
    .await;
}

async fn audit(gallery: &Gallery, found: &mut Findings, lang: &str) -> Result<()> {
    for view in gallery.views() {
        gallery.show(&view, Look::of(lang)).await?;
        for screen in SCREENS {
            gallery.browser.show_on(screen).await?;
            let when = format!("{lang}, {} px, {}", screen.width, if screen.dark { "dark" } else { "light" });
            found.keep(&view.place(), &when, about(&view, violations(&gallery.browser, &[]).await?));
        }
    }
    Ok(())
}

/// The states of a component stand side by side, which no page does: what axe says about a page as a whole counts for
/// whole pages only.
fn about(view: &View, violations: Vec<String>) -> Vec<String> {
    let is_about_a_page = |violation: &String| ["landmark-", "region:"].iter().any(|rule| violation.starts_with(rule));
    violations.into_iter().filter(|it| view.is_page() || !is_about_a_page(it)).collect()
}
