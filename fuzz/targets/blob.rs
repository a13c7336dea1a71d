//! Sealed values: what stands in a row that somebody else may have written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use salus_api::crypto::{DataKey, Place, provider::root_of};
use zeroize::Zeroizing;

fuzz_target!(|bytes: &[u8]| {
    let place = Place { table: "messages", column: "body_ct", row: "1", owner: "alice" };
    let key = DataKey::new(1, &Zeroizing::new([7; 32]));
    assert!(key.open(place, bytes).is_err(), "nothing was sealed with this key");
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = root_of(text);
    }
});
