//! One person's browser.

use std::{
    collections::BTreeMap,
    path::Path,
    process::Stdio,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use http::Method;
use serde_json::{Value, json};
use thirtyfour::{
    Capabilities, SessionId, WebDriver, WebElement,
    common::{command::FormatRequestData, requestdata::RequestData},
};
use tokio::process::{Child, Command};

use crate::{
    practice::{free_port, given},
    wait::until,
    words::said_in,
};

const FIND: &str = include_str!("find.js");

/// How large the window is, and whether it is dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether the person has asked the system for dark colours.
    pub dark: bool,
}

impl Screen {
    /// A phone of today.
    pub const PHONE: Self = Self { width: 390, height: 844, dark: false };
    /// The narrowest that must work: WCAG 2.2, success criterion 1.4.10.
    pub const NARROW: Self = Self { width: 320, height: 640, dark: false };
    /// A desktop window.
    pub const DESK: Self = Self { width: 1280, height: 900, dark: false };

    /// The same in the dark.
    #[must_use]
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }
}

/// An answer that became a page, as the browser took it.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Document {
    /// Its address.
    pub url: String,
    headers: BTreeMap<String, String>,
}

impl Document {
    /// What a header says; empty if it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// A browser with nobody signed in.
pub struct Browser {
    driver: WebDriver,
    origin: String,
    language: RwLock<Option<&'static str>>,
    _chromedriver: Child,
}

impl Browser {
    /// Opens one with an empty profile.
    pub async fn open(origin: &str, screen: Screen) -> Result<Self> {
        Self::open_with(origin, screen, &[]).await
    }

    /// Opens one with more arguments for Chromium.
    pub async fn open_with(origin: &str, screen: Screen, arguments: &[&str]) -> Result<Self> {
        Self::open_as(origin, screen, capabilities(arguments, &["browser"])?).await
    }

    /// Opens one that notes what comes over the network, for [`Self::documents`].
    pub async fn open_listening(origin: &str, screen: Screen) -> Result<Self> {
        Self::open_as(origin, screen, capabilities(&[], &["browser", NETWORK])?).await
    }

    async fn open_as(origin: &str, screen: Screen, wanted: Capabilities) -> Result<Self> {
        let port = free_port()?;
        let chromedriver = Command::new(given("SALUS_CHROMEDRIVER")?)
            .arg(format!("--port={port}"))
            .arg("--log-level=SEVERE")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("could not start chromedriver")?;
        let address = format!("http://127.0.0.1:{port}");
        let driver =
            until("chromedriver to answer", async || Ok(Some(WebDriver::new(address.as_str(), wanted.clone()).await?)))
                .await?;
        driver.set_script_timeout(Duration::from_secs(60)).await?;
        let browser =
            Self { driver, origin: origin.to_owned(), language: RwLock::new(None), _chromedriver: chromedriver };
        browser.show_on(screen).await?;
        Ok(browser)
    }

    /// Changes the size and the colours of the window.
    pub async fn show_on(&self, screen: Screen) -> Result<()> {
        self.show_with(screen, "none").await
    }

    /// The same with the colours of a person who has chosen all colours alike for everything: forced colours.
    pub async fn show_in_forced_colours(&self, screen: Screen) -> Result<()> {
        self.show_with(screen, "active").await
    }

    async fn show_with(&self, screen: Screen, forced: &str) -> Result<()> {
        let size = json!({ "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = if screen.dark { "dark" } else { "light" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
            { "name": "forced-colors", "value": forced },
        ] });
        self.devtools("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// From now on the person in front of this browser reads this language: every address that is opened asks for it, and
    /// [`Self::t`] gives its words.
    pub fn speak(&self, language: &'static str) {
        *self.language.write().unwrap_or_else(PoisonError::into_inner) = Some(language);
    }

    /// The language that the person reads: English, until another is spoken.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.asked_for().unwrap_or("en")
    }

    fn asked_for(&self) -> Option<&'static str> {
        *self.language.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The portal's text under a key, in the language that the person reads.
    ///
    /// # Panics
    /// If there is no such text.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        said_in(self.language(), key)
    }

