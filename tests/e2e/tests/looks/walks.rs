//! A walk through every page with the Tab key.

use salus_e2e::{
    browser::Screen,
    looks::{gallery::Look, walk},
};

use crate::look;

/// The smallest window, in which most can be covered, and a large one in the other direction.
const WALKS: [(&str, Screen); 2] = [("en", Screen::NARROW), ("ar", Screen::DESK)];

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn the_tab_key_comes_to_everything_in_order_and_shows_where_it_is() {
    look(async |gallery, found| {
        for (lang, screen) in WALKS {
            gallery.browser.show_on(screen).await?;
            for view in gallery.views() {
                gallery.show(&view, Look::of(lang)).await?;
                found.keep(
                    &view.place(),
                    &format!("{lang}, {} px", screen.width),
                    walk::faults(&gallery.browser).await?,
                );
            }
        }
        Ok(())
    })
    .await;
}
