//! What every story looks like, against the pictures in `looks/`.

use salus_e2e::looks::visual::{Comparison, variants};

use crate::look;

#[tokio::test]
#[ignore = "needs the gallery and a browser: cargo xtask test --only looks"]
async fn every_story_looks_as_it_was_accepted() {
    look(async |gallery, found| {
        let mut comparison = Comparison::begin()?;
        for view in gallery.views() {
            for variant in variants(&view) {
                let said = comparison.look_at(gallery, &view, variant).await?;
                found.keep(&view.place(), variant.name, said);
            }
        }
        found.keep("looks", "left over", comparison.end()?);
        Ok(())
    })
    .await;
}
