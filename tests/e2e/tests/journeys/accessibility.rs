//! Every page is audited with the real server behind it, in each language, narrow and wide, light and dark.

use anyhow::Result;
use salus_e2e::{
    axe::audit,
    browser::{Browser, Screen},
    looks::fit,
    looks::gallery::Look,
    pages::{FIRST_IN_INBOX, FIRST_OF, GUEST, PATIENT, TEAM, complete, open_first},
    passkey::Passkey,
    steps,
    story::tell,
    words::LANGUAGES,
};

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn every_page_of_a_patient_passes_the_audit() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        steps::enter_as_patient(&phone, &patient).await?;
        let mut found = Findings::default();
        for language in LANGUAGES {
            phone.speak(language);
            for (path, sign) in PATIENT {
                phone.goto(path).await?;
                phone.see(&phone.t(sign)).await?;
                found.look_at(&phone, path, Screen::PHONE).await?;
            }
            for (name, list, first) in FIRST_OF {
                phone.goto(list).await?;
                open_first(&phone, first).await?;
                found.look_at(&phone, name, Screen::PHONE).await?;
            }
            phone.goto("/no/such/page").await?;
            phone.see(&phone.t("common.not_found_title")).await?;
            found.look_at(&phone, "a page that is not there", Screen::PHONE).await?;
        }
        found.all_told()
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn every_page_of_the_care_team_passes_the_audit() {
    tell(async |practice| {
        let nurse = practice.staff_with_password()?;
        let desk = practice.desk().await?;
        steps::enter_as_staff(&desk, &nurse).await?;
        let mut found = Findings::default();
        for language in LANGUAGES {
            desk.speak(language);
            for (path, sign) in TEAM {
                desk.goto(path).await?;
                desk.see(&desk.t(sign)).await?;
                found.look_at(&desk, path, Screen::DESK).await?;
            }
            desk.goto("/team").await?;
            open_first(&desk, FIRST_IN_INBOX).await?;
            desk.see(&desk.t("team.reply")).await?;
            found.look_at(&desk, "a conversation", Screen::DESK).await?;
        }
        found.all_told()
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn every_page_before_signing_in_passes_the_audit() {
    before_signing_in("en").await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn every_page_before_signing_in_passes_the_audit_in_arabic() {
    before_signing_in("ar").await;
}

async fn before_signing_in(language: &'static str) {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        phone.speak(language);
        let mut found = Findings::default();
        for (path, sign) in GUEST {
            phone.goto(path).await?;
            phone.see(&phone.t(sign)).await?;
            found.look_at(&phone, path, Screen::PHONE).await?;
        }
        phone.goto("/stop-reset#7K3M-9QXR-4T2W-8YBC-5DFGH-6JNPS").await?;
        phone.wait_for(&["button"], &phone.t("recovery.stop")).await?;
        found.look_at(&phone, "stopping a reset", Screen::PHONE).await?;
        phone.goto("/sign-in/forgotten").await?;
        phone.fill(&phone.t("sign_in.email"), &patient.email).await?;
        phone.press(&phone.t("recovery.ask")).await?;
        phone.see(&phone.t("recovery.code_title")).await?;
        found.look_at(&phone, "the code for a forgotten password", Screen::PHONE).await?;
        phone.goto("/sign-in").await?;
        phone.see(&phone.t("sign_in.title")).await?;
        found.look_at(&phone, "sign in", Screen::PHONE).await?;
        phone.press(&phone.t("common.continue_")).await?;
        phone.see(&phone.t("common.problem_title")).await?;
        found.look_at(&phone, "sign in with a problem", Screen::PHONE).await?;
        steps::give_password(&phone, &patient.email, patient.password.as_deref().unwrap_or_default()).await?;
        phone.see(&phone.t("sign_in.step_two")).await?;
        found.look_at(&phone, "the second step", Screen::PHONE).await?;

        let invited = practice.invited_patient()?;
        let other = practice.phone().await?;
        other.speak(language);
        Passkey::plug_in(&other).await?;
        other.goto(invited.activation.as_deref().unwrap_or_default()).await?;
        other.see(&other.t("activation.born_title")).await?;
        found.look_at(&other, "the date of birth", Screen::PHONE).await?;
        steps::open_invitation(&other, &invited).await?;
        other.see(&other.t("activation.password_title")).await?;
        found.look_at(&other, "choosing a password", Screen::PHONE).await?;
        other.fill(&other.t("activation.password"), steps::PASSWORD).await?;
        other.press(&other.t("common.continue_")).await?;
        other.see(&other.t("activation.passkey_title")).await?;
        found.look_at(&other, "adding a passkey", Screen::PHONE).await?;
        other.press(&other.t("security.add_here")).await?;
        other.see(&other.t("activation.code_title")).await?;
        found.look_at(&other, "the recovery code", Screen::PHONE).await?;
        found.all_told()
    })
    .await;
}

/// Collects what the audits of several pages found, so that one run tells all.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    /// Audits the page once it is complete: axe in all sizes and colours, and its order in the one in which it is open.
    async fn look_at(&mut self, browser: &Browser, page: &str, screen: Screen) -> Result<()> {
        complete(browser).await?;
        let language = browser.language();
        let order = fit::order(browser, Look::of(language)).await?;
        self.0.extend(order.into_iter().map(|fault| format!("{page}, {language}: {fault}")));
        if let Err(error) = audit(browser, &format!("{page}, {language}"), screen).await {
            self.0.push(format!("{error:#}"));
        }
        Ok(())
    }

    fn all_told(self) -> Result<()> {
        anyhow::ensure!(self.0.is_empty(), "{}", self.0.join("\n"));
        Ok(())
    }
}
