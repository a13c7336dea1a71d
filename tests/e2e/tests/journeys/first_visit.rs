//! The whole way: from the activation link to signing out, with the care team in another browser.

use anyhow::{Result, ensure};
use salus_e2e::{
    browser::Browser,
    passkey::Passkey,
    steps,
    story::tell,
    words::{t, tf},
};

const SUBJECT: &str = "Tired since the new tablet";
const QUESTION: &str = "Since Monday I am tired all day. Could it be the new tablet?";
const ANSWER: &str = "Thank you for telling us. Take it in the evening and write again on Friday.";
const PRAISE: &str = "The nurse took time for every question.";

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_patient_goes_from_the_invitation_to_an_answer_and_signs_out() {
    tell(async |practice| {
        let patient = practice.invited_patient()?;
        let phone = practice.phone().await?;
        let device = Passkey::plug_in(&phone).await?;

        // The activation link, a password, a passkey, a recovery code.
        steps::open_invitation(&phone, &patient).await?;
        let code = steps::set_up_account(&phone, &patient).await?;
        ensure!(device.holds().await? == 1, "the device holds the new passkey");
        ensure!(code.len() >= 26, "the recovery code can be written down");

        // The dashboard with the own record.
        phone.see(patient.first_name()).await?;
        phone.see(&t("home.today_title")).await?;
        phone.see(&t("home.record_title")).await?;

        // A lab result and its trend.
        phone.follow(&t("common.nav.record")).await?;
        phone.follow(&t("record.results.link")).await?;
        phone.see(&t("record.results.title")).await?;
        open_a_result_with_a_trend(&phone).await?;

        // The patient writes.
        phone.follow(&t("common.nav.messages")).await?;
        phone.press(&t("messages.new_")).await?;
        steps::write_message(&phone, SUBJECT, QUESTION).await?;
        phone.see(QUESTION).await?;
        phone.see(&t("messages.state.waiting")).await?;
        phone.eval::<bool>("window.stillTheSamePage = true; return true", &[]).await?;

        // The care team answers in another browser.
        let nurse = practice.staff_with_password()?;
        let desk = practice.desk().await?;
        steps::enter_as_staff(&desk, &nurse).await?;
        desk.press(SUBJECT).await?;
        desk.see(QUESTION).await?;
        desk.see(&patient.name).await?;
        desk.fill(&t("team.reply"), ANSWER).await?;
        desk.press(&t("team.send")).await?;
        desk.see(ANSWER).await?;

        // The answer appears in the patient's open page without reloading.
        phone.see(ANSWER).await?;
        phone.see(&nurse.name).await?;
        ensure!(phone.eval::<bool>("return window.stillTheSamePage === true", &[]).await?, "the page was loaded again");

        // Feedback for a past visit, and the care team sees it.
        phone.follow(&t("common.nav.feedback")).await?;
        phone.press(&t("feedback.start")).await?;
        give_feedback(&phone).await?;
        desk.follow(&t("common.nav.feedback")).await?;
        desk.see(&t("team.feedback_title")).await?;
        desk.see(PRAISE).await?;

        // Nothing about health stays in the browser's own stores, and signing out closes the record.
        nothing_is_left_in_the_browser(&phone, &[SUBJECT, QUESTION, ANSWER, PRAISE, &patient.name]).await?;
        phone.follow(&t("common.nav.security")).await?;
        steps::sign_out(&phone).await?;
        nothing_is_left_in_the_browser(&phone, &[SUBJECT, QUESTION, ANSWER, PRAISE, &patient.name]).await?;
        phone.goto("/record/results").await?;
        phone.see(&t("sign_in.title")).await?;
        phone.must_not_show(&patient.name).await
    })
    .await;
}

async fn open_a_result_with_a_trend(phone: &Browser) -> Result<()> {
    let open = "const rows = [...document.querySelectorAll('main a[href^=\"/record/results/\"]')]; rows[0]?.click(); return rows.length";
    let rows: u64 = salus_e2e::wait::until("results to choose from", async || {
        let rows: u64 = phone.eval(open, &[]).await?;
        Ok((rows > 0).then_some(rows))
    })
    .await?;
    ensure!(rows > 1, "a record of years has more than one result");
    phone.see(&t("record.result.over_time")).await?;
    phone.choose(&t("record.result.table")).await?;
    phone.wait_for(&["table"], "").await?;
    phone.see(&t("record.result.column_value")).await?;
    Ok(())
}

async fn give_feedback(phone: &Browser) -> Result<()> {
    phone.see(&tf("feedback.question", &[("step", "1"), ("steps", "3")])).await?;
    phone.choose(&t("feedback.very_good")).await?;
    phone.press(&t("common.continue_")).await?;
    phone.see(&t("feedback.listened")).await?;
    phone.choose(&t("feedback.definitely")).await?;
    phone.press(&t("common.continue_")).await?;
    phone.fill(&t("feedback.comment_label"), PRAISE).await?;
    phone.press(&t("feedback.send")).await?;
    phone.see(&t("feedback.thanks_title")).await
}

/// Looks through everything that a browser keeps for an origin.
async fn nothing_is_left_in_the_browser(browser: &Browser, secrets: &[&str]) -> Result<()> {
    let kept: String = browser
        .eval_later(
            r#"
            const done = arguments[arguments.length - 1];
            const kept = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
            const read = async () => {
              for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                  kept.push(request.url);
                  const response = await cache.match(request);
                  if (!/wasm|png/.test(response.headers.get("content-type") ?? "")) kept.push(await response.text());
                }
              }
              for (const { name } of await indexedDB.databases()) kept.push(`database ${name}`);
            };
            read().then(() => done(kept.join("\n")), (error) => done(`unread: ${error}`));
            "#,
            &[],
        )
        .await?;
    ensure!(!kept.contains("unread:"), "{kept}");
    for secret in secrets {
        ensure!(!kept.contains(secret), "the browser keeps something about the patient's health");
    }
    ensure!(!kept.contains("/api/"), "an answer of the API is in a cache");
    Ok(())
}
