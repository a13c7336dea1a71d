//! `GET /api/v1/staff/inbox`

use axum::extract::State;
use salus_protocol::staff::{Inbox, InboxThread, ListInbox};

use super::card::card;
use crate::{
    app::App,
    auth::guard::StaffSession,
    routes::{Answer, Reply},
};

/// Conversations of all patients: those that wait first, the longest waiting on top; then the others, newest first.
pub(super) async fn list_inbox(session: StaffSession, State(app): State<App>) -> Answer<ListInbox> {
    let (waiting, rows) = app.store.staff(&session).inbox().await?;
    let today = app.store.world().today();
    let threads = rows
        .into_iter()
        .map(|row| InboxThread {
            patient: card(row.patient, row.demographics, row.account_name, &today),
            thread: row.thread,
            answer_by: row.answer_by,
        })
        .collect();
    Ok(Reply::new(Inbox { waiting, threads }))
}
