//! Without a network: the shell opens from the service worker, and health data is not in it.

use anyhow::{Result, ensure};
use salus_e2e::{browser::Browser, http_get, story::tell, wait::until, words::t};

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn the_portal_opens_without_a_network_and_says_what_is_missing() {
    tell(async |practice| {
        let phone = practice.phone().await?;
        phone.goto("/").await?;
        phone.see(&t("sign_in.title")).await?;
        wait_for_the_worker(&phone).await?;

        practice.stop().await?;
        phone.goto("/messages").await?;
        phone.see(&t("common.offline_title")).await?;
        phone.see(&t("common.emergency_question")).await?;

        practice.start().await?;
        phone.press(&t("common.try_again")).await?;
        phone.see(&t("sign_in.title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn the_portal_can_be_installed() {
    tell(async |practice| {
        let phone = practice.phone().await?;
        phone.goto("/").await?;
        phone.see(&t("sign_in.title")).await?;
        wait_for_the_worker(&phone).await?;
        let errors = phone.devtools("Page.getInstallabilityErrors", serde_json::json!({})).await?;
        let errors = errors.get("installabilityErrors").cloned().unwrap_or_default();
        ensure!(errors.as_array().is_none_or(Vec::is_empty), "{errors}");
        let manifest = phone.devtools("Page.getAppManifest", serde_json::json!({})).await?;
        let errors = manifest.get("errors").cloned().unwrap_or_default();
        ensure!(errors.as_array().is_none_or(Vec::is_empty), "{errors}");
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn pages_fall_back_to_the_portal_and_missing_files_do_not() {
    tell(async |practice| {
        let html = [("accept", "text/html"), ("sec-fetch-mode", "navigate")];
        let page = http_get::get(practice.port(), "/record/results", &html).await?;
        ensure!(
            page.status == 200 && String::from_utf8_lossy(&page.body).contains("id=\"shell\""),
            "a page is the portal"
        );
        let head = page.head.to_ascii_lowercase();
        ensure!(head.contains("content-security-policy:"), "the page has no content policy");
        ensure!(!head.contains("unsafe-inline") && !head.contains("'unsafe-eval'"), "the content policy is loose");
        let missing =
            http_get::get(practice.port(), "/assets/portal-0000000000000000.wasm", &[("accept", "*/*")]).await?;
        ensure!(missing.status == 404, "a missing file answered {}", missing.status);
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn the_program_comes_compressed_and_may_be_kept_for_good() {
    tell(async |practice| {
        let html = [("accept", "text/html"), ("sec-fetch-mode", "navigate")];
        let page = String::from_utf8_lossy(&http_get::get(practice.port(), "/", &html).await?.body).into_owned();
        let wasm =
            page.split("data-wasm=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
        let reply = http_get::get(practice.port(), &wasm, &[("accept-encoding", "br")]).await?;
        let head = reply.head.to_ascii_lowercase();
        ensure!(head.contains("content-encoding: br"), "{head}");
        ensure!(head.contains("content-type: application/wasm"), "{head}");
        ensure!(head.contains("immutable"), "{head}");
        Ok(())
    })
    .await;
}

async fn wait_for_the_worker(browser: &Browser) -> Result<()> {
    until("the service worker to be ready", async || {
        let active = "const done = arguments[arguments.length - 1];
            navigator.serviceWorker.getRegistration().then((it) => done(it?.active?.state === 'activated' && !!navigator.serviceWorker.controller))";
        Ok(browser.eval_later::<bool>(active, &[]).await?.then_some(()))
    })
    .await
}
