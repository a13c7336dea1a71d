//! The portal: what a patient and a care team see in the browser.
//!
//! A tour, in reading order:
//!
//! 1. [`app`] is the frame: the contexts and who sees what at which address; [`parts`] is the table of pages.
//! 2. [`route`] knows every address, [`session`] knows who is here, [`reader`] how they want it,
//!    [`staying`] keeps them signed in while they work, [`lock`] stands before the page when they are away, [`offer`] asks once
//!    after signing in.
//! 3. [`client`] is the one door to the network: operations of the wire crate in, replies or a [`client::ClientError`] out.
//! 4. [`browser`] is the one user of the browser's own functions: address bar, passkeys, dates in words, focus, drafts.
//! 5. [`texts`] and [`sentences`] say everything in the reader's language.
//! 6. [`pages`] decide: one folder for each area. [`components`] show: they know neither session nor client.
//! 7. [`shared`] is what pages of several areas need; a page takes nothing from another page.
//! 8. [`dates`] counts days without a browser.

pub mod app;
pub mod parts;

pub mod reader;
pub mod route;
pub mod session;

pub mod lock;
pub mod offer;
pub mod staying;

pub mod client;

pub mod browser;

pub mod sentences;
pub mod texts;

pub mod components;
pub mod pages;
pub mod shared;

pub mod dates;
