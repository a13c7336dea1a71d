//! The harness of the journeys: a real server with invented patients, real browsers, and people who use them.
//!
//! A journey reads as arrange, act, see. It finds things as people do, by role and label, with the words of the
//! portal's own catalogues, and waits for what it expects to see. When it fails it prints what each browser showed.
//!
//! ```no_run
//! # async fn example() {
//! use salus_e2e::{story, words::t};
//!
//! story::tell(async |practice| {
//!     let lina = practice.patient_with_password()?;
//!     let phone = practice.phone().await?;
//!     phone.goto("/").await?;
//!     phone.fill(&t("sign_in.email"), &lina.email).await?;
//!     phone.press(&t("common.continue_")).await?;
//!     phone.see(&t("errors.empty")).await
//! })
//! .await;
//! # }
//! ```
//!
//! Read in this order: [`story`], [`practice`] (the server and who is in it), [`browser`] (one person's browser), [`steps`] (what people do), [`pages`],
//! [`passkey`] (the device that confirms it), [`mails`], [`axe`] (the accessibility audit), [`words`]. [`looks`] is the other half:
//! what is checked on every story of the gallery.

pub mod axe;
pub mod browser;
pub mod files;
pub mod http_get;
pub mod looks;
pub mod mails;
pub mod pages;
pub mod passkey;
pub mod people;
pub mod practice;
pub mod steps;
pub mod story;
pub mod wait;
pub mod words;
