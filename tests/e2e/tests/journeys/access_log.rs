//! Who looked: the patient sees it, asks about it, keeps a copy of it, and finds out when somebody has changed it.

use std::fs;

use anyhow::{Context, Result, ensure};
use salus_e2e::{
    browser::{Browser, plain},
    passkey::Passkey,
    people::Somebody,
    practice::Practice,
    steps,
    story::tell,
    wait::until,
    words::{beginning, t, tf},
};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

const SUBJECT: &str = "Cough at night";
const QUESTION: &str = "For a week I have been coughing at night. What can I do?";
const DOUBT: &str = "I do not know this person. Why did they read my messages?";

/// A patient whose conversation a nurse has opened in another browser. Both are signed in.
async fn looked_at(practice: &Practice, phone: &Browser, desk: &Browser) -> Result<Somebody> {
    steps::take_up_as_patient(phone, &practice.invited_patient()?).await?;
    phone.goto("/messages/new").await?;
    steps::write_message(phone, SUBJECT, QUESTION).await?;
    phone.see(&t("messages.state.waiting")).await?;
    let nurse = practice.staff_with_password()?;
    steps::enter_as_staff(desk, &nurse).await?;
    desk.press(SUBJECT).await?;
    desk.see(QUESTION).await?;
    phone.follow(&t("common.nav.security")).await?;
    phone.see(&t("security.looked_title")).await?;
    Ok(nurse)
}

/// The lines that the list shows.
async fn lines(phone: &Browser) -> Result<Vec<String>> {
    let read = "const list = [...document.querySelectorAll('ul')].find((it) => it.ariaLabel === arguments[0]);
        return [...(list?.children ?? [])].map((line) => line.innerText)";
    let lines: Vec<String> = phone.eval(read, &[t("security.looked_title").into()]).await?;
    Ok(lines.iter().map(|line| plain(line)).collect())
}

/// What the newest line that is shown says was done. A nurse who opens a conversation sees more beside it, and each is a line.
async fn newest_act(phone: &Browser) -> Result<String> {
    let read = "return document.querySelector('#looked-0')?.firstChild.textContent ?? ''";
    let act: String = phone.eval(read, &[]).await?;
    ensure!(!act.trim().is_empty(), "no line says what was done");
    Ok(act.trim().to_owned())
}

