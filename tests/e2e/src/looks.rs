//! What is checked on every story of the gallery, beyond what axe finds.
//!
//! Read in this order: [`gallery`] (the stories, and how one is shown), [`findings`] (what a run tells), then the
//! checks: [`fit`] (sizes, order, motion), [`walk`] (the Tab key), [`tree`] (what assistive technology is told),
//! [`picture`] and [`visual`] (what it looks like), and [`kept`], which keeps what was accepted.

pub mod findings;
pub mod fit;
pub mod gallery;
pub mod kept;
pub mod picture;
pub mod tree;
pub mod visual;
pub mod walk;
