//! What assistive technology is told on every page, against what was accepted in `trees/`.

use anyhow::Result;
use salus_e2e::{
    browser::Screen,
    looks::{
        gallery::{Gallery, Look, View},
        kept::Kept,
        tree::tree,
    },
    words::LANGUAGES,
};

use crate::look;

/// The pages whose first state is also read in easy read, in English: the two in which it differs most.
const EASY: [&str; 2] = ["page-home", "page-result"];

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
            if view.number == 0 && EASY.contains(&view.story.as_str()) {
                let parts = easy_parts(gallery, &view).await?;
                let name = format!("{}.easy.en.txt", view.file());
                found.keep(&view.place(), "en, easy read", kept.compare(&name, &parts)?);
            }
        }
        found.keep("trees", "left over", kept.left_over()?);
        Ok(())
    })
    .await;
}

/// What is told in easy read: the page as it begins, then what stands in `main` when the next part is shown, to the last.
async fn easy_parts(gallery: &Gallery, view: &View) -> Result<String> {
    gallery.show(view, Look::easy("en")).await?;
    let mut told = tree(&gallery.browser).await?;
    while gallery.show_next_part().await? {
        told.push_str(&main_of(&tree(&gallery.browser).await?));
    }
    Ok(told)
}

/// The lines of a tree from `main` to the next landmark beside it.
fn main_of(tree: &str) -> String {
    let is_beside = |line: &str| line.starts_with("  ") && !line.starts_with("   ");
    let lines = tree.lines().skip_while(|line| !line.starts_with("  main"));
    let inside = lines.enumerate().take_while(|(number, line)| *number == 0 || !is_beside(line));
    inside.map(|(_, line)| [line, "\n"].concat()).collect()
}
