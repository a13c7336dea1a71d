//! Pictures of every page at two widths, light and dark: `cargo xtask screenshots DIR`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use salus_e2e::{
    browser::{Browser, Screen},
    passkey::Passkey,
    steps,
    story::tell,
    wait::until,
    words::t,
};

const SCREENS: [(&str, Screen); 4] = [
    ("phone-light", Screen::PHONE),
    ("phone-dark", Screen::PHONE.dark()),
    ("desk-light", Screen::DESK),
    ("desk-dark", Screen::DESK.dark()),
];

const PATIENT: [(&str, &str); 14] = [
    ("home", "/"),
    ("record", "/record"),
    ("results", "/record/results"),
    ("vitals", "/record/vitals"),
    ("medicines", "/record/medicines"),
    ("conditions", "/record/conditions"),
    ("allergies", "/record/allergies"),
    ("immunizations", "/record/immunizations"),
    ("visits", "/record/visits"),
    ("messages", "/messages"),
    ("message-new", "/messages/new"),
    ("feedback", "/feedback"),
    ("security", "/security"),
    ("help", "/help"),
];

#[tokio::test]
#[ignore = "takes pictures instead of testing: cargo xtask screenshots DIR"]
async fn every_page_has_its_picture_taken() {
    let Some(folder) = std::env::var_os("SALUS_PICTURES").map(PathBuf::from) else { return };
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        phone.goto("/sign-in").await?;
        take(&phone, &folder, "sign-in").await?;
        steps::give_password(&phone, &patient.email, patient.password.as_deref().unwrap_or_default()).await?;
        phone.see(&t("sign_in.step_two")).await?;
        take(&phone, &folder, "sign-in-second-step").await?;
        steps::enter_as_patient(&phone, &patient).await?;
        for (name, path) in PATIENT {
            phone.goto(path).await?;
            take(&phone, &folder, name).await?;
        }
        for (name, list, first) in [
            ("result", "/record/results", "main a[href^='/record/results/']"),
            ("thread", "/messages", "main a[href^='/messages/']:not([href^='/messages/new'])"),
            ("feedback-give", "/feedback", "main a[href^='/feedback/']"),
        ] {
            phone.goto(list).await?;
            open_first(&phone, first).await?;
            take(&phone, &folder, name).await?;
        }

        let desk = practice.desk().await?;
        steps::enter_as_staff(&desk, &practice.staff_with_password()?).await?;
        for (name, path) in
            [("team-inbox", "/team"), ("team-feedback", "/team/feedback"), ("team-security", "/security")]
        {
            desk.goto(path).await?;
            take(&desk, &folder, name).await?;
        }
        desk.goto("/team").await?;
        open_first(&desk, "main a[href^='/team/threads/']").await?;
        take(&desk, &folder, "team-thread").await?;

        let invited = practice.invited_patient()?;
        let other = practice.phone().await?;
        Passkey::plug_in(&other).await?;
        other.goto(invited.activation.as_deref().unwrap_or_default()).await?;
        take(&other, &folder, "activate-born").await?;
        steps::open_invitation(&other, &invited).await?;
        other.see(&t("activation.password_title")).await?;
        take(&other, &folder, "activate-password").await?;
        other.fill(&t("activation.password"), steps::PASSWORD).await?;
        other.press(&t("common.continue_")).await?;
        other.see(&t("activation.passkey_title")).await?;
        take(&other, &folder, "activate-passkey").await?;
        other.press(&t("activation.passkey_add")).await?;
        other.see(&t("activation.code_title")).await?;
        take(&other, &folder, "activate-code").await
    })
    .await;
}

async fn take(browser: &Browser, folder: &Path, name: &str) -> Result<()> {
    until("the page to be complete", async || {
        let idle = "return !document.querySelector('[aria-busy=true]') && !document.getElementById('shell')";
        Ok(browser.eval::<bool>(idle, &[]).await?.then_some(()))
    })
    .await?;
    for (kind, screen) in SCREENS {
        browser.show_on(screen).await?;
        browser.whole_picture(&folder.join(format!("{name}-{kind}.png")), screen).await?;
    }
    browser.show_on(Screen::PHONE).await
}

async fn open_first(browser: &Browser, selector: &str) -> Result<()> {
    until(selector, async || {
        let click = "const link = document.querySelector(arguments[0]); link?.click(); return !!link";
        Ok(browser.eval::<bool>(click, &[selector.into()]).await?.then_some(()))
    })
    .await
}
