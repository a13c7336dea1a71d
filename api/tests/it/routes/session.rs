//! Who is here, staying, and leaving.

mod unlock;
mod get_session;
mod keep_session;
mod sign_out;
