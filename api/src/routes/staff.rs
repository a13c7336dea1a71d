//! The care team's side: the inbox, conversations with their patients, what patients say, and the way back in for patients who have
//! lost every other.

mod card;
mod close_thread;
mod get_feedback_report;
mod get_staff_thread;
mod list_inbox;
mod mark_staff_thread_read;
mod resets;
mod staff_reply;

use axum::Router;
use salus_protocol::staff::{
    CloseThread, GetFeedbackReport, GetStaffThread, ListInbox, MarkStaffThreadRead, StaffReply,
};

use super::Mount;
use crate::app::App;

/// The operations of this area.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<ListInbox, _, _>(list_inbox::list_inbox)
        .endpoint::<GetStaffThread, _, _>(get_staff_thread::get_staff_thread)
        .endpoint::<StaffReply, _, _>(staff_reply::staff_reply)
        .endpoint::<MarkStaffThreadRead, _, _>(mark_staff_thread_read::mark_staff_thread_read)
        .endpoint::<CloseThread, _, _>(close_thread::close_thread)
        .endpoint::<GetFeedbackReport, _, _>(get_feedback_report::get_feedback_report)
        .merge(resets::routes())
}
