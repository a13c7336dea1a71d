//! Who is here, staying, and leaving.

mod get_session;
mod keep_session;
mod sign_out;
mod unlock;
