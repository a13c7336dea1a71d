//! Everything that touches the browser, and the only user of `web_sys`. Pages ask for what they mean ("say this aloud",
//! "ask for a passkey"), never for how a browser does it.

pub mod activity;
pub mod address;
pub mod announcer;
pub mod broken;
pub mod clipboard;
pub mod clock;
pub mod connection;
pub mod download;
pub mod focus;
pub mod known_log;
pub mod leaving;
pub mod passkeys;
pub mod random;
pub mod reading;
pub mod signature;
pub mod storage;
