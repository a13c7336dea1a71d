//! Each check finds what it is for, on a page that has one of every fault.

use anyhow::{Result, ensure};
use salus_e2e::{
    axe,
    browser::Browser,
    looks::{
        fit,
        gallery::{Look, open_faults},
        tree, walk,
    },
};

const FAULTS: &str = include_str!("faults.html");

#[tokio::test]
#[ignore = "needs a browser: cargo xtask test --only looks"]
async fn the_audit_finds_pale_words() {
    on_faults(FAULTS, async |browser| {
        finds(&axe::violations(browser, &[]).await?, &["color-contrast", "heading-order"])
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser: cargo xtask test --only looks"]
async fn the_walk_finds_a_trap_and_jumps_and_what_is_not_shown() {
    on_faults(FAULTS, async |browser| {
        let found = walk::faults(browser).await?;
        finds(
            &found,
            &[
                "\"Silent\": does not show that it has the focus",
                "\"Trap\": Tab does not leave it",
                "\"Jumps\": has a tabindex above zero",
                "\"Covered\": Tab never comes to it",
            ],
        )?;
        // Past the trap, the next fault is one of the window's.
        let untrapped = "document.getElementById('trap').remove(); return true";
        browser.eval::<bool>(untrapped, &[]).await?;
        finds(&walk::faults(browser).await?, &["\"Covered\": is covered by div"])
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser: cargo xtask test --only looks"]
async fn the_measure_finds_what_is_small_or_wide_or_cut_and_leaves_links_in_sentences() {
    on_faults(FAULTS, async |browser| {
        let found = fit::faults(browser, &["targets", "overflow", "clipped"]).await?;
        finds(&found, &["button \"Tiny\" is", "wider than the window: p.wide", "text is cut off in p.cut"])?;
        ensure!(!found.iter().any(|it| it.contains("A link in the middle")), "a link in a sentence counts: {found:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser: cargo xtask test --only looks"]
async fn the_order_finds_headings_regions_motion_and_the_wrong_language() {
    on_faults(FAULTS, async |browser| {
        let found = fit::order(browser, Look::easy("ar")).await?;
        let wanted = [
            "its language is \"en\", not \"ar\"",
            "written ltr, not rtl",
            "the page is not in easy read",
            "there are 2 headings of the first level",
            "of level 4 follows one of level 1",
            "there are 2 live regions",
            "something moves although less motion was asked for: turn",
        ];
        finds(&found, &wanted)
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser: cargo xtask test --only looks"]
async fn the_tree_tells_roles_names_and_states() {
    let html = "<!doctype html><html lang=en><title>Form</title><main><h1>Form</h1>
        <label>Name <input required aria-invalid=true aria-describedby=why></label><p id=why>Write a name</p>
        <label><input type=checkbox checked> Yes</label><p>You have <b>2</b> letters.</p></main></html>";
    on_faults(html, async |browser| {
        let tree = tree::tree(browser).await?;
        let wanted = r#"page "Form"
  main
    heading "Form" [level=1]
    text: Name
    textbox "Name" (Write a name) [required invalid]
    paragraph: Write a name
    checkbox "Yes" [checked]
    paragraph: You have 2 letters.
"#;
        ensure!(tree == wanted, "{tree}");
        Ok(())
    })
    .await;
}

fn finds(found: &[String], wanted: &[&str]) -> Result<()> {
    for part in wanted {
        ensure!(found.iter().any(|it| it.contains(part)), "did not find: {part}\nbut:\n{}", found.join("\n"));
    }
    Ok(())
}

#[expect(clippy::panic, reason = "this is how a test fails")]
async fn on_faults(html: &str, check: impl AsyncFnOnce(&Browser) -> Result<()>) {
    let result = async {
        let (browser, _files) = open_faults(html).await?;
        let result = check(&browser).await;
        browser.close().await;
        result
    };
    if let Err(error) = result.await {
        panic!("{error:#}");
    }
}
