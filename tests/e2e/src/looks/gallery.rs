//! The gallery in a browser that shows the same every day: pinned fonts, a clock that stands, no network.

use std::{env, fs};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Screen},
    files::Files,
    practice::given,
    wait::until,
};

/// The languages in which everything must fit.
pub const SPOKEN: [&str; 4] = ["en", "ar", "fr", "es"];
/// The made-up languages: one with longer words, one that is mirrored.
pub const PSEUDO: [&str; 2] = ["en-XA", "ar-XB"];
/// The moment at which all clocks stand: the one in which the fixtures of the gallery are at home.
const NOW: &str = "2026-11-22T08:40:00Z";
/// Makes letters look the same on every machine, as far as Chromium lets us.
const STEADY: [&str; 4] =
    ["--font-render-hinting=none", "--disable-lcd-text", "--hide-scrollbars", "--force-color-profile=srgb"];
/// The pinned fonts: the package, its file, and the characters for which it stands.
const FONTS: [(&str, &str, &str); 4] = [
    (
        "noto-sans",
        "noto-sans-latin-wght-normal",
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+2215",
    ),
    ("noto-sans", "noto-sans-latin-ext-wght-normal", "U+0100-02BA,U+1E00-1EFF,U+20A0-20AB"),
    ("noto-naskh-arabic", "noto-naskh-arabic-arabic-wght-normal", "U+0600-06FF,U+0750-077F,U+FB50-FDFF,U+FE70-FEFC"),
    ("noto-naskh-arabic", "noto-naskh-arabic-math-wght-normal", "U+0391-03F5,U+2070-209C,U+2190-2211,U+2213-22FF"),
];

/// A story, as the gallery lists it.
#[derive(Clone, Debug, Deserialize)]
pub struct Story {
    /// Its part of the address.
    pub id: String,
    /// The parts of the address of its states.
    pub states: Vec<String>,
    /// Whether each state is a whole page.
    pub whole_pages: bool,
}

/// What is looked at in one go: a state of a page, or all states of a component side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The story.
    pub story: String,
    /// The state; all of them for none.
    pub state: Option<String>,
    /// The place of the state in its story, from 0.
    pub number: usize,
}

impl View {
    /// Whether this is a whole page.
    #[must_use]
    pub const fn is_page(&self) -> bool {
        self.state.is_some()
    }

    /// How reports call it: `page-home/full`.
    #[must_use]
    pub fn place(&self) -> String {
        self.state.as_ref().map_or_else(|| self.story.clone(), |state| format!("{}/{state}", self.story))
    }

    /// How its files are called: `page-home-full`.
    #[must_use]
    pub fn file(&self) -> String {
        self.place().replace('/', "-")
    }
}

/// How a view is shown, besides the size of the window.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The language; the direction follows.
    pub lang: &'a str,
    /// The size of the text in per cent: 100 or 200.
    pub text: u32,
    /// Whether it is easy read.
    pub easy: bool,
}

impl<'a> Look<'a> {
    /// A language in normal size.
    #[must_use]
    pub const fn of(lang: &'a str) -> Self {
        Self { lang, text: 100, easy: false }
    }

    /// A language in easy read.
    #[must_use]
    pub const fn easy(lang: &'a str) -> Self {
        Self { easy: true, ..Self::of(lang) }
    }

    /// The direction of its writing.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        if self.lang.starts_with("ar") { "rtl" } else { "ltr" }
    }
}

/// The gallery, open in a browser.
pub struct Gallery {
    /// The browser.
    pub browser: Browser,
    views: Vec<View>,
    _files: Files,
}

impl Gallery {
    /// Opens the gallery that `cargo xtask test` has built.
    pub async fn open() -> Result<Self> {
        let files = Files::serve(&[("", given("SALUS_GALLERY")?), ("fonts/", given("SALUS_FONTS")?)]).await?;
        let browser = Browser::open_with(&files.origin(), Screen::DESK, &STEADY).await?;
        let gallery = Self { browser, views: Vec::new(), _files: files };
        gallery.stand_still().await?;
        gallery.browser.goto("/").await?;
        let stories: Vec<Story> = until("the list of stories", async || {
            gallery.browser.eval::<Option<Vec<Story>>>("return window.__stories ?? null", &[]).await
        })
        .await?;
        gallery.browser.eval_later::<bool>("const done = arguments[0]; Promise.all([...document.fonts].filter((it) => it.family.includes('Pinned')).map((it) => it.load())).then((all) => done(all.length > 0))", &[]).await?.then_some(()).context("the pinned fonts are not in the page")?;
        Ok(Self { views: views(&stories), ..gallery })
    }

    /// Everything to look at; only what is named like `SALUS_STORY`, if that is set.
    #[must_use]
    pub fn views(&self) -> Vec<View> {
        let only = env::var("SALUS_STORY").unwrap_or_default();
        self.views.iter().filter(|view| view.place().contains(&only)).cloned().collect()
    }

