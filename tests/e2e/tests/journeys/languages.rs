//! Reading the portal in one's own language and in one's own way, and finding it so again.

use anyhow::{Context, Result, ensure};
use salus_e2e::{browser::Browser, steps, story::tell, words::said_in};

const ARABIC: &str = "العربية";
const SUBJECT: &str = "سؤال عن الدواء";
const QUESTION: &str = "هل آخذ الدواء قبل الطعام أم بعده؟";
const ANSWER: &str = "After the meal, with a glass of water.";

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_guest_chooses_a_language_and_finds_it_again() {
    tell(async |practice| {
        let phone = practice.phone().await?;
        phone.goto("/sign-in").await?;
        phone.see(&phone.t("sign_in.title")).await?;
        is_written(&phone, "en", "ltr").await?;

        phone.press(ARABIC).await?;
        phone.see(&said_in("ar", "sign_in.title")).await?;
        is_written(&phone, "ar", "rtl").await?;

        phone.reload().await?;
        phone.see(&said_in("ar", "sign_in.title")).await?;
        is_written(&phone, "ar", "rtl").await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_patient_chooses_arabic_and_easy_read_and_finds_both_on_another_device() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        steps::enter_as_patient(&phone, &patient).await?;
        phone.goto("/preferences").await?;
        phone.choose(ARABIC).await?;
        phone.choose(&phone.t("preferences.easy")).await?;
        phone.press(&phone.t("preferences.save")).await?;
        phone.see(&said_in("ar", "preferences.saved_title")).await?;
        is_written(&phone, "ar", "rtl").await?;

        // The other device speaks English until it knows who is there.
        let desk = practice.desk().await?;
        let code = patient.codes.get(1).context("the patient has more codes")?;
        steps::sign_in_with_code(&desk, &patient, code).await?;
        desk.see(&said_in("ar", "common.nav.record")).await?;
        is_written(&desk, "ar", "rtl").await?;
        ensure!(
            desk.eval::<bool>("return document.documentElement.dataset.easy === 'on'", &[]).await?,
            "easy read is off"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_patient_writes_in_arabic_and_reads_an_answer_in_english() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        phone.speak("ar");
        steps::enter_as_patient(&phone, &patient).await?;
        phone.goto("/messages/new").await?;
        steps::write_message(&phone, SUBJECT, QUESTION).await?;
        phone.see(QUESTION).await?;
        phone.see(&phone.t("messages.state.waiting")).await?;

        let desk = practice.desk().await?;
        steps::enter_as_staff(&desk, &practice.staff_with_password()?).await?;
        desk.press(SUBJECT).await?;
        desk.see(QUESTION).await?;
        reads(&desk, QUESTION, "rtl").await?;
        desk.fill(&desk.t("team.reply"), ANSWER).await?;
        desk.press(&desk.t("team.send")).await?;

        phone.see(ANSWER).await?;
        reads(&phone, ANSWER, "ltr").await?;
        is_written(&phone, "ar", "rtl").await
    })
    .await;
}

/// The page has this language and this direction.
async fn is_written(browser: &Browser, lang: &str, dir: &str) -> Result<()> {
    let now: (String, String) = browser
        .eval("const root = document.documentElement; return [root.lang, getComputedStyle(root).direction]", &[])
        .await?;
    ensure!(now == (lang.to_owned(), dir.to_owned()), "the page is written {now:?}, not {lang}, {dir}");
    Ok(())
}

/// The words of a person run in their own direction, whatever the page's is.
async fn reads(browser: &Browser, words: &str, dir: &str) -> Result<()> {
    let find = "const deepest = [...document.querySelectorAll('main *')].filter((el) => el.textContent.includes(arguments[0])).pop();
        return deepest && getComputedStyle(deepest).direction";
    let now: Option<String> = browser.eval(find, &[words.into()]).await?;
    ensure!(now.as_deref() == Some(dir), "\"{words}\" runs {now:?}, not {dir}");
    Ok(())
}
