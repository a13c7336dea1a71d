//! `cargo xtask bench`: the numbers that the portal must keep, printed as a table and written as JSON.
//!
//! Nothing here fails for being slow: a machine that does other things is slow too. The reader judges.

pub mod http;
pub mod import;
pub mod load;
pub mod sign_in;

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::json;

use crate::{
    demo::{self, server::Server},
    dist, place, run, say,
    test::postgres::free_port,
};
use http::Connection;

/// How many accounts are asked for by their address.
const MEMBERS: usize = 50;

/// One measured number beside what it must reach.
#[derive(Serialize)]
struct Figure {
    what: String,
    value: f64,
    unit: &'static str,
    must: &'static str,
}

/// Measures and tells.
pub fn run() -> Result<()> {
    dist::portal()?;
    let salus = dist::server()?;
    let mut figures =
        vec![figure("first visit, Brotli", dist::first_visit_bytes()? as f64 / 1000.0, "KB", "at most 250")];
    dashboard(&salus, &mut figures)?;
    let (resources, seconds) = import::measure(&salus)?;
    figures.push(figure("import, encrypted", resources as f64 / seconds, "resources/s", "at least 2000"));

    say::step("Numbers");
    let mut rows = vec![["what", "measured", "unit", "must"].map(String::from).to_vec()];
    rows.extend(
        figures
            .iter()
            .map(|it| vec![it.what.clone(), format!("{:.1}", it.value), it.unit.to_owned(), it.must.to_owned()]),
    );
    say::line(say::table(&rows));
    let path = place::target().join("bench.json");
    fs::write(&path, serde_json::to_string_pretty(&figures)?).context("cannot write bench.json")?;
    say::note(format!("also in {}", path.display()));
    Ok(())
}

/// The dashboard of a signed-in patient, its access-log line included, on the demo's data.
fn dashboard(salus: &Path, figures: &mut Vec<Figure>) -> Result<()> {
    say::step("Measuring the dashboard");
    let folder = tempfile::Builder::new().prefix("salus-bench-").tempdir()?;
    let port = free_port()?;
    let origin = format!("http://localhost:{port}");
    let (bundles, plan) = demo::write_people(folder.path())?;
    let members = add_members(&plan)?;
    run::read(run::command(salus).arg("import").arg(&bundles).arg("--data").arg(folder.path()))?;
    let mut accounts = run::command(salus);
    let details =
        run::read(accounts.arg("demo").arg(&plan).arg("--data").arg(folder.path()).args(["--origin", &origin]))?;
    let mut server = Server::start(salus, folder.path(), port, &origin)?;
    server.wait_until_ready()?;
    let patient = sign_in(port, &plan, &details)?;
    for connections in [2, 16] {
        let measured = load::measure(&patient, "/api/v1/home", connections)?;
        let name = |what: &str| format!("dashboard, {connections} connections, {what}");
        figures.push(figure(&name("requests"), measured.per_second, "/s", "at least 1000"));
        figures.push(figure(&name("p50"), measured.p50.as_secs_f64() * 1000.0, "ms", ""));
        figures.push(figure(&name("p99"), measured.p99.as_secs_f64() * 1000.0, "ms", "under 25"));
    }
    figures.push(figure("server memory after that", megabytes(server.id(), "VmRSS:")?, "MB", "under 150"));
    say::step("Measuring sign-in");
    let attempts = sign_in::measure(port)?;
    figures.push(figure("sign-in, attempts compared", attempts.per_second, "/s", "at least 50"));
    figures.push(figure("sign-in, attempts put off", attempts.put_off as f64, "", ""));
    figures.push(figure("most memory until then", megabytes(server.id(), "VmHWM:")?, "MB", "under 400"));
    say::step("Measuring whether time tells who has an account");
    for (what, answers) in [
        ("wrong password", sign_in::refusals(port, &members)?),
        ("forgotten password", sign_in::questions(port, &members)?),
    ] {
        for (whose, time) in [("known address", answers.known), ("unknown address", answers.unknown)] {
            figures.push(figure(&format!("{what}, {whose}, p50"), time.as_secs_f64() * 1000.0, "ms", ""));
        }
        figures.push(figure(&format!("{what}, difference of the two"), answers.difference(), "%", "under 5"));
    }
    Ok(())
}

/// Adds members of the care team with a password to the plan of the demo's people, and gives their addresses: enough accounts for
/// many refusals before any of them has to pause.
fn add_members(plan: &Path) -> Result<Vec<String>> {
    let mut people: serde_json::Value = serde_json::from_str(&fs::read_to_string(plan)?)?;
    let staff =
        people.get_mut("staff").and_then(serde_json::Value::as_array_mut).context("the plan has no care team")?;
    let addresses: Vec<String> = (0..MEMBERS).map(|number| format!("member-{number}@example.org")).collect();
    staff.extend(addresses.iter().map(|email| {
        json!({ "name": "Robin Vale", "role": "Nurse", "email": email, "invite": false, "password": "willow-anchor-paper-comet-tiny" })
    }));
    fs::write(plan, people.to_string())?;
    Ok(addresses)
}

/// Signs the demo's patient in with the password and the first recovery code that was printed.
fn sign_in(port: u16, plan: &Path, details: &str) -> Result<Connection> {
    let plan: serde_json::Value = serde_json::from_str(&fs::read_to_string(plan)?)?;
    let patients = plan.get("patients").and_then(serde_json::Value::as_array).into_iter().flatten();
    let (email, password) = patients
        .filter_map(|patient| Some((patient.get("email")?.as_str()?, patient.get("password")?.as_str()?)))
        .next()
        .context("the plan has no patient with a password")?;
    let mut connection = Connection::open(port)?;
    connection.post("/api/v1/sign-in/password", &json!({ "email": email, "password": password }))?;
    let codes = recovery_codes(details);
    let accepted =
        codes.iter().any(|code| connection.post("/api/v1/sign-in/recovery-code", &json!({ "code": code })).is_ok());
    anyhow::ensure!(accepted, "none of the {} printed recovery codes lets the demo's patient in", codes.len());
    Ok(connection)
}

/// Everything in the text that has the shape of a recovery code: groups of letters and figures with hyphens, 26 in all.
#[must_use]
pub fn recovery_codes(text: &str) -> Vec<String> {
    let is_code = |word: &&str| {
        let digits = word.chars().filter(char::is_ascii_alphanumeric).count();
        digits == 26 && word.chars().all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    text.split_whitespace().filter(is_code).map(ToOwned::to_owned).collect()
}

/// Memory of a process, in megabytes: `VmRSS:` is what it has now, `VmHWM:` the most that it ever had.
fn megabytes(process: u32, which: &str) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))
        .context("this system does not tell the memory of a process")?;
    let line = status.lines().find(|line| line.starts_with(which)).context("the system does not tell that")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).context("the system tells no figure")?.parse()?;
    Ok(kilobytes * 1024.0 / 1e6)
}

fn figure(what: &str, value: f64, unit: &'static str, must: &'static str) -> Figure {
    Figure { what: what.to_owned(), value, unit, must }
}

#[cfg(test)]
mod tests {
    #[test]
    fn recovery_codes_are_found_among_other_words() {
        let text = "Code: ABCD-EFGH-JKMN-PQRS-TVWX-YZ0123\nhttp://localhost/activate#X and NORTH-CLINIC";
        assert_eq!(super::recovery_codes(text), ["ABCD-EFGH-JKMN-PQRS-TVWX-YZ0123"]);
    }
}
