//! Attestation objects: CBOR that a browser sends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use salus_api::auth::aaguid::{aaguid, provider_of};

fuzz_target!(|bytes: &[u8]| {
    let _ = aaguid(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = provider_of(text);
    }
});
