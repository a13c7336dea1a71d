//! Nothing is too small to press, too wide for the window, cut off, out of order, or in motion.

use salus_e2e::{
    browser::Screen,
    looks::{
        fit,
        gallery::{Look, PSEUDO, SPOKEN},
    },
    words::LANGUAGES,
};

use crate::look;

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn everything_to_press_is_large_enough_for_a_finger() {
    look(async |gallery, found| {
        for (lang, screen) in [("en", Screen::NARROW), ("ar", Screen::DESK)] {
            gallery.browser.show_on(screen).await?;
            for view in gallery.views() {
                gallery.show(&view, Look::of(lang)).await?;
                let faults = fit::faults(&gallery.browser, &["targets"]).await?;
                found.keep(&view.place(), &format!("{lang}, {} px", screen.width), faults);
            }
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn nothing_is_wider_than_the_window_or_cut_off_in_any_language_and_size() {
    look(async |gallery, found| {
        for view in gallery.views() {
            for lang in SPOKEN.into_iter().chain(PSEUDO) {
                for (text, screen) in [(100, Screen::NARROW), (200, Screen::NARROW), (200, Screen::DESK)] {
                    // Words that are longer than any language's need not also be twice as large in the smallest window.
                    if PSEUDO.contains(&lang) && (text, screen) == (200, Screen::NARROW) {
                        continue;
                    }
                    gallery.browser.show_on(screen).await?;
                    gallery.show(&view, Look { text, ..Look::of(lang) }).await?;
                    let faults = fit::faults(&gallery.browser, &["overflow", "clipped"]).await?;
                    found.keep(&view.place(), &format!("{lang}, {} px, text {text} %", screen.width), faults);
                }
            }
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn every_page_is_built_in_order_and_keeps_still() {
    look(async |gallery, found| {
        gallery.browser.show_on(Screen::PHONE).await?;
        for view in gallery.pages() {
            for lang in LANGUAGES {
                gallery.show(&view, Look::of(lang)).await?;
                found.keep(&view.place(), lang, fit::order(&gallery.browser, Look::of(lang)).await?);
            }
        }
        Ok(())
    })
    .await;
}
