//! What assistive technology is told on every page, against what was accepted in `trees/`.

use salus_e2e::{
    browser::Screen,
    looks::{gallery::Look, kept::Kept, tree::tree},
    words::LANGUAGES,
};

use crate::look;

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn every_page_tells_assistive_technology_what_was_accepted() {
    look(async |gallery, found| {
        gallery.browser.show_on(Screen::PHONE).await?;
        let mut kept = Kept::folder("trees");
        for view in gallery.pages() {
            for lang in LANGUAGES {
                gallery.show(&view, Look::of(lang)).await?;
                let name = format!("{}.{lang}.txt", view.file());
                found.keep(&view.place(), lang, kept.compare(&name, &tree(&gallery.browser).await?)?);
            }
        }
        found.keep("trees", "left over", kept.left_over()?);
        Ok(())
    })
    .await;
}
