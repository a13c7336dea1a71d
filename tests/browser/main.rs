//! Components and pages, mounted in a real browser and used as a person uses them: by label, key and what is read aloud.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod access;
mod components;
mod dosages;
mod lock;
mod pages;
mod stage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
