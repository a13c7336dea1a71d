//! `GivePassword`: the first step.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{ErrorCode, sign_in::GivePassword, words::TimeZoneName};

use super::ways;
use crate::{
    app::App,
    auth::{cookies::Cookie, visitor::Visitor},
    routes::{Answer, Body, Reply},
};

/// Opens the second step if the password is right. Which second steps there are is told only then.
pub(super) async fn handle(
    State(app): State<App>,
    headers: HeaderMap,
    visitor: Visitor,
    Body(step): Body<GivePassword>,
) -> Answer<GivePassword> {
    app.auth.take_network(&visitor)?;
    let account = app.auth.by_password(&step.email, &step.password, app.cookies.read(&headers, Cookie::Device)).await?;
    if let Some(earlier) = app.cookies.read(&headers, Cookie::Step) {
        app.store.drop_step(&earlier).await?;
    }
    let accepted = ways(&app, &account.id).await?;
    let zone = step.time_zone.as_ref().map(TimeZoneName::as_str);
    let token = app.store.begin_second_step(&account, zone).await?.ok_or(ErrorCode::WrongCredentials)?;
    Ok(Reply::new(accepted).with(app.cookies.give(Cookie::Step, &token)))
}
