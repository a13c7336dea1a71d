//! Randomness from the browser.

use salus_protocol::words::IdempotencyKey;

/// A fresh key for one attempt to store something, so that trying again stores it once. `None` if the browser gives no
/// randomness.
#[must_use]
pub fn idempotency_key() -> Option<IdempotencyKey> {
    let mut bytes = [0_u8; 16];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    let text = bytes.iter().fold(String::with_capacity(32), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
        text
    });
    IdempotencyKey::parse(&text).ok()
}
