//! A patient who has lost every way in: two members of the care team, a day of waiting, and a link with which the owner stops it.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use salus_e2e::{
    browser::Browser,
    passkey::Passkey,
    people::{Somebody, codes},
    practice::Practice,
    steps,
    story::tell,
    wait::until,
    words::{beginning, t, tf},
};

/// A member of the care team at a desk of their own, with a passkey, on the page for lost access.
async fn at_a_desk(practice: &Practice, who: &Somebody) -> Result<Arc<Browser>> {
    let desk = practice.desk().await?;
    Passkey::plug_in(&desk).await?;
    steps::take_up_as_staff(&desk, who).await?;
    desk.follow(&t("common.nav.access_help")).await?;
    desk.see(&t("access_help.list_title")).await?;
    Ok(desk)
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn two_of_the_care_team_begin_a_reset_and_the_owner_stops_it_with_the_mailed_link() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let mut team = practice.invited_staff()?.into_iter();
        let (first, second) = (team.next().context("nobody is invited")?, team.next().context("only one is invited")?);
        let number = practice.record_number(&patient)?;
        let here = at_a_desk(practice, &first).await?;

        // A part of the number finds nobody; the whole one finds the patient.
        let part: String = number.chars().take(number.chars().count() - 1).collect();
        here.fill(&t("access_help.value"), &part).await?;
        here.press(&t("access_help.find")).await?;
        here.see(&t("access_help.nobody_title")).await?;
        here.fill(&t("access_help.value"), &number).await?;
        here.press(&t("access_help.find")).await?;
        here.see(&patient.name).await?;

        // The first begins it, and cannot confirm it.
        here.press(&tf("access_help.begin_of", &[("name", &patient.name)])).await?;
        here.see(&tf("access_help.begin_title", &[("name", &patient.name)])).await?;
        here.choose(&t("access_help.document")).await?;
        here.press(&t("access_help.begin")).await?;
        steps::prove(&here).await?;
        here.see(&t("access_help.next_other")).await?;
        let confirm = tf("access_help.confirm_of", &[("name", &patient.name)]);
        ensure!(here.look(&["button"], &confirm).await?.is_none(), "the first of two could confirm it");
        practice.mail(&patient.email, "Reset of your account begun").await?;

        // The second confirms it, and is given the sheet.
        let there = at_a_desk(practice, &second).await?;
        there.see(&t("access_help.next_you")).await?;
        there.press(&confirm).await?;
        there.see(&tf("access_help.confirm_title", &[("name", &patient.name)])).await?;
        there.choose(&t("access_help.document")).await?;
        there.press(&t("access_help.confirm")).await?;
        steps::prove(&there).await?;
        there.see(&t("access_help.sheet_title")).await?;
        let code = until("the code", async || Ok(codes(&there.text().await?).into_iter().next())).await?;
        there.see(&format!("{}/activate", practice.origin())).await?;
        there.choose(&t("access_help.given")).await?;
        there.press(&t("access_help.sheet_done")).await?;
        there.see(&t("access_help.state.waiting")).await?;

        // The patient tries the code, and reads from when on it works.
        let reset = Somebody { activation: Some(format!("/activate#{code}")), ..patient.clone() };
        let phone = practice.phone().await?;
        steps::open_invitation(&phone, &reset).await?;
        phone.see(&beginning("activation.not_ready")).await?;

        // The mail's link stops it, in a browser in which nobody is signed in. Pressing it is a step of its own: programs that
        // look at links in mails stop nothing.
        let link = practice.mail(&patient.email, "Reset of your account confirmed").await?.stop_link()?;
        let other = practice.phone().await?;
        other.goto(&link).await?;
        other.see(&t("recovery.stop_text")).await?;
        other.press(&t("recovery.stop")).await?;
        other.see(&t("recovery.stop_done_title")).await?;
        practice.mail(&patient.email, "Reset of your account stopped").await?;

        // The code is dead, and both can see why.
        steps::open_invitation(&phone, &reset).await?;
        phone.see(&t("errors.invitation_not_valid")).await?;
        for desk in [&here, &there] {
            desk.reload().await?;
            desk.see(&t("access_help.state.stopped")).await?;
            desk.must_not_show(&t("access_help.state.waiting")).await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_patient_who_is_still_signed_in_sees_a_reset_and_stops_it() {
    tell(async |practice| {
        let patient = practice.patient_with_password()?;
        let phone = practice.phone().await?;
        steps::enter_as_patient(&phone, &patient).await?;
        let first = practice.invited_staff()?.into_iter().next().context("nobody is invited")?;
        let here = at_a_desk(practice, &first).await?;
        here.pick(&t("access_help.by"), &t("sign_in.email")).await?;
        here.fill(&t("access_help.value"), &patient.email).await?;
        here.press(&t("access_help.find")).await?;
        here.press(&tf("access_help.begin_of", &[("name", &patient.name)])).await?;
        here.choose(&t("access_help.known")).await?;
        here.press(&t("access_help.begin")).await?;
        steps::prove(&here).await?;
        here.see(&t("access_help.next_other")).await?;

        phone.reload().await?;
        phone.see(&t("recovery.pending_title")).await?;
        phone.press(&t("recovery.pending_stop")).await?;
        phone.see(&t("recovery.stopped_title")).await?;
        phone.follow(&t("common.nav.security")).await?;
        phone.see(&t("access.action.began_reset")).await?;
        phone.must_not_show(&t("recovery.pending_title")).await?;
        here.reload().await?;
        here.see(&t("access_help.state.stopped")).await
    })
    .await;
}
