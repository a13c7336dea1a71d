//! Who keeps a passkey, as the passkey says itself (Web Authentication Level 3, section 6.5.1). Nobody vouches for it: it is shown
//! to the owner and decides nothing.
//!
//! The names stand in `api/data/aaguid.json`, taken from the community's list of passkey providers
//! (passkeydeveloper/passkey-authenticator-aaguids). What is not in it has no name.

use std::{collections::HashMap, sync::LazyLock};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ciborium::Value;
use uuid::Uuid;

/// Where the AAGUID stands in the authenticator data: after the hash of the site, the flags and the counter.
const PLACE: std::ops::Range<usize> = 37..53;

static NAMES: LazyLock<HashMap<Uuid, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../data/aaguid.json")).unwrap_or_default());

/// The name of the provider in an attestation object, base64url; `None` for what is not known, and for anything that is no
/// attestation object.
#[must_use]
pub fn provider_of(attestation_object: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(attestation_object).ok()?;
    NAMES.get(&aaguid(&bytes)?).cloned()
}

/// The AAGUID in an attestation object (CBOR, section 6.5.4).
#[must_use]
pub fn aaguid(attestation_object: &[u8]) -> Option<Uuid> {
    let object: Value = ciborium::from_reader(attestation_object).ok()?;
    let members = object.as_map()?;
    let (_, data) = members.iter().find(|(name, _)| name.as_text() == Some("authData"))?;
    Uuid::from_slice(data.as_bytes()?.get(PLACE)?).ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use proptest::prelude::*;

    use super::*;

    fn object(data: Vec<u8>) -> Vec<u8> {
        let object = Value::Map(vec![
            (Value::Text("fmt".into()), Value::Text("none".into())),
            (Value::Text("attStmt".into()), Value::Map(Vec::new())),
            (Value::Text("authData".into()), Value::Bytes(data)),
        ]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&object, &mut bytes).unwrap();
        bytes
    }

    fn data_of(aaguid: &str) -> Vec<u8> {
        let mut data = vec![0; 37];
        data.extend_from_slice(Uuid::parse_str(aaguid).unwrap().as_bytes());
        data.extend_from_slice(&[0; 20]);
        data
    }

    #[test]
    fn a_provider_on_the_list_is_named_and_every_other_is_not() {
        let named = |aaguid| provider_of(&URL_SAFE_NO_PAD.encode(object(data_of(aaguid))));
        assert_eq!(named("bada5566-a7aa-401f-bd96-45619a55120d").as_deref(), Some("1Password"));
        assert_eq!(named("00000000-0000-0000-0000-000000000000"), None);
        assert_eq!(provider_of(&URL_SAFE_NO_PAD.encode(object(vec![0; 40]))), None);
    }

    #[test]
    fn the_list_can_be_read() {
        assert!(NAMES.len() > 10 && NAMES.values().all(|name| !name.is_empty()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
            let _ = aaguid(&bytes);
        }

        #[test]
        fn whatever_stands_around_it_the_aaguid_is_found(aaguid in any::<u128>(), after in proptest::collection::vec(any::<u8>(), 0..64)) {
            let mut data = vec![9; 37];
            data.extend_from_slice(&aaguid.to_be_bytes());
            data.extend_from_slice(&after);
            prop_assert_eq!(super::aaguid(&object(data)), Some(Uuid::from_u128(aaguid)));
        }
    }
}
