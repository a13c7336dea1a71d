//! `cargo xtask dev` and `cargo xtask gallery`: live-reloading pages while one works on them.

use std::path::PathBuf;

use anyhow::Result;

use crate::{demo, demo::folder::Folder, dist, place, run, say, tools};

/// Where Trunk serves the portal.
const PAGE_PORT: u16 = 8080;
/// Where the server listens behind it: the backend of Trunk.toml's proxy.
const SERVER_PORT: u16 = 8081;

/// The portal with live reload, in front of a server with the demo's people. Ends with Ctrl-C.
pub fn run() -> Result<()> {
    tools::for_the_portal()?;
    tools::for_the_server()?;
    say::step("Building the server");
    run::go(run::cargo().args(["build", "--package", "salus-api", "--bin", "salus"]))?;
    let salus = place::target().join("debug/salus");
    let folder = Folder::open(&PathBuf::from(".demo"), false)?;
    // People sign in at Trunk's address, so that one is the origin.
    let origin = format!("http://localhost:{PAGE_PORT}");
    if folder.sign_in_details().is_none() {
        demo::fill(&salus, &folder, &origin)?;
    }
    let mut server = demo::server::Server::start(&salus, folder.path(), SERVER_PORT, &origin)?;
    server.stop_with_us()?;
    server.wait_until_ready()?;
    if let Some(details) = folder.sign_in_details() {
        say::line(details);
    }
    say::step(format!("The portal, with live reload: {origin}"));
    run::go(dist::trunk()?.args(["serve", "--port", &PAGE_PORT.to_string()]))
}

/// Every component in every state, with live reload.
pub fn gallery(port: u16) -> Result<()> {
    tools::for_the_portal()?;
    dist::bring_the_checker()?;
    say::step(format!("The gallery, with live reload: http://localhost:{port}"));
    run::go(dist::trunk()?.current_dir(place::root().join("gallery")).args(["serve", "--port", &port.to_string()]))
}
