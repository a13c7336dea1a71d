//! A passkey without a device: makes P-256 keys and answers challenges as Web Authentication Level 3 says (sections 6.1 and
//! 6.5, attestation "none"), and misbehaves on purpose where a test wants to see the server refuse.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ciborium::Value as Cbor;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use salus_protocol::sign_in::{PasskeyAssertion, PasskeyAttestation, PublicKeyOptions};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const HOLDS_KEY: u8 = 0x40;

/// How an authenticator departs from the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not at all.
    #[default]
    None,
    /// The signature is over something else.
    BadSignature,
    /// The person was there, but did not unlock it.
    NotVerified,
    /// The page was another one.
    OtherOrigin,
    /// It is for another site.
    OtherSite,
    /// The challenge is not the one that was given.
    OtherChallenge,
    /// The counter goes backwards, as on a copy.
    CounterBack,
}

/// An authenticator that holds at most one key for each account.
#[derive(Clone)]
pub(crate) struct Authenticator {
    name: &'static str,
    keys: Vec<Key>,
    made: u32,
    /// Whether its keys could be kept in step between devices.
    pub(crate) eligible: bool,
    /// Whether they are.
    pub(crate) synced: bool,
    /// How the browser says that it reaches its keys.
    pub(crate) transports: &'static [&'static str],
    /// What the browser calls its place when it answers.
    pub(crate) attachment: &'static str,
    /// What it does wrong.
    pub(crate) fault: Fault,
}

#[derive(Clone)]
struct Key {
    id: Vec<u8>,
    user: String,
    signing: SigningKey,
    counter: u32,
}

impl Authenticator {
    /// An authenticator; the name decides its keys.
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            keys: Vec::new(),
            made: 0,
            eligible: true,
            synced: false,
            transports: &["internal", "hybrid", "smoke signals"],
            attachment: "platform",
            fault: Fault::None,
        }
    }

    /// The same with a fault.
    pub(crate) fn with(mut self, fault: Fault) -> Self {
        self.fault = fault;
        self
    }

    /// Makes a key, as `navigator.credentials.create` would, whatever the options exclude.
    pub(crate) fn make(&mut self, options: &PublicKeyOptions) -> PasskeyAttestation {
        let options = &options.public_key;
        assert!(!holds_null(options), "browsers take null for a value: {options}");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        assert!(options["pubKeyCredParams"].as_array().unwrap().iter().any(|kind| kind["alg"] == -7), "ES256 is taken");
        self.made += 1;
        let seed = Sha256::digest(format!("{} {}", self.name, self.made));
        let signing = SigningKey::from_slice(&seed).expect("a key");
        let key = Key { id: seed[..16].to_vec(), user: text(&options["user"]["id"]), signing, counter: 0 };
        let point = key.signing.verifying_key().to_sec1_point(false);
        let public = Cbor::Map(vec![
            (1.into(), 2.into()),
            (3.into(), (-7).into()),
            ((-1).into(), 1.into()),
            ((-2).into(), Cbor::Bytes(point.x().unwrap().to_vec())),
            ((-3).into(), Cbor::Bytes(point.y().unwrap().to_vec())),
        ]);
        let mut data = self.head(&text(&options["rp"]["id"]), HOLDS_KEY, 0);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&u16::try_from(key.id.len()).unwrap().to_be_bytes());
        data.extend_from_slice(&key.id);
        ciborium::into_writer(&public, &mut data).expect("CBOR");
        let mut attestation = Vec::new();
        let object = Cbor::Map(vec![
            ("fmt".into(), "none".into()),
            ("attStmt".into(), Cbor::Map(Vec::new())),
            ("authData".into(), Cbor::Bytes(data)),
        ]);
        ciborium::into_writer(&object, &mut attestation).expect("CBOR");
        let made = PasskeyAttestation {
            id: encode(&key.id),
            attestation_object: encode(&attestation),
            client_data_json: encode(self.client_data("webauthn.create", options).as_bytes()),
            transports: self.transports.iter().map(|transport| (*transport).to_owned()).collect(),
        };
        self.keys.push(key);
        made
    }

    /// Answers a challenge, as `navigator.credentials.get` would. Without a key that the options allow it takes its newest.
    pub(crate) fn answer(&mut self, options: &PublicKeyOptions) -> PasskeyAssertion {
        let options = &options.public_key;
        assert!(!holds_null(options), "browsers take null for a value: {options}");
        assert_eq!(options["userVerification"], "required");
        let allowed: Vec<String> =
            options["allowCredentials"].as_array().unwrap().iter().map(|key| text(&key["id"])).collect();
        let place = self.keys.iter().rposition(|key| allowed.contains(&encode(&key.id)));
        let place = place.unwrap_or(self.keys.len() - 1);
        if self.fault == Fault::CounterBack {
            self.keys[place].counter = 0;
        }
        self.keys[place].counter += 1;
        let key = self.keys[place].clone();
        let data = self.head(&text(&options["rpId"]), 0, key.counter);
        let client = self.client_data("webauthn.get", options);
        let mut signed = data.clone();
        signed.extend_from_slice(&Sha256::digest(client.as_bytes()));
        if self.fault == Fault::BadSignature {
            signed.push(0);
        }
        let signature: Signature = key.signing.sign(&signed);
        PasskeyAssertion {
            id: encode(&key.id),
            authenticator_data: encode(&data),
            client_data_json: encode(client.as_bytes()),
            signature: encode(signature.to_der().as_bytes()),
            user_handle: Some(key.user),
            attachment: Some(self.attachment.to_owned()),
        }
    }

    /// The start of the authenticator data: whose site, what the person did, how often.
    fn head(&self, site: &str, more: u8, counter: u32) -> Vec<u8> {
        let site = if self.fault == Fault::OtherSite { "evil.example" } else { site };
        let verified = if self.fault == Fault::NotVerified { 0 } else { USER_VERIFIED };
        let eligible = if self.eligible { BACKUP_ELIGIBLE } else { 0 };
        let backup = eligible | if self.synced { BACKED_UP } else { 0 };
        let mut data = Sha256::digest(site).to_vec();
        data.push(USER_PRESENT | verified | backup | more);
        data.extend_from_slice(&counter.to_be_bytes());
        data
    }

    /// What the browser says of the page and the challenge.
    fn client_data(&self, kind: &str, options: &Value) -> String {
        let origin = if self.fault == Fault::OtherOrigin { "https://evil.example" } else { super::ORIGIN };
        let challenge = match self.fault {
            Fault::OtherChallenge => encode(&[7; 32]),
            _ => text(&options["challenge"]),
        };
        json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false }).to_string()
    }
}

/// Whether a null stands anywhere in the options.
fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.iter().any(holds_null),
        Value::Object(values) => values.values().any(holds_null),
        _ => false,
    }
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
