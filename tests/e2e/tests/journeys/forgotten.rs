//! A forgotten password: a code by mail and a passkey, and nobody learns who has an account.

use anyhow::ensure;
use salus_e2e::{passkey::Passkey, steps, story::tell, words::t};

const NEW_PASSWORD: &str = "slow lantern river eleven";
/// Long enough, and among the first that anybody would try.
const COMMON: &str = "passwordpassword";
/// What stands in the subject of the mail with the code.
const YOUR_CODE: &str = "Your code";

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_code_by_mail_and_a_passkey_lead_back_in() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        Passkey::plug_in(&phone).await?;
        steps::open_invitation(&phone, &patient).await?;
        let paper = steps::set_up_account(&phone, &patient).await?;
        phone.see(&t("home.record_title")).await?;

        // The same person at a desk, with the code on paper; this browser stays signed in for now.
        let desk = practice.desk().await?;
        desk.goto("/sign-in").await?;
        steps::give_password(&desk, &patient.email, steps::PASSWORD).await?;
        steps::give_code(&desk, &paper).await?;
        steps::keep_new_code(&desk).await?;
        desk.see(&t("home.record_title")).await?;

        phone.follow(&t("common.nav.security")).await?;
        steps::sign_out(&phone).await?;
        phone.follow(&t("sign_in.forgot_title")).await?;
        phone.arrives_at("/sign-in/forgotten").await?;
        phone.fill(&t("sign_in.email"), &patient.email).await?;
        phone.press(&t("recovery.ask")).await?;
        phone.see(&t("recovery.code_title")).await?;
        let code = practice.mail(&patient.email, YOUR_CODE).await?.code()?;

        // A wrong code opens nothing, and the right one still does.
        let wrong = if code == "12345678" { "87654321" } else { "12345678" };
        phone.fill(&t("recovery.code"), wrong).await?;
        phone.press(&t("common.continue_")).await?;
        phone.see(&t("recovery.code_wrong")).await?;
        phone.fill(&t("recovery.code"), &code).await?;
        phone.press(&t("common.continue_")).await?;
        phone.see(&t("activation.password_title")).await?;

        // A password that is easy to guess is refused beside its field.
        phone.fill(&t("activation.password"), COMMON).await?;
        phone.press(&t("recovery.new")).await?;
        phone.see(&t("errors.too_common")).await?;
        phone.fill(&t("activation.password"), NEW_PASSWORD).await?;
        phone.press(&t("recovery.new")).await?;
        phone.see(&t("recovery.done_text")).await?;
        phone.press(&t("activation.finish")).await?;
        phone.see(&t("home.record_title")).await?;
        practice.mail(&patient.email, "New password set").await?;

        // The browser at the desk is signed out, and the old password opens nothing any more.
        desk.goto("/record/results").await?;
        desk.see(&t("sign_in.title")).await?;
        steps::give_password(&desk, &patient.email, steps::PASSWORD).await?;
        desk.see(&t("errors.wrong_credentials")).await?;
        phone.follow(&t("common.nav.security")).await?;
        steps::sign_out(&phone).await?;
        steps::give_password(&phone, &patient.email, NEW_PASSWORD).await?;
        phone.press(&t("sign_in.use_passkey")).await?;
        phone.see(&t("home.record_title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn an_address_without_an_account_sees_the_same_and_is_sent_nothing() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let mut shown = Vec::new();
        for email in ["nobody@example.org", patient.email.as_str()] {
            let phone = practice.phone().await?;
            phone.goto("/sign-in/forgotten").await?;
            phone.fill(&t("sign_in.email"), email).await?;
            phone.press(&t("recovery.ask")).await?;
            phone.see(&t("recovery.code_title")).await?;
            shown.push(phone.text().await?.replace(email, "..."));
            phone.fill(&t("recovery.code"), "00000000").await?;
            phone.press(&t("common.continue_")).await?;
            phone.see(&t("recovery.code_wrong")).await?;
        }
        ensure!(shown.first() == shown.last(), "the two pages differ: {shown:?}");

        // Mails go out in the order in which they were asked for: once the second is here, the first would be.
        practice.mail(&patient.email, YOUR_CODE).await?;
        ensure!(practice.mails()?.iter().all(|mail| mail.to == patient.email), "a stranger was sent a mail");
        Ok(())
    })
    .await;
}
