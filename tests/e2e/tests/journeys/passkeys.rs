//! Passkeys that do not answer as they should, and what a sensitive step asks of one.

use anyhow::{Result, ensure};
use salus_e2e::{browser::Browser, passkey::Passkey, people::Somebody, steps, story::tell, words::t};

/// A patient with a passkey on this phone, at the second step of signing in.
async fn at_the_second_step<'a>(phone: &'a Browser, patient: &Somebody) -> Result<Passkey<'a>> {
    let device = Passkey::plug_in(phone).await?;
    steps::open_invitation(phone, patient).await?;
    steps::set_up_account(phone, patient).await?;
    phone.see(&t("home.record_title")).await?;
    phone.follow(&t("common.nav.security")).await?;
    steps::sign_out(phone).await?;
    steps::give_password(phone, &patient.email, steps::PASSWORD).await?;
    phone.see(&t("sign_in.second_title")).await?;
    Ok(device)
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_wrong_signature_and_a_missing_verification_open_nothing() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        let device = at_the_second_step(&phone, &patient).await?;
        for lie in ["isBogusSignature", "isBadUV"] {
            device.lies(&[lie]).await?;
            phone.press(&t("sign_in.use_passkey")).await?;
            phone.see(&t("errors.passkey_not_accepted")).await?;
            phone.must_not_show(&t("home.record_title")).await?;
            phone.reload().await?;
            phone.see(&t("sign_in.second_title")).await?;
        }
        device.lies(&[]).await?;
        phone.press(&t("sign_in.use_passkey")).await?;
        phone.see(&t("home.record_title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_passkey_that_is_gone_leaves_the_recovery_code() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        let device = at_the_second_step(&phone, &patient).await?;
        device.loses_everything().await?;
        ensure!(device.holds().await? == 0, "the device still holds a passkey");
        phone.press(&t("sign_in.use_passkey")).await?;
        phone.see(&t("sign_in.passkey_cancelled")).await?;
        phone.wait_for(&["button"], &t("sign_in.use_code")).await.map(|_| ())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_sensitive_step_asks_for_the_passkey_and_goes_on_where_it_was() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        let device = at_the_second_step(&phone, &patient).await?;
        phone.press(&t("sign_in.use_passkey")).await?;
        phone.see(&t("home.record_title")).await?;
        phone.follow(&t("common.nav.security")).await?;
        phone.press(&t("security.totp_add")).await?;
        phone.see(&t("security.proof_title")).await?;

        // A wrong answer changes nothing, and the step can be tried again.
        device.lies(&["isBogusSignature"]).await?;
        phone.press(&t("security.proof_passkey")).await?;
        phone.see(&t("errors.passkey_not_accepted")).await?;
        device.lies(&[]).await?;
        phone.press(&t("security.proof_passkey")).await?;
        phone.see(&t("security.totp_scan")).await
    })
    .await;
}
