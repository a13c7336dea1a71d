//! Every story and every page of the gallery: audited, read, walked through, measured and compared with what was
//! accepted. Run them with `cargo xtask test --only looks`, and accept what you see with `--accept`.

mod audit;
mod easy;
mod faults;
mod fits;
mod trees;
mod visual;
mod walks;

use anyhow::Result;
use salus_e2e::looks::{findings::Findings, gallery::Gallery};

/// Opens the gallery, lets a check look at it, and fails with everything that was found.
///
/// # Panics
/// If anything was found.
#[expect(clippy::panic, reason = "this is how a test fails")]
async fn look(check: impl AsyncFnOnce(&Gallery, &mut Findings) -> Result<()>) {
    let result = async {
        let gallery = Gallery::open().await?;
        let mut found = Findings::default();
        let result = check(&gallery, &mut found).await;
        gallery.browser.close().await;
        // What was found before something broke is worth reading too.
        found.none()?;
        result
    };
    if let Err(error) = result.await {
        panic!("{error:#}");
    }
}
