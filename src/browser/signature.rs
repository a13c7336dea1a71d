//! Signatures, checked by the browser itself (Web Cryptography, Ed25519 of RFC 8032).

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the browser says of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// It is the key's.
    Good,
    /// It is not.
    Bad,
    /// This browser cannot tell: it knows no Ed25519.
    Unknown,
}

/// Checks a signature, given as hexadecimal digits, over these bytes.
pub async fn check(key: &[u8; 32], signed: &[u8], signature: &str) -> Signature {
    let Some(signature) = from_hex(signature) else { return Signature::Bad };
    match ask(key, signed, &signature).await {
        Ok(good) => {
            if good.is_truthy() {
                Signature::Good
            } else {
                Signature::Bad
            }
        }
        Err(_) => Signature::Unknown,
    }
}

async fn ask(key: &[u8; 32], signed: &[u8], signature: &[u8]) -> Result<JsValue, JsValue> {
    let bytes = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into())?;
    // Without https there is none.
    let subtle = Reflect::get(&crypto, &"subtle".into())?;
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"Ed25519".into())?;
    let uses = Array::of1(&"verify".into());
    let import = [&"raw".into(), &bytes(key), &algorithm, &JsValue::FALSE, &uses];
    let key = call(&subtle, "importKey", &import).await?;
    call(&subtle, "verify", &[&algorithm, &key, &bytes(signature), &bytes(signed)]).await
}

async fn call(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    JsFuture::from(Promise::resolve(&Reflect::apply(&function, object, &list)?)).await
}

/// Bytes from hexadecimal digits; `None` for anything else.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::from_hex;

    #[test]
    fn only_pairs_of_hexadecimal_digits_are_bytes() {
        assert_eq!(from_hex("00ff5a"), Some(vec![0, 255, 90]));
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("zz"), None);
    }
}
