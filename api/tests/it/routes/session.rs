//! Who is here, and leaving.

mod get_session;
mod sign_out;