    /// Opens a path of the portal as if it were typed into the address bar.
    pub async fn goto(&self, path: &str) -> Result<()> {
        Ok(self.driver.goto(format!("{}{}", self.origin, asking_for(path, self.asked_for()))).await?)
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// The path in the address bar.
    pub async fn path(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// Waits until the address bar shows this path.
    pub async fn arrives_at(&self, path: &str) -> Result<()> {
        until(&format!("the address {path}"), async || Ok((self.path().await? == path).then_some(()))).await
    }

    /// Waits for a link or button of this name and activates it.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.activate(&["button", "link"], name).await
    }

    /// Waits for a link of this name and follows it.
    pub async fn follow(&self, name: &str) -> Result<()> {
        self.activate(&["link"], name).await
    }

    /// Waits for a choice (radio button or checkbox) of this name and takes it.
    pub async fn choose(&self, name: &str) -> Result<()> {
        until(&format!("the choice \"{name}\" to be taken"), async || {
            let choice = self.look(&["radio", "checkbox"], name).await?.context("there is no such choice")?;
            if !choice.is_selected().await? {
                // People touch the words: the label may cover the mark.
                let label = "const it = arguments[0].labels?.[0] ?? arguments[0]; it.scrollIntoView({ block: 'center' }); return it";
                self.driver.execute(label, vec![choice.to_json()?]).await?.element()?.click().await?;
            }
            Ok(choice.is_selected().await?.then_some(()))
        })
        .await
    }

    /// Waits for a list of choices of this label and picks the one that says this.
    pub async fn pick(&self, label: &str, words: &str) -> Result<()> {
        until(&format!("\"{words}\" to be picked in \"{label}\""), async || {
            let list = self.look(&["combobox"], label).await?.context("there is no such list")?;
            let find = "return [...arguments[0].options].find((it) => it.textContent.trim() === arguments[1]) ?? null";
            let found = self.driver.execute(find, vec![list.to_json()?, json!(words)]).await?;
            ensure!(!found.json().is_null(), "there is no such choice");
            let choice = found.element()?;
            choice.click().await?;
            Ok(choice.is_selected().await?.then_some(()))
        })
        .await
    }

    /// From now on files that the page gives away are kept in this folder.
    pub async fn keep_files_in(&self, folder: &Path) -> Result<()> {
        let way = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Browser.setDownloadBehavior", way).await.map(|_: Value| ())
    }

    /// Waits for a field of this label and writes into it, in place of what is there.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        until(&format!("the field \"{label}\" to take the text"), async || {
            let field = self.look(&["textbox"], label).await?.context("there is no such field")?;
            field.clear().await?;
            field.send_keys(text).await?;
            Ok((field.value().await?.as_deref() == Some(text)).then_some(()))
        })
        .await
    }

    /// What stands in the field of this label.
    pub async fn content(&self, label: &str) -> Result<String> {
        let field = self.wait_for(&["textbox"], label).await?;
        Ok(field.value().await?.unwrap_or_default())
    }

    /// Waits for something of one of these roles with this name.
    pub async fn wait_for(&self, roles: &[&str], name: &str) -> Result<WebElement> {
        until(&format!("{} \"{name}\"", roles.join(" or ")), async || self.look(roles, name).await).await
    }

    /// Looks once for something of one of these roles with this name.
    pub async fn look(&self, roles: &[&str], name: &str) -> Result<Option<WebElement>> {
        let found = self.driver.execute(FIND, vec![json!(roles), json!(name)]).await?;
        if found.json().is_null() { Ok(None) } else { Ok(Some(found.element()?)) }
    }

    async fn activate(&self, roles: &[&str], name: &str) -> Result<()> {
        until(&format!("{} \"{name}\" to be pressed", roles.join(" or ")), async || {
            let element =
                self.look(roles, name).await?.with_context(|| format!("there is no {}", roles.join(" or ")))?;
            ensure!(element.is_enabled().await?, "it is there, but disabled");
            // As a person scrolls: out from under the tabs at the thumb.
            let centre = "arguments[0].scrollIntoView({ block: 'center' })";
            self.driver.execute(centre, vec![element.to_json()?]).await?;
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Waits until the page shows this text.
    pub async fn see(&self, text: &str) -> Result<()> {
        until(&format!("the text \"{text}\""), async || Ok(self.text().await?.contains(&plain(text)).then_some(())))
            .await
    }

    /// Waits until the page no longer shows this text.
    pub async fn gone(&self, text: &str) -> Result<()> {
        until(&format!("the text \"{text}\" to go"), async || {
            Ok((!self.text().await?.contains(&plain(text))).then_some(()))
        })
        .await
    }

    /// Fails if the page shows this text now.
    pub async fn must_not_show(&self, text: &str) -> Result<()> {
        ensure!(!self.text().await?.contains(&plain(text)), "the page shows \"{text}\"");
        Ok(())
    }

    /// What the page shows, with single spaces.
    pub async fn text(&self) -> Result<String> {
        Ok(plain(&self.eval::<String>("return document.body.innerText", &[]).await?))
    }

    /// Presses keys wherever the focus is, as from a keyboard.
    pub async fn keys(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Presses the Tab key, as on a keyboard: the page sees it where its focus is, and the browser moves the focus.
    pub async fn tab(&self) -> Result<()> {
        for kind in ["rawKeyDown", "keyUp"] {
            let key = json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9, "nativeVirtualKeyCode": 9 });
            self.devtools("Input.dispatchKeyEvent", key).await?;
        }
        Ok(())
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn eval<T: serde::de::DeserializeOwned>(&self, script: &str, args: &[Value]) -> Result<T> {
        Ok(self.driver.execute(script, args.to_vec()).await?.convert()?)
    }

    /// Runs a script that hands its result to its last argument.
    pub async fn eval_later<T: serde::de::DeserializeOwned>(&self, script: &str, args: &[Value]) -> Result<T> {
        Ok(self.driver.execute_async(script, args.to_vec()).await?.convert()?)
    }

    /// A picture of what is on the screen, as a PNG file.
    pub async fn png(&self) -> Result<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Saves a picture of what is on the screen.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        Ok(self.driver.screenshot(file).await?)
    }

    /// Saves a picture of the whole page, however long.
    pub async fn whole_picture(&self, file: &Path, screen: Screen) -> Result<()> {
        self.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
        let height: u32 = self.eval("return Math.ceil(document.documentElement.scrollHeight)", &[]).await?;
        self.show_on(Screen { height: height.clamp(screen.height, 6_000), ..screen }).await?;
        self.picture(file).await?;
        self.show_on(screen).await
    }

    /// Sends a command of the DevTools protocol.
    pub async fn devtools(&self, method: &str, params: Value) -> Result<Value> {
        self.wire(Method::POST, "goog/cdp/execute", Some(json!({ "cmd": method, "params": params }))).await
    }

    /// Sends a WebDriver command that the library does not know.
    pub async fn wire(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value> {
        let command = Wire { method, path: path.to_owned(), body };
        Ok(self.driver.cmd(command).await?.value_json()?)
    }

    /// Address, title, text and console, for a report.
    pub async fn describe(&self) -> String {
        let url = self.driver.current_url().await.map_or_else(|error| error.to_string(), |url| url.to_string());
        let title = self.driver.title().await.unwrap_or_default();
        let text = self.eval::<String>("return document.body.innerText", &[]).await.unwrap_or_default();
        let console = self.console().await.unwrap_or_default().join("\n");
        format!("address: {url}\ntitle: {title}\ntext:\n{text}\nconsole:\n{console}")
    }

    /// What the console holds, and forgets thereby.
    pub async fn console(&self) -> Result<Vec<String>> {
        let lines = self.driver.get_log("browser").await?;
        Ok(lines.into_iter().map(|line| format!("{:?}", line)).collect())
    }

    /// The answers that became pages since it was last asked, whether they came from the server or from the offline shell. Only a
    /// browser that was opened to listen knows them.
    pub async fn documents(&self) -> Result<Vec<Document>> {
        let mut documents = Vec::new();
        for entry in self.driver.get_log(NETWORK).await? {
            let noted: Value = serde_json::from_str(&entry.message)?;
            let is_answer = noted.pointer("/message/method").is_some_and(|name| name == "Network.responseReceived");
            let params =
                noted.pointer("/message/params").filter(|it| it.get("type").is_some_and(|it| it == "Document"));
            let Some(response) = params.filter(|_| is_answer).and_then(|params| params.get("response")) else {
                continue;
            };
            let document: Document = serde_json::from_value(response.clone())?;
            if document.url.starts_with(&self.origin) {
                documents.push(document);
            }
        }
        Ok(documents)
    }

    /// Closes it.
    pub async fn close(&self) {
        let _ = self.wire(Method::DELETE, "window", None).await;
        let _ = self.driver.clone().quit().await;
    }
}

/// The address with the language in it, if one is asked for: what was asked for last time is kept by the portal.
fn asking_for(path: &str, language: Option<&str>) -> String {
    let Some(language) = language else { return path.to_owned() };
    let (address, fragment) = path.find('#').map_or((path, ""), |at| path.split_at(at));
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}lang={language}{fragment}")
}

/// Text as a person reads it: single spaces, no marks of direction.
#[must_use]
pub fn plain(text: &str) -> String {
    let no_marks: String =
        text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')).collect();
    no_marks.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Chromedriver's name for the log of events of the DevTools protocol, those of the network among them.
const NETWORK: &str = "performance";

fn capabilities(more: &[&str], logs: &[&str]) -> Result<Capabilities> {
    let usual = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-GB",
    ];
    let args: Vec<&str> = usual.iter().chain(more).copied().collect();
    let logs: serde_json::Map<String, Value> = logs.iter().map(|log| ((*log).to_owned(), json!("ALL"))).collect();
    let wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "args": args, "binary": given("SALUS_CHROMIUM")? },
        "goog:loggingPrefs": logs,
        "webauthn:virtualAuthenticators": true,
    });
    match wanted {
        Value::Object(map) => Ok(map.into()),
        _ => bail!("capabilities are an object"),
    }
}

/// One WebDriver command below the session.
#[derive(Debug)]
struct Wire {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for Wire {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        let data =
            RequestData::new(self.method.clone(), Arc::<str>::from(format!("session/{session_id}/{}", self.path)));
        match &self.body {
            Some(body) => data.add_body(body.clone()),
            None => data,
        }
    }
}
