//! The portal: what a patient and a care team see in the browser.

pub mod browser;
pub mod client;
pub mod dates;
pub mod route;
pub mod sentences;
pub mod session;
pub mod texts;
