//! The portal: what a patient and a care team see in the browser.

pub mod texts;
