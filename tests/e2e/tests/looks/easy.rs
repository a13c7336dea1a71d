//! Easy read: each page as it begins, part by part, in the smallest window.

use anyhow::Result;
use salus_e2e::{
    axe::violations,
    browser::Screen,
    looks::{
        findings::Findings,
        fit,
        gallery::{Gallery, Look, View},
        walk,
    },
    words::LANGUAGES,
};

use crate::look;

/// In easy read a page differs most as it begins; these states are looked at too.
const ALSO: [&str; 1] = ["page-new-message/error"];

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn every_page_in_easy_read_passes_the_audit_fits_and_is_in_order() {
    look(async |gallery, found| {
        gallery.browser.show_on(Screen::NARROW).await?;
        for view in gallery.pages().into_iter().filter(is_looked_at) {
            for lang in LANGUAGES {
                gallery.show(&view, Look::easy(lang)).await?;
                look_at_parts(gallery, found, &view, lang).await?;
            }
        }
        Ok(())
    })
    .await;
}

fn is_looked_at(view: &View) -> bool {
    view.number == 0 || ALSO.contains(&view.place().as_str())
}

async fn look_at_parts(gallery: &Gallery, found: &mut Findings, view: &View, lang: &str) -> Result<()> {
    let browser = &gallery.browser;
    for part in 1.. {
        let mut faults = violations(browser, &[]).await?;
        faults.extend(fit::faults(browser, &["targets", "overflow", "clipped"]).await?);
        faults.extend(fit::order(browser, Look::easy(lang)).await?);
        faults.extend(walk::faults(browser).await?);
        found.keep(&view.place(), &format!("{lang}, easy read, part {part}"), faults);
        if !gallery.show_next_part().await? {
            break;
        }
    }
    Ok(())
}