/// Waits until the list shows lines, and these only.
async fn shows_only(phone: &Browser, whose: &str) -> Result<()> {
    until(&format!("the lines of {whose} alone"), async || {
        let lines = lines(phone).await?;
        Ok((!lines.is_empty() && lines.iter().all(|line| line.contains(whose))).then_some(()))
    })
    .await
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_patient_asks_about_a_look_and_the_care_team_sees_which() {
    tell(async |practice| {
        let (phone, desk) = (practice.phone().await?, practice.desk().await?);
        Passkey::plug_in(&phone).await?;
        let nurse = looked_at(practice, &phone, &desk).await?;

        // Others first, of whom the nurse was the last, then one kind of them after the other.
        shows_only(&phone, &nurse.name).await?;
        phone.pick(&t("security.who.label"), &t("access.practice_system")).await?;
        shows_only(&phone, &t("access.practice_system")).await?;
        phone.pick(&t("security.who.label"), &t("security.who.team")).await?;
        shows_only(&phone, &nurse.name).await?;

        // A question about a line takes the line along.
        let act = newest_act(&phone).await?;
        let unknown = tf("security.unknown_of", &[("name", &nurse.name), ("time", "")]);
        phone.follow(unknown.trim_end()).await?;
        phone.see(&t("messages.access_next")).await?;
        let line = [&nurse.name, ", "].concat();
        phone.see(&line).await?;
        ensure!(
            phone.content(&t("messages.subject")).await? == t("messages.access_subject"),
            "no subject is suggested"
        );
        phone.fill(&t("messages.body"), DOUBT).await?;
        phone.press(&t("messages.send")).await?;
        phone.see(&t("messages.state.waiting")).await?;
        phone.see(&act).await?;

        desk.follow(&t("common.nav.inbox")).await?;
        desk.press(&t("messages.access_subject")).await?;
        desk.see(DOUBT).await?;
        desk.see(&t("team.about")).await?;
        desk.see(&line).await?;
        desk.see(&act).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_patient_keeps_the_list_as_a_file_after_a_fresh_proof() {
    tell(async |practice| {
        let (phone, desk) = (practice.phone().await?, practice.desk().await?);
        Passkey::plug_in(&phone).await?;
        let nurse = looked_at(practice, &phone, &desk).await?;
        let kept = tempfile::Builder::new().prefix("salus-kept-").tempdir()?;
        phone.keep_files_in(kept.path()).await?;

        // Whoever would rather not confirm it gets no file.
        phone.press(&t("security.save")).await?;
        phone.see(&t("security.proof_title")).await?;
        phone.press(&t("security.proof_not_now")).await?;
        phone.gone(&t("security.proof_title")).await?;
        ensure!(fs::read_dir(kept.path())?.next().is_none(), "there is a file without a proof");

        phone.press(&t("security.save")).await?;
        steps::prove(&phone).await?;
        phone.see(&beginning("security.saved")).await?;
        let file = until("the file", async || {
            let mut files = fs::read_dir(kept.path())?.filter_map(|file| Some(file.ok()?.path()));
            Ok(files.find(|file| file.extension().is_some_and(|kind| kind == "csv")))
        })
        .await?;
        let text = fs::read_to_string(&file)?;
        let text = text.strip_prefix('\u{feff}').context("a spreadsheet would not know that the file is UTF-8")?;
        ensure!(text.starts_with(&t("security.column.number")), "the file has no headings: {text}");
        let look = t("access.action.read_thread");
        ensure!(text.lines().any(|line| line.contains(&nurse.name) && line.contains(&look)), "no look: {text}");
        ensure!(text.contains(&t("access.action.exported_access_log")), "keeping it leaves no line: {text}");
        ensure!(!text.lines().any(|line| line.starts_with(['=', '+', '-', '@'])), "a line is a formula: {text}");

        // That a file was kept is a look as well, and everybody who looks at the list later sees it.
        phone.reload().await?;
        phone.pick(&t("security.who.label"), &t("access.you")).await?;
        until("the line about the file", async || {
            let line = t("access.action.exported_access_log");
            Ok(lines(&phone).await?.iter().any(|it| it.contains(&line)).then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_line_that_was_changed_in_the_database_is_found_by_the_patient_and_by_the_operator() {
    tell(async |practice| {
        let (phone, desk) = (practice.phone().await?, practice.desk().await?);
        Passkey::plug_in(&phone).await?;
        looked_at(practice, &phone, &desk).await?;

        phone.press(&t("security.check")).await?;
        phone.see(&t("security.check_right")).await?;
        phone.press(&t("common.close")).await?;
        let before = practice.salus(&["verify-log"]).await?;
        ensure!(before.code == Some(0), "{before:?}");

        let number = change_a_look(practice).await?.to_string();
        phone.press(&t("security.check")).await?;
        phone.see(&t("security.check_wrong")).await?;
        phone.see(&tf("security.fault_edited", &[("number", &number)])).await?;
        phone.wait_for(&["link"], &t("security.check_write")).await?;
        let after = practice.salus(&["verify-log"]).await?;
        ensure!(after.code == Some(1), "{after:?}");
        ensure!(after.text.contains(&format!(": line {number} was changed")), "the line is not named: {after:?}");

        // The check is no cure, and reading goes on.
        phone.reload().await?;
        phone.see(&t("security.looked_title")).await?;
        phone.press(&t("security.check")).await?;
        phone.see(&t("security.check_wrong")).await
    })
    .await;
}

/// Puts the care team's newest look at a conversation on another day, as somebody would who can write to the database file. Gives
/// the line's number.
async fn change_a_look(practice: &Practice) -> Result<i64> {
    let file = SqliteConnectOptions::new().filename(practice.data().join("salus.db"));
    let mut database = SqliteConnection::connect_with(&file).await?;
    let change = "UPDATE access_log SET at = at - 86400000000
        WHERE id = (SELECT id FROM access_log WHERE actor_kind = 'staff' AND action = 'read_thread' ORDER BY at DESC LIMIT 1)
        RETURNING number";
    let refused = sqlx::query_scalar::<_, i64>(change).fetch_one(&mut database).await;
    ensure!(refused.is_err(), "the database lets a line be changed");
    sqlx::query("DROP TRIGGER access_log_stays_as_written").execute(&mut database).await?;
    let number = sqlx::query_scalar(change).fetch_one(&mut database).await?;
    database.close().await?;
    Ok(number)
}
