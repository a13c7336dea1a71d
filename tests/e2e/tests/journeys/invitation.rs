//! Invitations that do not work, and those that an operator makes.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use salus_e2e::{passkey::Passkey, people, steps, story::tell, wait::until, words::t};
use totp_rs::{Algorithm, Secret, TOTP};

/// What a code app with this key shows in so many seconds.
fn shown(key: &str, later: u64) -> Result<String> {
    let secret = Secret::Encoded(key.replace(' ', "")).to_bytes().ok().context("the key is not base 32")?;
    let app = TOTP::new(Algorithm::SHA1, 6, 0, 30, secret).ok().context("the key is too short")?;
    Ok(app.generate(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() + later))
}

/// The key for an app in a page's text: eight groups of four.
fn key_in(text: &str) -> Option<String> {
    let base32 = |c: char| c.is_ascii_uppercase() || ('2'..='7').contains(&c);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_key = |groups: &&[&str]| groups.iter().all(|group| group.len() == 4 && group.chars().all(base32));
    words.windows(8).find(is_key).map(|groups| groups.join(" "))
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_used_invitation_does_not_work_again() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        Passkey::plug_in(&phone).await?;
        steps::open_invitation(&phone, &patient).await?;
        steps::set_up_account(&phone, &patient).await?;
        phone.see(&t("home.record_title")).await?;

        let other = practice.phone().await?;
        steps::open_invitation(&other, &patient).await?;
        other.see(&t("errors.invitation_not_valid")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_wrong_date_of_birth_does_not_open_an_invitation() {
    tell(async |practice| {
        let mut patient = practice.invited_patient()?;
        let right = patient.born.replace(["1901".into(), "2".into(), "3".into()]);
        let phone = practice.phone().await?;
        steps::open_invitation(&phone, &patient).await?;
        phone.see(&t("errors.invitation_not_valid")).await?;

        patient.born = right;
        steps::open_invitation(&phone, &patient).await?;
        phone.see(&t("activation.password_title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_browser_that_knows_no_passkeys_sets_up_an_account_with_a_code_app_and_signs_in_with_it() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        let script = serde_json::json!({ "source": "delete window.PublicKeyCredential;" });
        phone.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
        steps::open_invitation(&phone, &patient).await?;
        phone.see(&t("activation.password_title")).await?;
        phone.fill(&t("activation.password"), steps::PASSWORD).await?;
        phone.press(&t("common.continue_")).await?;
        phone.see(&t("activation.app_why")).await?;
        phone.press(&t("security.totp_add")).await?;
        phone.see(&t("security.totp_scan")).await?;
        let key = until("the key for the app", async || Ok(key_in(&phone.text().await?))).await?;
        phone.fill(&t("sign_in.totp"), &shown(&key, 0)?).await?;
        phone.press(&t("common.continue_")).await?;
        phone.see(&t("activation.code_title")).await?;
        phone.see(&t("security.totp_done")).await?;
        phone.choose(&t("activation.code_kept")).await?;
        phone.press(&t("activation.finish")).await?;
        phone.see(&t("home.record_title")).await?;

        phone.follow(&t("common.nav.security")).await?;
        steps::sign_out(&phone).await?;
        steps::give_password(&phone, &patient.email, steps::PASSWORD).await?;
        phone.see(&t("sign_in.totp_title")).await?;
        // The code that set the app up is used; the next one is taken half a minute early.
        phone.fill(&t("sign_in.totp"), &shown(&key, 30)?).await?;
        phone.press(&t("common.continue_")).await?;
        phone.see(&t("home.record_title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_new_member_of_the_care_team_sets_up_an_account() {
    tell(async |practice| {
        let args = ["staff", "add", "--name", "Noor Vale", "--role", "Front desk", "--email", "noor@example.org"];
        let printed = practice.operator(&args).await?;
        let noor = people::Somebody {
            name: "Noor Vale".into(),
            email: "noor@example.org".into(),
            password: None,
            born: None,
            codes: Vec::new(),
            activation: Some(people::activation(&printed).context("the operator was given no link")?),
        };
        let desk = practice.desk().await?;
        Passkey::plug_in(&desk).await?;
        steps::open_invitation(&desk, &noor).await?;
        steps::set_up_account(&desk, &noor).await?;
        desk.see(&t("team.inbox_title")).await
    })
    .await;
}
