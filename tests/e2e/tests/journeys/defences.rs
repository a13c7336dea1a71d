//! The browser's own defences: no page needs what the policy refuses, and what an attacker would put in is refused: script in
//! markup, script from text, an address that is a script, a file that is not the one that was built.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use salus_e2e::{
    browser::{Browser, Screen},
    pages::{FIRST_IN_INBOX, FIRST_OF, GUEST, PATIENT, TEAM, complete, open_first},
    practice::{Practice, copy, given},
    steps,
    story::tell,
    wait::until,
    words::t,
};
use serde_json::{Value, json};

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

#[tokio::test]
#[ignore = "needs the server and a browser: cargo xtask test --only e2e"]
async fn no_page_needs_what_the_policy_refuses() {
    tell(async |practice| {
        let phone = practice.phone().await?;
        watch(&phone).await?;
        for (path, sign) in GUEST {
            phone.goto(path).await?;
            phone.see(&t(sign)).await?;
            nothing_was_stopped(&phone, path).await?;
        }
        steps::enter_as_patient(&phone, &practice.patient_with_password()?).await?;
        for (path, sign) in PATIENT {
            phone.goto(path).await?;
            phone.see(&t(sign)).await?;
            nothing_was_stopped(&phone, path).await?;
        }
        for (name, list, first) in FIRST_OF {
            phone.goto(list).await?;
            open_first(&phone, first).await?;
            nothing_was_stopped(&phone, name).await?;
        }
        let desk = practice.desk().await?;
        watch(&desk).await?;
        steps::enter_as_staff(&desk, &practice.staff_with_password()?).await?;
        for (path, sign) in TEAM {
            desk.goto(path).await?;
            desk.see(&t(sign)).await?;
            nothing_was_stopped(&desk, path).await?;
        }
        desk.goto("/team").await?;
        open_first(&desk, FIRST_IN_INBOX).await?;
        nothing_was_stopped(&desk, "a conversation").await?;
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
