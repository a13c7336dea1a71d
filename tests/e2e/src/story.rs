//! Tells one journey: opens the practice, and when something goes wrong says what everybody saw.
#![expect(clippy::print_stdout, reason = "a failing test prints what is needed to understand it")]

use std::{fs, thread};

use anyhow::Result;

use crate::practice::{Practice, given};

/// Runs a journey in a practice of its own.
///
/// # Panics
/// If the journey fails; before that, prints address, text and console of every browser and the end of the server's log.
pub async fn tell(journey: impl AsyncFnOnce(&Practice) -> Result<()>) {
    let name = thread::current().name().unwrap_or("journey").rsplit("::").next().unwrap_or_default().to_owned();
    let result = match Practice::open().await {
        Ok(practice) => {
            let result = journey(&practice).await;
            if result.is_err() {
                report(&name, &practice).await;
            }
            for browser in practice.opened() {
                browser.close().await;
            }
            result
        }
        Err(error) => Err(error),
    };
    #[expect(clippy::panic, reason = "this is how a test fails")]
    if let Err(error) = result {
        panic!("{name}: {error:#}");
    }
}

async fn report(name: &str, practice: &Practice) {
    for (number, browser) in practice.opened().iter().enumerate() {
        println!("---- {name}, browser {} ----\n{}", number + 1, browser.describe().await);
        let Ok(folder) = given("SALUS_FAILURES") else { continue };
        let file = folder.join(format!("{name}-{}.png", number + 1));
        if fs::create_dir_all(&folder).is_ok() && browser.picture(&file).await.is_ok() {
            println!("picture: {}", file.display());
        }
    }
    let log = practice.log();
    let lines: Vec<&str> = log.lines().collect();
    println!(
        "---- {name}, server ----\n{}",
        lines.get(lines.len().saturating_sub(40)..).unwrap_or_default().join("\n")
    );
}
