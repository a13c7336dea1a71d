//! Sending while the network is gone: the text stays, the page says so, and trying again sends once.

use anyhow::ensure;
use salus_e2e::{steps, story::tell, words::t};

const SUBJECT: &str = "A rash on both arms";
const BODY: &str = "It began yesterday after lunch and it itches. I have taken nothing new.";

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_message_survives_a_lost_network_and_arrives_once() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        steps::enter_as_patient(&phone, &patient).await?;
        phone.follow(&t("common.nav.messages")).await?;
        phone.press(&t("messages.new_")).await?;
        phone.wait_for(&["textbox"], &t("messages.body")).await?;

        practice.stop().await?;
        steps::write_message(&phone, SUBJECT, BODY).await?;
        phone.see(&t("messages.not_sent_title")).await?;
        ensure!(phone.content(&t("messages.body")).await? == BODY, "the text is gone");
        ensure!(phone.content(&t("messages.subject")).await? == SUBJECT, "the subject is gone");

        practice.start().await?;
        phone.press(&t("messages.send_again")).await?;
        phone.gone(&t("messages.not_sent_title")).await?;
        phone.see(BODY).await?;

        phone.follow(&t("common.nav.messages")).await?;
        phone.see(SUBJECT).await?;
        let copies = phone.text().await?.matches(SUBJECT).count();
        ensure!(copies == 1, "the conversation is there {copies} times");
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn an_empty_message_is_refused_with_the_reason_beside_the_field() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        steps::enter_as_patient(&phone, &patient).await?;
        phone.goto("/messages/new").await?;
        phone.choose(&t("messages.topic.health")).await?;
        phone.fill(&t("messages.subject"), SUBJECT).await?;
        phone.fill(&t("messages.body"), "   ").await?;
        phone.press(&t("messages.send")).await?;
        phone.see(&t("common.problem_title")).await?;
        phone.see(&salus_e2e::words::tf("errors.empty", &[("what", &t("messages.body_what"))])).await?;
        ensure!(phone.content(&t("messages.subject")).await? == SUBJECT, "the subject is gone");
        Ok(())
    })
    .await;
}
