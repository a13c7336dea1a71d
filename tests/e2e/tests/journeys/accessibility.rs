//! Every page is audited, narrow and wide, light and dark.

use anyhow::Result;
use salus_e2e::{
    axe::audit,
    browser::{Browser, Screen},
    passkey::Passkey,
    steps,
    story::tell,
    wait::until,
    words::t,
};

/// A page, and a text that shows once it is complete.
type Page = (&'static str, &'static str);

const PATIENT: [Page; 14] = [
    ("/", "home.record_title"),
    ("/record", "record.title"),
    ("/record/results", "record.results.title"),
    ("/record/vitals", "record.vitals.title"),
    ("/record/medicines", "record.medicines.current"),
    ("/record/conditions", "record.conditions.title"),
    ("/record/allergies", "record.allergies.title"),
    ("/record/immunizations", "record.immunizations.title"),
    ("/record/visits", "record.visits.past"),
    ("/messages", "messages.title"),
    ("/messages/new", "messages.topic_label"),
    ("/feedback", "feedback.title"),
    ("/security", "security.passkeys_title"),
    ("/help", "common.help.title"),
];

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn every_page_of_a_patient_passes_the_audit() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        steps::enter_as_patient(&phone, &patient).await?;
        let mut found = Findings::default();
        for (path, sign) in PATIENT {
            phone.goto(path).await?;
            complete(&phone, &t(sign)).await?;
            found.keep(audit(&phone, path, Screen::PHONE).await);
        }
        for (list, first) in [
            ("/record/results", "main a[href^='/record/results/']"),
            ("/messages", "main a[href^='/messages/']:not([href^='/messages/new'])"),
            ("/feedback", "main a[href^='/feedback/']"),
        ] {
            phone.goto(list).await?;
            open_first(&phone, first).await?;
            complete(&phone, "").await?;
            found.keep(audit(&phone, &format!("the first of {list}"), Screen::PHONE).await);
        }
        phone.goto("/no/such/page").await?;
        complete(&phone, &t("common.not_found_title")).await?;
        found.keep(audit(&phone, "a page that is not there", Screen::PHONE).await);
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
        for (path, sign) in [
            ("/team", "team.inbox_title"),
            ("/team/feedback", "team.feedback_title"),
            ("/security", "security.passkeys_title"),
        ] {
            desk.goto(path).await?;
            complete(&desk, &t(sign)).await?;
            found.keep(audit(&desk, path, Screen::DESK).await);
        }
        desk.goto("/team").await?;
        open_first(&desk, "main a[href^='/team/threads/']").await?;
        complete(&desk, &t("team.reply")).await?;
        found.keep(audit(&desk, "a conversation", Screen::DESK).await);
        found.all_told()
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn every_page_before_signing_in_passes_the_audit() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        let mut found = Findings::default();
        phone.goto("/sign-in").await?;
        complete(&phone, &t("sign_in.title")).await?;
        found.keep(audit(&phone, "sign in", Screen::PHONE).await);
        phone.press(&t("common.continue_")).await?;
        complete(&phone, &t("common.problem_title")).await?;
        found.keep(audit(&phone, "sign in with a problem", Screen::PHONE).await);
        steps::give_password(&phone, &patient.email, patient.password.as_deref().unwrap_or_default()).await?;
        complete(&phone, &t("sign_in.step_two")).await?;
        found.keep(audit(&phone, "the second step", Screen::PHONE).await);

        let invited = practice.invited_patient()?;
        let other = practice.phone().await?;
        Passkey::plug_in(&other).await?;
        other.goto(invited.activation.as_deref().unwrap_or_default()).await?;
        complete(&other, &t("activation.born_title")).await?;
        found.keep(audit(&other, "the date of birth", Screen::PHONE).await);
        steps::open_invitation(&other, &invited).await?;
        complete(&other, &t("activation.password_title")).await?;
        found.keep(audit(&other, "choosing a password", Screen::PHONE).await);
        other.fill(&t("activation.password"), steps::PASSWORD).await?;
        other.press(&t("common.continue_")).await?;
        complete(&other, &t("activation.passkey_title")).await?;
        found.keep(audit(&other, "adding a passkey", Screen::PHONE).await);
        other.press(&t("activation.passkey_add")).await?;
        complete(&other, &t("activation.code_title")).await?;
        found.keep(audit(&other, "the recovery code", Screen::PHONE).await);
        found.all_told()
    })
    .await;
}

/// Waits until the page shows the text and nothing is loading any more.
async fn complete(browser: &Browser, text: &str) -> Result<()> {
    browser.see(text).await?;
    until("the page to be complete", async || {
        let idle = "return !document.querySelector('[aria-busy=true]') && !document.getElementById('shell')";
        Ok(browser.eval::<bool>(idle, &[]).await?.then_some(()))
    })
    .await
}

async fn open_first(browser: &Browser, selector: &str) -> Result<()> {
    until(selector, async || {
        let click = "const link = document.querySelector(arguments[0]); link?.click(); return !!link";
        Ok(browser.eval::<bool>(click, &[selector.into()]).await?.then_some(()))
    })
    .await?;
    browser.gone(&t("common.loading")).await
}

/// Collects what the audits of several pages found, so that one run tells all.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn keep(&mut self, result: Result<()>) {
        if let Err(error) = result {
            self.0.push(format!("{error:#}"));
        }
    }

    fn all_told(self) -> Result<()> {
        anyhow::ensure!(self.0.is_empty(), "{}", self.0.join("\n"));
        Ok(())
    }
}
