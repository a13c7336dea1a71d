//! The browser's own defences: no page needs what the policy refuses, and what an attacker would put in is refused: script in
//! markup, script from text, an address that is a script, a file that is not the one that was built.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use salus_e2e::{
    browser::{Browser, Document, Screen},
    pages::{ARRIVALS, FIRST_IN_INBOX, FIRST_OF, GUEST, PATIENT, Page, TEAM, complete, open_first},
    passkey::Passkey,
    practice::{Practice, copy, given},
    steps,
    story::tell,
    wait::until,
    words::t,
};
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

/// From now on every page notes what its policy stops, before anything of its own runs.
async fn watch(browser: &Browser) -> Result<()> {
    let source = "globalThis.stopped = [];
        addEventListener('securitypolicyviolation', (event) =>
            stopped.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    Ok(())
}

/// What the policy has stopped on the page that is open.
async fn stopped(browser: &Browser) -> Result<Vec<String>> {
    browser.eval("return globalThis.stopped ?? ['nobody watches']", &[]).await
}

async fn nothing_was_stopped(browser: &Browser, page: &str) -> Result<()> {
    complete(browser).await?;
    let stopped = stopped(browser).await?;
    ensure!(stopped.is_empty(), "{page} needs what its policy refuses: {stopped:?}");
    Ok(())
}

/// What every page comes with: a header, and all that it says.
const WHOLE: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("integrity-policy", "blocked-destinations=(script), endpoints=(csp)"),
    ("cache-control", "no-store"),
];

/// The content policy's rules, but for that of scripts, which has a hash in its middle.
const RULES: [&str; 14] = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
    "report-uri /api/v1/reports",
];

fn carries_the_set(document: &Document, page: &str) -> Result<()> {
    for (name, whole) in WHOLE {
        let said = document.header(name);
        ensure!(said == whole, "{page} came with {name}: {said:?}");
    }
    let permissions = document.header("permissions-policy");
    ensure!(
        ["camera=()", "microphone=()", "geolocation=()"].iter().all(|it| permissions.contains(it)),
        "{page} may ask"
    );
    let policy = document.header("content-security-policy");
    let (scripts, rules): (Vec<&str>, Vec<&str>) =
        policy.split(';').map(str::trim).partition(|rule| rule.starts_with("script-src "));
    ensure!(rules.len() == RULES.len() && RULES.iter().all(|it| rules.contains(it)), "{page} came with {policy:?}");
    let [scripts] = scripts.as_slice() else { bail!("{page} came with no rule for scripts, or two: {policy:?}") };
    let sources: Vec<&str> = scripts.split(' ').skip(1).collect();
    let is_ours = |it: &&str| ["'self'", "'wasm-unsafe-eval'"].contains(it) || it.starts_with("'sha256-");
    ensure!(sources.len() == 3 && sources.iter().all(is_ours), "{page} lets scripts come from {sources:?}");
    Ok(())
}

/// The page that is open needs nothing that its policy refuses, and it came, now or earlier, with the whole set of headers. Gives
/// how many pages were loaded since this was last asked.
async fn is_sound(browser: &Browser, page: &str) -> Result<usize> {
    nothing_was_stopped(browser, page).await?;
    let documents = browser.documents().await?;
    for document in &documents {
        carries_the_set(document, page)?;
    }
    Ok(documents.len())
}

