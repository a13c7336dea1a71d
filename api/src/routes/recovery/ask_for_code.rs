//! `AskForCode`: a code by mail, for whoever has forgotten their password.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{Done, ErrorCode, recovery::AskForCode};

use crate::{
    app::App,
    auth::{cookies::Cookie, visitor::Visitor},
    routes::{Answer, Body, Reply},
};

/// Answers everybody alike, and looks for the account afterwards. A browser whose question is open keeps its token: where no other
/// code is mailed, the one that it waits for stays good. Where the portal sends no mail there is nothing to ask for.
pub(super) async fn handle(
    State(app): State<App>,
    headers: HeaderMap,
    visitor: Visitor,
    Body(asked): Body<AskForCode>,
) -> Answer<AskForCode> {
    if !app.store.mails() {
        return Err(ErrorCode::NotFound.into());
    }
    let (earlier, known) = (app.cookies.read(&headers, Cookie::Step), app.cookies.read(&headers, Cookie::Device));
    let token = match earlier {
        Some(open) if app.store.waits_for_code(&open).await? => open,
        _ => app.store.world().bytes(),
    };
    app.auth.mail_code_later(asked.email, token, earlier, known, visitor)?;
    Ok(Reply::new(Done {}).with(app.cookies.give(Cookie::Step, &token)))
}
