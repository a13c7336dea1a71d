//! What the stories look like, against what was accepted; and the list of what changed, for the gallery's own page.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Serialize;

use super::{
    gallery::{Gallery, Look, View},
    kept::{Kept, accepting},
    picture::Picture,
};
use crate::{browser::Screen, practice::given, wait::until};

/// The longest picture of a component in px; a page shows its first screen. What is below is more of the same, and every
/// picture has to be kept.
const LONGEST: u32 = 1_200;
/// What all pictures together may take in the repository, in bytes.
const ROOM: u64 = 3_600_000;

/// One way in which a view is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// How it is called in the names of files.
    pub name: &'static str,
    /// The language.
    pub lang: &'static str,
    /// Size and colours.
    pub screen: Screen,
}

/// A phone of which the browser's own bars have taken their part.
const PHONE: Screen = Screen { height: 720, ..Screen::PHONE };
/// A phone twice: in everything that one variant has, the other differs.
pub const VARIANTS: [Variant; 2] = [
    Variant { name: "en-light", lang: "en", screen: PHONE },
    Variant { name: "ar-dark", lang: "ar", screen: PHONE.dark() },
];

/// The variants in which a view is compared: both, and for the later states of a page one after the other, so that each
/// page is seen in both and no screen is kept twice for a word.
#[must_use]
pub fn variants(view: &View) -> Vec<Variant> {
    if view.is_page() && view.number > 0 {
        VARIANTS.into_iter().cycle().skip(view.number).take(1).collect()
    } else {
        VARIANTS.to_vec()
    }
}

/// An entry of `changes/changes.json`.
#[derive(Debug, Serialize)]
pub struct Change {
    story: String,
    /// The state; empty for all states of a component side by side.
    state: String,
    variant: &'static str,
    /// `changed`, `new` or `gone`.
    verdict: &'static str,
    /// The share of pixels that differ, from 0 to 1.
    ratio: f64,
    /// Pictures, relative to the gallery.
    before: Option<String>,
    after: Option<String>,
    diff: Option<String>,
}

/// Compares pictures with the accepted ones.
pub struct Comparison {
    kept: Kept,
    gallery: PathBuf,
    changes: Vec<Change>,
}

impl Comparison {
    /// Begins one; what an earlier one left in the built gallery goes.
    pub fn begin() -> Result<Self> {
        let gallery = given("SALUS_GALLERY")?;
        let folder = gallery.join("changes");
        if folder.exists() {
            fs::remove_dir_all(&folder).context("cannot remove the changes of the last time")?;
        }
        fs::create_dir_all(&folder).context("cannot make the folder of the changes")?;
        Ok(Self { kept: Kept::folder("looks"), gallery, changes: Vec::new() })
    }

    /// Takes the picture of a view and compares it. Gives what is to be said about it.
    pub async fn look_at(&mut self, gallery: &Gallery, view: &View, variant: Variant) -> Result<Option<String>> {
        let file = format!("{}.{}.png", name(view), variant.name);
        let mut now = take(gallery, view, variant).await?;
        let before = self.kept.read(&file).map(|bytes| Picture::from_png(&bytes)).transpose()?;
        let Some(before) = before else {
            if accepting() {
                self.kept.write(&file, &now.to_png()?)?;
                return Ok(None);
            }
            self.note(view, variant, "new", 1.0, None, Some(&now))?;
            return Ok(Some("is new".to_owned()));
        };
        let mut difference = before.difference(&now);
        if difference.is_a_change() {
            // What is still on its way comes to rest: only the same picture twice is a look.
            now = steady(gallery).await?;
            difference = before.difference(&now);
        }
        if !difference.is_a_change() {
            return Ok(None);
        }
        if accepting() {
            self.kept.write(&file, &now.to_png()?)?;
            return Ok(None);
        }
        self.note(view, variant, "changed", difference.shade, Some(&before), Some(&now))?;
        Ok(Some(format!(
            "looks different: {:.2} % of its pixels, {:.2} % of them much",
            difference.shade * 100.0,
            difference.shape * 100.0
        )))
    }