/// Opens addresses, each as if it were typed, and looks at each.
async fn open_each(browser: &Browser, pages: &[Page]) -> Result<()> {
    for (path, sign) in pages {
        browser.goto(path).await?;
        browser.see(&t(sign)).await?;
        ensure!(is_sound(browser, path).await? > 0, "nothing tells with which headers {path} came");
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn every_page_comes_with_the_set_of_headers_and_needs_nothing_that_the_policy_refuses() {
    tell(async |practice| {
        let phone = practice.listening(Screen::PHONE).await?;
        watch(&phone).await?;
        open_each(&phone, &GUEST).await?;
        open_each(&phone, &ARRIVALS).await?;
        steps::enter_as_patient(&phone, &practice.patient_with_password()?).await?;
        is_sound(&phone, "signing in").await?;
        open_each(&phone, &PATIENT).await?;
        for (name, list, first) in FIRST_OF {
            phone.goto(list).await?;
            open_first(&phone, first).await?;
            is_sound(&phone, name).await?;
        }
        let desk = practice.listening(Screen::DESK).await?;
        watch(&desk).await?;
        steps::enter_as_staff(&desk, &practice.staff_with_password()?).await?;
        open_each(&desk, &TEAM).await?;
        desk.goto("/team").await?;
        open_first(&desk, FIRST_IN_INBOX).await?;
        is_sound(&desk, "a conversation").await?;
        ensure!(!practice.log().contains("a browser has stopped something"), "a page was reported");
        Ok(())
    })
    .await;
}

/// Lets every session wait for its owner, as after a quarter of an hour in which nobody touched the device.
async fn lock_everybody_out(practice: &Practice) -> Result<()> {
    let file = SqliteConnectOptions::new().filename(practice.data().join("salus.db"));
    let mut database = SqliteConnection::connect_with(&file).await?;
    sqlx::query("UPDATE sessions SET last_used_at = 0").execute(&mut database).await?;
    Ok(database.close().await?)
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn the_steps_of_activation_the_lock_and_a_new_password_need_nothing_that_the_policy_refuses() {
    tell(async |practice| {
        let phone = practice.listening(Screen::PHONE).await?;
        watch(&phone).await?;
        Passkey::plug_in(&phone).await?;
        let patient = practice.invited_patient()?;
        steps::open_invitation(&phone, &patient).await?;
        phone.see(&t("activation.password_title")).await?;
        ensure!(is_sound(&phone, "the invitation").await? == 1, "the invitation is one page");
        steps::set_up_account(&phone, &patient).await?;
        phone.see(&t("home.record_title")).await?;
        // What was stopped is noted as long as the page is not loaded again, so this is all of the steps.
        ensure!(is_sound(&phone, "setting up an account").await? == 0, "a step has loaded the page again");

        lock_everybody_out(practice).await?;
        phone.goto("/record").await?;
        phone.see(&t("common.lock.text")).await?;
        is_sound(&phone, "the lock").await?;
        phone.press(&t("common.lock.passkey")).await?;
        phone.see(&t("record.title")).await?;
        is_sound(&phone, "unlocking").await?;

        phone.goto("/security").await?;
        steps::sign_out(&phone).await?;
        phone.goto("/sign-in/forgotten").await?;
        phone.fill(&t("sign_in.email"), &patient.email).await?;
        phone.press(&t("recovery.ask")).await?;
        phone.see(&t("recovery.code_title")).await?;
        is_sound(&phone, "asking for a code").await?;
        phone.fill(&t("recovery.code"), &practice.mail(&patient.email, "Your code").await?.code()?).await?;
        phone.press(&t("common.continue_")).await?;
        phone.see(&t("activation.password_title")).await?;
        phone.fill(&t("activation.password"), "slow lantern river eleven").await?;
        phone.press(&t("recovery.new")).await?;
        phone.see(&t("recovery.done_text")).await?;
        phone.press(&t("activation.finish")).await?;
        phone.see(&t("home.record_title")).await?;
        ensure!(is_sound(&phone, "a new password").await? == 0, "a step has loaded the page again");

        let desk = practice.listening(Screen::DESK).await?;
        watch(&desk).await?;
        Passkey::plug_in(&desk).await?;
        let nurse = practice.invited_staff()?.into_iter().next().context("nobody in the care team is invited")?;
        steps::take_up_as_staff(&desk, &nurse).await?;
        ensure!(
            is_sound(&desk, "setting up an account of the care team").await? == 1,
            "a step has loaded the page again"
        );
        ensure!(!practice.log().contains("a browser has stopped something"), "a page was reported");
        Ok(())
    })
    .await;
}

/// What an attacker would try, by name. Each must throw or do nothing; none may set `injected`.
const INJECTIONS: [(&str, &str); 12] = [
    (
        "a handler in markup",
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"/x\" onerror=\"injected = 1\">')",
    ),
    ("a handler without a space", "document.body.insertAdjacentHTML('beforeend', '<svg/onload=\"injected = 1\">')"),
    ("script in markup", "document.body.insertAdjacentHTML('beforeend', '<script>injected = 1</script>')"),
    ("a frame in markup", "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/\"></iframe>')"),
    (
        "an address that is a script",
        "document.body.insertAdjacentHTML('beforeend', '<a href=\"JavaScript:injected = 1\">x</a>')",
    ),
    (
        "letters as numbers",
        "document.body.insertAdjacentHTML('beforeend', '<a href=\"java&#115;cript:injected = 1\">x</a>')",
    ),
    ("a page in a frame", "document.createElement('iframe').srcdoc = '<script>parent.injected = 1</script>'"),
    (
        "script as text",
        "const it = document.createElement('script'); it.textContent = 'injected = 1'; document.head.append(it)",
    ),
    ("script from elsewhere", "document.createElement('script').src = 'https://evil.example/x.js'"),
    ("script from here", "document.createElement('script').src = '/sw.js?x'"),
    ("another worker", "await navigator.serviceWorker.register('/sw.js?another')"),
    ("a handler as an attribute", "document.body.setAttribute('onclick', 'injected = 1'); document.body.click()"),
];

/// Refused by the policy alone, where Trusted Types have nothing to say: name, script, and the rule that stops it.
const STOPPED: [(&str, &str, &str); 4] = [
    (
        "a link that is a script",
        "const it = document.createElement('a'); it.href = 'javascript:injected = 1'; document.body.append(it); it.click()",
        "script-src",
    ),
    ("a request elsewhere", "fetch('https://evil.example/').catch(() => {})", "connect-src"),
    ("a style as an attribute", "document.body.setAttribute('style', 'color: red')", "style-src"),
    ("a picture from elsewhere", "new Image().src = 'https://evil.example/x.png'", "img-src"),
];

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn what_an_attacker_puts_into_a_page_does_not_run() {
    tell(async |practice| {
        let phone = practice.phone().await?;
        watch(&phone).await?;
        phone.goto("/").await?;
        phone.see(&t("sign_in.title")).await?;
        complete(&phone).await?;
        for (name, script) in INJECTIONS {
            let thrown = "const done = arguments[arguments.length - 1];
                (async () => { SCRIPT })().then(() => done('nothing'), (error) => done(error.name));";
            let thrown: String = phone.eval_later(&thrown.replace("SCRIPT", script), &[]).await?;
            ensure!(thrown == "TypeError", "{name} was not refused: {thrown}");
        }
        for (name, script, rule) in STOPPED {
            phone.eval::<Value>(&format!("{script}; return null"), &[]).await?;
            until(&format!("{name} to be stopped by {rule}"), async || {
                Ok(stopped(&phone).await?.iter().any(|line| line.starts_with(rule)).then_some(()))
            })
            .await?;
        }
        ensure!(phone.eval::<bool>("return globalThis.injected === undefined", &[]).await?, "something ran");

        // Without the flag the DevTools protocol would go past the policy, and this would say nothing.
        for text in ["eval('1 + 1')", "new Function('return 1')()", "setTimeout('injected = 1', 0)"] {
            let question = json!({ "expression": text, "allowUnsafeEvalBlockedByCSP": false });
            let answer = phone.devtools("Runtime.evaluate", question).await?;
            ensure!(answer.get("exceptionDetails").is_some(), "{text} was not refused: {answer}");
        }

        // A second policy that lets everything through cannot be made.
        let second = "try { trustedTypes.createPolicy('default', { createHTML: (it) => it }); return 'made' } catch { return 'refused' }";
        ensure!(phone.eval::<String>(second, &[]).await? == "refused", "the filter can be replaced");

        // The server learns of it, without the address's query.
        until("a report in the server's log", async || {
            Ok(practice.log().contains("a browser has stopped something").then_some(()))
        })
        .await
    })
    .await;
}

/// A copy of the built portal in which one file was changed, the way a file on a server or on the way would be.
fn tampered(start: &str, end: &str) -> Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix("salus-tampered-").tempdir()?;
    copy(&given("SALUS_SPA")?, folder.path())?;
    let mut changed = 0;
    for entry in fs::read_dir(folder.path().join("assets"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with(start) || !name.trim_end_matches(".br").trim_end_matches(".gz").ends_with(end) {
            continue;
        }
        if name.ends_with(".br") || name.ends_with(".gz") {
            fs::remove_file(&path)?;
            continue;
        }
        change(&path)?;
        changed += 1;
    }
    ensure!(changed > 0, "there is no {start}...{end}");
    Ok(folder)
}

/// Changes a file so that it would still work if nobody looked.
fn change(path: &Path) -> Result<()> {
    let mut content = fs::read(path)?;
    match path.extension().and_then(|kind| kind.to_str()) {
        // A section of one's own, which every engine skips (WebAssembly core specification, section 5.5.3).
        Some("wasm") => content.extend([0, 2, 1, b'x']),
        Some("js") => content.extend(b";globalThis.injected=1;"),
        Some("css") => content.extend(b"html{--injected:1}"),
        _ => {
            let first = content.first_mut().context("the file is empty")?;
            *first ^= 1;
        }
    }
    Ok(fs::write(path, content)?)
}

async fn open_tampered(
    practice: &Practice,
    start: &str,
    end: &str,
) -> Result<(tempfile::TempDir, std::sync::Arc<Browser>)> {
    let folder = tampered(start, end)?;
    practice.stop().await?;
    practice.start_with(folder.path()).await?;
    Ok((folder, practice.browser(Screen::PHONE).await?))
}

// Every file that the page names is tried here and below: scripts, the program, its parts, texts, styles. Not `sw.js`: browsers
// take no hash for the script of a worker (W3C Subresource Integrity names none), so whoever can change it on the server or on the
// way can also change the page that the hashes stand in. The policy holds it to this server (`worker-src 'self'`).
#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_file_that_was_changed_does_not_run() {
    tell(async |practice| {
        for (start, end) in
            [("boot-", ".js"), ("portal-", ".js"), ("portal-", ".wasm"), ("parts-", ".js"), ("texts-en", ".txt")]
        {
            let (_folder, phone) = open_tampered(practice, start, end).await?;
            phone.goto("/").await?;
            if start == "boot-" {
                // Nothing runs, so nothing can say it; the page is still there, with the number to call.
                until("the browser to refuse it", async || {
                    Ok(phone.console().await?.iter().any(|line| line.contains("integrity")).then_some(()))
                })
                .await?;
            } else {
                phone.see(&t("shell.failed")).await?;
            }
            phone.see(&t("shell.emergency_call")).await?;
            phone.must_not_show(&t("sign_in.title")).await?;
            ensure!(phone.eval::<bool>("return globalThis.injected === undefined", &[]).await?, "{start}...{end} ran");
            phone.close().await;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_part_that_was_changed_does_not_run_and_the_rest_does() {
    tell(async |practice| {
        let (_folder, phone) = open_tampered(practice, "part-", ".wasm").await?;
        phone.goto("/").await?;
        phone.see(&t("sign_in.title")).await?;
        phone.goto("/accessibility").await?;
        until("the browser to refuse the part", async || {
            Ok(phone.console().await?.iter().any(|line| line.contains("integrity")).then_some(()))
        })
        .await?;
        phone.must_not_show(&t("accessibility.can_title")).await
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn a_style_that_was_changed_is_not_used_and_the_portal_still_opens() {
    tell(async |practice| {
        let (_folder, phone) = open_tampered(practice, "salus-", ".css").await?;
        phone.goto("/").await?;
        phone.see(&t("sign_in.title")).await?;
        until("the browser to refuse the style", async || {
            Ok(phone.console().await?.iter().any(|line| line.contains("integrity")).then_some(()))
        })
        .await?;
        let used = "return getComputedStyle(document.documentElement).getPropertyValue('--injected')";
        ensure!(phone.eval::<String>(used, &[]).await?.is_empty(), "the changed style is used");
        Ok(())
    })
    .await;
}