    /// The whole pages among them.
    #[must_use]
    pub fn pages(&self) -> Vec<View> {
        self.views().into_iter().filter(View::is_page).collect()
    }

    /// Shows a view, without loading the page again, and waits until it is drawn.
    pub async fn show(&self, view: &View, look: Look<'_>) -> Result<()> {
        let text = if look.text == 100 { String::new() } else { format!("&text={}", look.text) };
        let easy = if look.easy { "&easy=on" } else { "" };
        let hash = format!("#/{}?lang={}&dir={}{text}{easy}&bare", view.place(), look.lang, look.dir());
        let go = "if (location.hash !== arguments[0]) { delete document.documentElement.dataset.ready; location.hash = arguments[0]; }";
        self.browser.eval::<Value>(go, &[json!(hash)]).await?;
        let ready = "const done = arguments[1];
            const root = document.documentElement;
            const look = (left) => location.hash === arguments[0] && root.dataset.ready === 'true' ? done(true) : left ? setTimeout(look, 10, left - 1) : done(false);
            look(1000);";
        until(&format!("{} to be drawn", view.place()), async || {
            Ok(self.browser.eval_later::<bool>(ready, &[json!(hash)]).await?.then_some(()))
        })
        .await
    }

    /// Goes on to the next part of a page of easy read, as its button does; false where there is none.
    pub async fn show_next_part(&self) -> Result<bool> {
        let go = "const done = arguments[0];
            const next = document.querySelector('.steps-ways > :last-child button');
            if (!next) return done(false);
            const shown = () => document.querySelector('.steps-part:not([hidden])');
            const before = shown();
            next.click();
            // The focus follows a frame after the part.
            const look = (left) => requestAnimationFrame(() => shown() !== before ? requestAnimationFrame(() => done(true)) : left ? look(left - 1) : done(null));
            look(300);";
        self.browser
            .eval_later::<Option<bool>>(go, &[])
            .await?
            .context("the button to the next part does not lead there")
    }

    /// Sets the clock, the place and the fonts of every page from now on.
    async fn stand_still(&self) -> Result<()> {
        self.browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "UTC" })).await?;
        let faces: String = FONTS
            .iter()
            .map(|(package, file, range)| {
                format!(
                    "@font-face {{ font-family: Pinned; font-weight: 100 900; unicode-range: {range}; src: url(/fonts/{package}/files/{file}.woff2) }}"
                )
            })
            .collect();
        // The fonts take the place of the system's, which differ from machine to machine; on every element, since a style sheet
        // may set others for a language.
        let style = format!(
            "{faces} * {{ --font: Pinned, sans-serif !important; --font-code: Pinned, monospace !important }} * {{ caret-color: transparent !important }}"
        );
        let script = format!(
            "{{
            const Real = Date, now = Real.parse({NOW:?});
            window.Date = class extends Real {{ constructor(...given) {{ given.length ? super(...given) : super(now); }} static now() {{ return now; }} }};
            document.addEventListener('DOMContentLoaded', () => {{
                const style = document.createElement('style');
                style.textContent = {style};
                document.head.append(style);
            }});
            }}",
            style = json!(style)
        );
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(())
    }
}

/// What to look at: each state of a page alone, the states of a component together.
fn views(stories: &[Story]) -> Vec<View> {
    let of = |story: &Story, number: usize, state: Option<&String>| View {
        story: story.id.clone(),
        state: state.cloned(),
        number,
    };
    stories
        .iter()
        .flat_map(|story| {
            if story.whole_pages {
                story.states.iter().enumerate().map(|(number, state)| of(story, number, Some(state))).collect()
            } else {
                vec![of(story, 0, None)]
            }
        })
        .collect()
}

/// A browser with a page of faults, on which the checks must find them.
pub async fn open_faults(html: &str) -> Result<(Browser, Files)> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("index.html"), html)?;
    let files = Files::serve(&[("", folder.path().to_path_buf())]).await?;
    let browser = Browser::open_with(&files.origin(), Screen::NARROW, &STEADY).await?;
    browser.goto("/").await?;
    Ok((browser, files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_states_of_a_page_are_looked_at_one_by_one_and_those_of_a_component_together() {
        let stories = [
            Story { id: "button".into(), states: vec!["primary".into(), "quiet".into()], whole_pages: false },
            Story { id: "page-home".into(), states: vec!["full".into(), "empty".into()], whole_pages: true },
        ];
        let places: Vec<_> = views(&stories).iter().map(View::place).collect();
        assert_eq!(places, ["button", "page-home/full", "page-home/empty"]);
    }

    #[test]
    fn arabic_and_the_mirrored_language_are_written_from_right_to_left() {
        assert_eq!(["en", "ar", "en-XA", "ar-XB"].map(|lang| Look::of(lang).dir()), ["ltr", "rtl", "ltr", "rtl"]);
    }
}
