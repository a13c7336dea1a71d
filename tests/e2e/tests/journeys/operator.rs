//! What the operator does with the keys, while people use the portal.

use std::fs;

use anyhow::{Context, Result, ensure};
use salus_e2e::{
    practice::{Practice, free_port, given},
    steps,
    story::tell,
    words::t,
};

/// The master key that is in use, as the program lists it.
async fn active_key(practice: &Practice) -> Result<String> {
    let list = practice.operator(&["keys", "list"]).await?;
    let active = list.lines().find(|line| line.split_whitespace().nth(1) == Some("active"));
    let id = active.and_then(|line| line.split_whitespace().next()).context("no key is in use")?;
    Ok(id.to_owned())
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_new_master_key_is_made_while_a_patient_reads() {
    tell(async |practice| {
        let phone = practice.phone().await?;
        steps::enter_as_patient(&phone, &practice.patient_with_password()?).await?;
        let before = active_key(practice).await?;
        let told = practice.operator(&["keys", "rotate"]).await?;
        let after = active_key(practice).await?;
        ensure!(after != before && told.contains(&after) && told.contains(&before), "{before}, {after}: {told}");

        // The server that runs reads on, also what it has not read before, and writes.
        phone.reload().await?;
        phone.see(&t("home.record_title")).await?;
        phone.follow(&t("common.nav.record")).await?;
        phone.follow(&t("record.results.link")).await?;
        phone.see(&t("record.results.title")).await?;
        phone.goto("/messages/new").await?;
        steps::write_message(&phone, "A new prescription", "My tablets last until Friday.").await?;
        phone.see(&t("messages.state.waiting")).await?;
        // Somebody whose key this server has not had open yet.
        let desk = practice.desk().await?;
        steps::enter_as_staff(&desk, &practice.staff_with_password()?).await?;

        // And so does one that starts now.
        practice.stop().await?;
        practice.start().await?;
        phone.goto("/record/results").await?;
        phone.see(&t("record.results.title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn without_its_master_key_the_server_does_not_start_and_says_why() {
    tell(async |practice| {
        practice.stop().await?;
        let key = practice.data().join("keys/master.key");
        let kept = fs::read(&key)?;
        fs::remove_file(&key)?;
        let (port, spa) = (free_port()?.to_string(), given("SALUS_SPA")?);
        let said = practice.salus(&["serve", "--port", &port, "--spa", &spa.to_string_lossy()]).await?;
        ensure!(said.code == Some(1), "{said:?}");
        ensure!(said.errors.contains("master.key") && !said.errors.contains("panicked"), "{said:?}");
        ensure!(!key.exists(), "a new key was made in place of the one that is missing");
        ensure!(!said.errors.contains(String::from_utf8_lossy(&kept).trim()), "the key was printed");
        Ok(())
    })
    .await;
}
