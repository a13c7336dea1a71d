//! Invitations that do not work, and those that an operator makes.

use anyhow::Context;
use salus_e2e::{passkey::Passkey, people, steps, story::tell, words::t};

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
