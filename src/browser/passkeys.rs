//! Passkeys: from the server's options to the browser's dialog, and from the browser's answer to the wire.
//!
//! The options travel as JSON with binary values in base64url; the browser wants them as buffers. The answer is copied field
//! by field from an allow-list, because what else a browser returns (extension results, for example) can hold key material
//! and must not leave it.

use std::cell::RefCell;

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use salus_protocol::{
    security::KnownCredentials,
    sign_in::{PasskeyAssertion, PasskeyAttestation, PublicKeyOptions},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why there is no passkey. How long it took says nothing: people think, look for a key, or are called away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The person closed the dialog, or it ran out of time, or no passkey was at hand. Browsers do not tell which.
    Cancelled,
    /// This device holds a passkey for the account already.
    AlreadyAdded,
    /// This browser or device cannot do it.
    Unsupported,
    /// Anything else.
    Other,
}

/// Whether this browser knows passkeys at all. Whether the device can make one is only known once it was asked.
#[must_use]
pub fn are_known() -> bool {
    get(&js_sys::global(), "PublicKeyCredential").is_ok_and(|known| !known.is_undefined())
}

/// Asks the device to make a passkey.
///
/// # Errors
/// [`PasskeyError`]; nothing was stored on the account in any case.
pub async fn create(options: &PublicKeyOptions) -> Result<PasskeyAttestation, PasskeyError> {
    let public_key = parse(options)?;
    to_buffer(&public_key, "challenge")?;
    to_buffer(&get(&public_key, "user")?, "id")?;
    ids_to_buffers(&public_key, "excludeCredentials")?;
    let credential = ask("create", &public_key).await?;
    let response = get(&credential, "response")?;
    Ok(PasskeyAttestation {
        id: from_buffer(&credential, "rawId")?,
        attestation_object: from_buffer(&response, "attestationObject")?,
        client_data_json: from_buffer(&response, "clientDataJSON")?,
        transports: transports(&response),
    })
}

/// Asks the device to prove that it holds a passkey of the account.
///
/// # Errors
/// [`PasskeyError`]; nothing has changed in any case.
pub async fn prove(options: &PublicKeyOptions) -> Result<PasskeyAssertion, PasskeyError> {
    let public_key = parse(options)?;
    to_buffer(&public_key, "challenge")?;
    ids_to_buffers(&public_key, "allowCredentials")?;
    let credential = ask("get", &public_key).await?;
    let response = get(&credential, "response")?;
    Ok(PasskeyAssertion {
        id: from_buffer(&credential, "rawId")?,
        authenticator_data: from_buffer(&response, "authenticatorData")?,
        client_data_json: from_buffer(&response, "clientDataJSON")?,
        signature: from_buffer(&response, "signature")?,
        user_handle: match get(&response, "userHandle")? {
            handle if handle.is_null() || handle.is_undefined() => None,
            handle => Some(base64url(&Uint8Array::new(&handle).to_vec())),
        },
        attachment: get(&credential, "authenticatorAttachment")?.as_string(),
    })
}

/// Tells the password manager which passkeys of the account are good, so that it offers no others (Web Authentication Level 3,
/// section 5.1.10). Browsers that cannot be told are left alone.
pub async fn tell_known(known: &KnownCredentials) {
    let Ok(credential) = get(&js_sys::global(), "PublicKeyCredential") else { return };
    let Ok(signal) = get(&credential, "signalAllAcceptedCredentials") else { return };
    let Ok(signal) = signal.dyn_into::<js_sys::Function>() else { return };
    let ids: Array = known.credential_ids.iter().map(|id| JsValue::from_str(id)).collect();
    let options = Object::new();
    for (name, value) in [
        ("rpId", JsValue::from_str(&known.rp_id)),
        ("userId", JsValue::from_str(&known.user_id)),
        ("allAcceptedCredentialIds", ids.into()),
    ] {
        if Reflect::set(&options, &name.into(), &value).is_err() {
            return;
        }
    }
    if let Ok(promise) = signal.call1(&credential, &options) {
        // Nothing to do if the password manager does not want to know.
        let _ = JsFuture::from(js_sys::Promise::resolve(&promise)).await;
    }
}

thread_local! {
    /// What ends the dialog that is open; a browser shows one at a time.
    static OPEN: RefCell<Option<web_sys::AbortController>> = const { RefCell::new(None) };
}

/// Closes the device's dialog, if one is open: the person has chosen another way.
pub fn abandon() {
    if let Some(open) = OPEN.take() {
        open.abort();
    }
}

/// Notes that a dialog opens, after closing one that may still be open.
fn begin() -> Result<web_sys::AbortController, PasskeyError> {
    abandon();
    let stop = web_sys::AbortController::new().map_err(|_| PasskeyError::Unsupported)?;
    OPEN.set(Some(stop.clone()));
    Ok(stop)
}

