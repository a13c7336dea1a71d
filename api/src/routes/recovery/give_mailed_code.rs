//! `GiveMailedCode`: the code that was mailed.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{Done, ErrorCode, recovery::GiveMailedCode};

use crate::{
    app::App,
    auth::{cookies::Cookie, visitor::Visitor},
    routes::{Answer, Body, Reply},
};

/// Opens the last steps if the code is right, in the browser that asked for it. Whatever is wrong gets the same answer.
pub(super) async fn handle(
    State(app): State<App>,
    headers: HeaderMap,
    visitor: Visitor,
    Body(step): Body<GiveMailedCode>,
) -> Answer<GiveMailedCode> {
    app.auth.take_network(&visitor)?;
    // Without a cookie the same look-up finds nothing.
    let token = app.cookies.read(&headers, Cookie::Step).unwrap_or_default();
    let opened = app.store.take_mailed_code(&token, &step.code).await?.ok_or(ErrorCode::CodeNotAccepted)?;
    Ok(Reply::new(Done {}).with(app.cookies.give(Cookie::Step, &opened)))
}
