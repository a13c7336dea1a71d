//! Signing in, and the ways in which it does not work.

use anyhow::{Context, ensure};
use salus_e2e::{passkey::Passkey, steps, story::tell, words::t};
use thirtyfour::Key;

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_recovery_code_opens_the_door_once() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let password = patient.password.clone().context("the patient has a password")?;
        let code = patient.codes.first().cloned().context("the patient has a recovery code")?;
        let phone = practice.phone().await?;
        steps::sign_in_with_code(&phone, &patient, &code).await?;
        phone.see(&t("home.record_title")).await?;
        phone.follow(&t("common.nav.security")).await?;
        steps::sign_out(&phone).await?;

        steps::give_password(&phone, &patient.email, &password).await?;
        steps::give_code(&phone, &code).await?;
        phone.see(&t("errors.recovery_code_not_accepted")).await?;
        let another = patient.codes.get(1).context("the patient has more codes")?;
        phone.fill(&t("sign_in.code"), another).await?;
        phone.press(&t("common.continue_")).await?;
        let fresh = steps::keep_new_code(&phone).await?;
        phone.see(&t("home.record_title")).await?;
        phone.follow(&t("common.nav.security")).await?;
        steps::sign_out(&phone).await?;

        // The code that took its place works as well.
        steps::sign_in_with_code(&phone, &patient, &fresh).await?;
        phone.see(&t("home.record_title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_wrong_password_and_an_unknown_account_are_told_with_the_same_words() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        let mut shown = Vec::new();
        for email in [patient.email.as_str(), "nobody@example.org"] {
            phone.goto("/sign-in").await?;
            steps::give_password(&phone, email, "not the right password").await?;
            phone.see(&t("errors.wrong_credentials")).await?;
            ensure!(phone.content(&t("sign_in.email")).await? == email, "the address stays");
            shown.push(phone.text().await?);
        }
        ensure!(shown.first() == shown.last(), "the two pages differ");
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_cancelled_passkey_leaves_a_way_on() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        let device = Passkey::plug_in(&phone).await?;
        steps::open_invitation(&phone, &patient).await?;
        steps::set_up_account(&phone, &patient).await?;
        phone.see(&t("home.record_title")).await?;
        phone.follow(&t("common.nav.security")).await?;
        steps::sign_out(&phone).await?;

        steps::give_password(&phone, &patient.email, steps::PASSWORD).await?;
        device.refuses().await?;
        phone.press(&t("sign_in.use_passkey")).await?;
        phone.see(&t("sign_in.passkey_cancelled")).await?;
        phone.wait_for(&["button"], &t("sign_in.use_code")).await?;

        device.agrees().await?;
        phone.press(&t("sign_in.use_passkey")).await?;
        phone.see(&t("home.record_title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_keyboard_alone_signs_in() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let desk = practice.desk().await?;
        desk.goto("/sign-in").await?;
        desk.wait_for(&["textbox"], &t("sign_in.email")).await?;

        tab_to(&desk, &t("sign_in.email")).await?;
        desk.keys(patient.email.as_str()).await?;
        tab_to(&desk, &t("sign_in.password")).await?;
        desk.keys(patient.password.as_deref().context("the patient has a password")?).await?;
        desk.keys(Key::Enter).await?;

        desk.wait_for(&["textbox"], &t("sign_in.code")).await?;
        tab_to(&desk, &t("sign_in.code")).await?;
        desk.keys(patient.codes.first().context("the patient has a code")?.as_str()).await?;
        tab_to(&desk, &t("common.continue_")).await?;
        desk.keys(Key::Enter).await?;
        desk.see(&t("sign_in.recovered_title")).await?;
        tab_to(&desk, &t("activation.code_kept")).await?;
        desk.keys(" ").await?;
        tab_to(&desk, &t("common.continue_")).await?;
        desk.keys(Key::Enter).await?;
        desk.see(&t("home.record_title")).await
    })
    .await;
}

/// Presses Tab until the focus is on what has this name, and sees that each stop shows where the focus is.
async fn tab_to(browser: &salus_e2e::browser::Browser, name: &str) -> anyhow::Result<()> {
    const WHERE: &str = r#"
        const el = document.activeElement;
        const name = (el.labels?.[0] ?? el).innerText?.trim() || el.getAttribute("aria-label") || "";
        const style = getComputedStyle(el);
        // A heading to which the page has moved the focus is no stop of the keyboard.
        const stop = el !== document.body && el.tabIndex >= 0;
        return [name, !stop || style.outlineStyle !== "none" || style.boxShadow !== "none"];
    "#;
    for _ in 0..40 {
        let (at, shown): (String, bool) = browser.eval(WHERE, &[]).await?;
        ensure!(shown, "the focus on \"{at}\" cannot be seen");
        if at.starts_with(name) {
            return Ok(());
        }
        browser.keys(Key::Tab).await?;
    }
    anyhow::bail!("Tab does not come to \"{name}\"")
}