    /// Ends the comparison: tells which accepted pictures no story asked for, and writes the list for the gallery.
    pub fn end(mut self) -> Result<Vec<String>> {
        let left = self.kept.left_over()?;
        for file in &left {
            let before = self.kept.read(file).map(|bytes| Picture::from_png(&bytes)).transpose()?;
            let parts: Vec<&str> = file.trim_end_matches(".png").split('.').collect();
            let variant = VARIANTS.iter().find(|it| parts.last() == Some(&it.name)).map_or("", |it| it.name);
            let state = if parts.len() > 2 { parts.get(1).map(ToString::to_string) } else { None };
            let view = View { story: parts.first().map(ToString::to_string).unwrap_or_default(), state, number: 0 };
            self.write(&view, variant, "gone", 1.0, before.as_ref(), None)?;
        }
        let list = serde_json::to_string_pretty(&self.changes)?;
        fs::write(self.gallery.join("changes/changes.json"), list).context("cannot write the list of changes")?;
        let bytes = self.kept.bytes()?;
        ensure!(bytes <= ROOM, "the pictures take {bytes} bytes, more than {ROOM}: take fewer or shorter ones");
        Ok(left)
    }

    fn note(
        &mut self,
        view: &View,
        variant: Variant,
        verdict: &'static str,
        ratio: f64,
        before: Option<&Picture>,
        after: Option<&Picture>,
    ) -> Result<()> {
        self.write(view, variant.name, verdict, ratio, before, after)
    }

    fn write(
        &mut self,
        view: &View,
        variant: &'static str,
        verdict: &'static str,
        ratio: f64,
        before: Option<&Picture>,
        after: Option<&Picture>,
    ) -> Result<()> {
        let file = name(view);
        let save = |picture: Option<&Picture>, kind: &str| -> Result<Option<String>> {
            let Some(picture) = picture else { return Ok(None) };
            let path = format!("changes/{file}.{variant}.{kind}.png");
            fs::write(self.gallery.join(&path), picture.to_png()?).with_context(|| format!("cannot write {path}"))?;
            Ok(Some(path))
        };
        let marked = after.zip(before).map(|(after, before)| after.marked(before));
        let change = Change {
            story: view.story.clone(),
            state: view.state.clone().unwrap_or_default(),
            variant,
            verdict,
            ratio,
            before: save(before, "before")?,
            after: save(after, "after")?,
            diff: save(marked.as_ref(), "diff")?,
        };
        self.changes.push(change);
        Ok(())
    }
}

/// The first part of the names of a view's pictures: `page-home.full`.
fn name(view: &View) -> String {
    view.place().replace('/', ".")
}

/// Shows a view and takes its picture, from its top to [`LONGEST`].
async fn take(gallery: &Gallery, view: &View, variant: Variant) -> Result<Picture> {
    gallery.browser.show_on(variant.screen).await?;
    gallery.show(view, Look::of(variant.lang)).await?;
    let height: u32 = gallery.browser.eval("return Math.ceil(document.documentElement.scrollHeight)", &[]).await?;
    let height = if view.is_page() { variant.screen.height } else { height.clamp(1, LONGEST) };
    gallery.browser.show_on(Screen { height, ..variant.screen }).await?;
    snap(gallery).await
}

/// What is on the screen, with all that was moving at its end.
async fn snap(gallery: &Gallery) -> Result<Picture> {
    let rest = "const done = arguments[0];
        document.activeElement?.blur();
        for (const it of document.getAnimations()) { try { it.finish(); } catch { it.cancel(); } }
        requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
    gallery.browser.eval_later::<bool>(rest, &[]).await?;
    Ok(Picture::from_png(&gallery.browser.png().await?)?.reduced())
}

/// The picture once it is the same twice.
async fn steady(gallery: &Gallery) -> Result<Picture> {
    let mut last = snap(gallery).await?;
    until("the picture to come to rest", async || {
        let now = snap(gallery).await?;
        let same = now == last;
        last = now;
        Ok(same.then(|| last.clone()))
    })
    .await
}
