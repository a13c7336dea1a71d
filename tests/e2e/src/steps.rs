//! What people do again and again: sign in, take up an invitation, write.

use anyhow::{Context, Result};

use crate::{
    browser::Browser,
    people::{Somebody, codes},
    wait::until,
    words::filled,
};

/// A password that nobody guesses and no rule refuses.
pub const PASSWORD: &str = "quiet harbour lantern seven";

/// First step: e-mail address and password.
pub async fn give_password(browser: &Browser, email: &str, password: &str) -> Result<()> {
    browser.fill(&browser.t("sign_in.email"), email).await?;
    browser.fill(&browser.t("sign_in.password"), password).await?;
    browser.press(&browser.t("common.continue_")).await
}

/// Both steps: password and a recovery code.
pub async fn sign_in_with_code(browser: &Browser, who: &Somebody, code: &str) -> Result<()> {
    browser.goto("/sign-in").await?;
    give_password(browser, &who.email, who.password.as_deref().context("this person has no password yet")?).await?;
    give_code(browser, code).await?;
    keep_new_code(browser).await?;
    browser.gone(&browser.t("sign_in.recovered_title")).await
}

/// Keeps the code that takes the place of the one that was used, and goes on. Gives it back.
pub async fn keep_new_code(browser: &Browser) -> Result<String> {
    browser.see(&browser.t("sign_in.recovered_title")).await?;
    let code = until("the new recovery code", async || Ok(codes(&browser.text().await?).into_iter().next())).await?;
    browser.choose(&browser.t("activation.code_kept")).await?;
    browser.press(&browser.t("common.continue_")).await?;
    Ok(code)
}

/// Second step: a recovery code, whichever way the account offers first.
pub async fn give_code(browser: &Browser, code: &str) -> Result<()> {
    let field = until("the second step", async || {
        if let Some(button) = browser.look(&["button"], &browser.t("sign_in.use_code")).await? {
            button.click().await?;
        }
        browser.look(&["textbox"], &browser.t("sign_in.code")).await
    });
    field.await?;
    browser.fill(&browser.t("sign_in.code"), code).await?;
    browser.press(&browser.t("common.continue_")).await
}

/// Signs the demo's patient in with an unused recovery code.
pub async fn enter_as_patient(browser: &Browser, who: &Somebody) -> Result<()> {
    sign_in_with_code(browser, who, who.codes.first().context("this person has no recovery code")?).await?;
    browser.see(&browser.t("home.record_title")).await
}

/// Signs the demo's member of the care team in with an unused recovery code.
pub async fn enter_as_staff(browser: &Browser, who: &Somebody) -> Result<()> {
    sign_in_with_code(browser, who, who.codes.first().context("this person has no recovery code")?).await?;
    browser.see(&browser.t("team.inbox_title")).await
}

/// Opens an invitation and proves to be the invited person; the next page asks for a password.
pub async fn open_invitation(browser: &Browser, who: &Somebody) -> Result<()> {
    browser.goto(who.activation.as_deref().context("this person was not invited")?).await?;
    if let Some([year, month, day]) = &who.born {
        browser.fill(&browser.t("activation.day"), day).await?;
        browser.fill(&browser.t("activation.month"), month).await?;
        browser.fill(&browser.t("activation.year"), year).await?;
    }
    browser.press(&browser.t("common.continue_")).await
}

/// From the open invitation to the recovery code on paper, which this gives back. The browser needs a passkey device.
pub async fn set_up_account(browser: &Browser, who: &Somebody) -> Result<String> {
    browser.see(&browser.t("activation.password_title")).await?;
    browser
        .see(&filled(browser.t("activation.greeting"), &[("name", who.first_name()), ("email", &who.email)]))
        .await?;
    browser.fill(&browser.t("activation.password"), PASSWORD).await?;
    browser.press(&browser.t("common.continue_")).await?;
    browser.see(&browser.t("activation.passkey_title")).await?;
    browser.press(&browser.t("security.add_here")).await?;
    browser.see(&browser.t("activation.code_title")).await?;
    let code = until("the recovery code", async || Ok(codes(&browser.text().await?).into_iter().next())).await?;
    browser.choose(&browser.t("activation.code_kept")).await?;
    let finish = if who.born.is_some() { browser.t("activation.finish") } else { browser.t("activation.finish_team") };
    browser.press(&finish).await?;
    Ok(code)
}

/// Takes up a patient's invitation, as far as the first page. The browser needs a passkey device.
pub async fn take_up_as_patient(browser: &Browser, who: &Somebody) -> Result<()> {
    open_invitation(browser, who).await?;
    set_up_account(browser, who).await?;
    browser.see(&browser.t("home.record_title")).await
}

/// The same for a member of the care team.
pub async fn take_up_as_staff(browser: &Browser, who: &Somebody) -> Result<()> {
    open_invitation(browser, who).await?;
    set_up_account(browser, who).await?;
    browser.see(&browser.t("team.inbox_title")).await
}

/// Confirms a sensitive step with the passkey, where it was asked for.
pub async fn prove(browser: &Browser) -> Result<()> {
    browser.see(&browser.t("security.proof_title")).await?;
    browser.press(&browser.t("security.proof_passkey")).await
}

/// Writes a new message and sends it.
pub async fn write_message(browser: &Browser, subject: &str, body: &str) -> Result<()> {
    browser.choose(&browser.t("messages.topic.medicines")).await?;
    browser.fill(&browser.t("messages.subject"), subject).await?;
    browser.fill(&browser.t("messages.body"), body).await?;
    browser.press(&browser.t("messages.send")).await
}

/// Signs out from wherever the person is.
pub async fn sign_out(browser: &Browser) -> Result<()> {
    browser.press(&browser.t("common.sign_out")).await?;
    browser.see(&browser.t("sign_in.signed_out_title")).await
}