/// The options as a JavaScript object, everything in them untouched.
fn parse(options: &PublicKeyOptions) -> Result<JsValue, PasskeyError> {
    let text = serde_json::to_string(&options.public_key).map_err(|_| PasskeyError::Other)?;
    JSON::parse(&text).map_err(|_| PasskeyError::Other)
}

/// Calls `navigator.credentials.create` or `.get` and waits for the person.
async fn ask(method: &str, public_key: &JsValue) -> Result<JsValue, PasskeyError> {
    let navigator = get(&js_sys::global(), "navigator")?;
    let credentials = get(&navigator, "credentials")?;
    if credentials.is_undefined() || !are_known() {
        return Err(PasskeyError::Unsupported);
    }
    let argument = Object::new();
    let stop = begin()?;
    for (name, value) in [("publicKey", public_key), ("signal", &stop.signal().into())] {
        Reflect::set(&argument, &name.into(), value).map_err(|_| PasskeyError::Other)?;
    }
    let function: js_sys::Function = get(&credentials, method)?.dyn_into().map_err(|_| PasskeyError::Unsupported)?;
    let promise = function.call1(&credentials, &argument).map_err(|error| kind_of(&error))?;
    let credential = JsFuture::from(js_sys::Promise::resolve(&promise)).await.map_err(|error| kind_of(&error))?;
    if credential.is_null() { Err(PasskeyError::Cancelled) } else { Ok(credential) }
}

/// What a browser's error means (Web Authentication Level 3, section 5.1.3 and 5.1.4).
fn kind_of(error: &JsValue) -> PasskeyError {
    match get(error, "name").ok().and_then(|name| name.as_string()).unwrap_or_default().as_str() {
        "NotAllowedError" | "AbortError" => PasskeyError::Cancelled,
        "InvalidStateError" => PasskeyError::AlreadyAdded,
        "NotSupportedError" | "ConstraintError" | "SecurityError" => PasskeyError::Unsupported,
        _ => PasskeyError::Other,
    }
}

/// The ways in which the passkey can be reached, where the browser tells.
fn transports(response: &JsValue) -> Vec<String> {
    get(response, "getTransports")
        .ok()
        .and_then(|function| function.dyn_into::<js_sys::Function>().ok())
        .and_then(|function| function.call0(response).ok())
        .and_then(|list| list.dyn_into::<Array>().ok())
        .map(|list| list.iter().filter_map(|transport| transport.as_string()).collect())
        .unwrap_or_default()
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, PasskeyError> {
    Reflect::get(object, &JsValue::from_str(name)).map_err(|_| PasskeyError::Other)
}

/// Turns the base64url text of a property into a buffer.
fn to_buffer(object: &JsValue, name: &str) -> Result<(), PasskeyError> {
    let text = get(object, name)?.as_string().ok_or(PasskeyError::Other)?;
    let bytes = from_base64url(&text).ok_or(PasskeyError::Other)?;
    Reflect::set(object, &JsValue::from_str(name), &Uint8Array::from(bytes.as_slice()))
        .map_err(|_| PasskeyError::Other)?;
    Ok(())
}

/// The same for the `id` of each entry of a list, if there is such a list.
fn ids_to_buffers(object: &JsValue, name: &str) -> Result<(), PasskeyError> {
    if let Ok(list) = get(object, name)?.dyn_into::<Array>() {
        for entry in list.iter() {
            to_buffer(&entry, "id")?;
        }
    }
    Ok(())
}

/// The bytes of a buffer as base64url text.
fn from_buffer(object: &JsValue, name: &str) -> Result<String, PasskeyError> {
    let buffer = get(object, name)?;
    if buffer.is_object() { Ok(base64url(&Uint8Array::new(&buffer).to_vec())) } else { Err(PasskeyError::Other) }
}

/// The alphabet of base64url (RFC 4648, section 5).
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as base64url without padding.
fn base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            text.push(char::from(ALPHABET[((bits >> (18 - 6 * place)) & 63) as usize]));
        }
    }
    text
}

/// Bytes from base64url, with or without padding. `None` for any other character.
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0_u8);
    for character in text.trim_end_matches('=').bytes() {
        let value = ALPHABET.iter().position(|known| *known == character)?;
        bits = (bits << 6) | u32::try_from(value).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(((bits >> held) & 255) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_the_way_to_text_and_back() {
        // RFC 4648, section 10, in the alphabet of section 5.
        for (bytes, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64url(bytes.as_bytes()), text);
            assert_eq!(from_base64url(text), Some(bytes.as_bytes().to_vec()));
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(from_base64url(&base64url(&all)), Some(all));
    }

    #[test]
    fn text_that_is_not_base64url_is_refused() {
        assert_eq!(from_base64url("a+b/"), None);
        assert_eq!(from_base64url("Zm 9v"), None);
        assert_eq!(from_base64url("Zm9v=="), Some(b"foo".to_vec()));
    }
}
