//! `AskForCode`: a code by mail, for whoever has forgotten their password.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{Done, ErrorCode, recovery::AskForCode};

use crate::{
    app::App,
    auth::{cookies::Cookie, visitor::Visitor},
    routes::{Answer, Body, Reply},
};

/// Answers everybody alike, and looks for the account afterwards. Where the portal sends no mail there is nothing to ask for.
pub(super) async fn handle(
    State(app): State<App>,
    headers: HeaderMap,
    visitor: Visitor,
    Body(asked): Body<AskForCode>,
) -> Answer<AskForCode> {
    if !app.store.mails() {
        return Err(ErrorCode::NotFound.into());
    }
    let token = app.store.world().bytes::<32>();
    let (earlier, known) = (app.cookies.read(&headers, Cookie::Step), app.cookies.read(&headers, Cookie::Device));
    app.auth.mail_code_later(asked.email, token, earlier, known, visitor)?;
    Ok(Reply::new(Done {}).with(app.cookies.give(Cookie::Step, &token)))
}
