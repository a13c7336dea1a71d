//! Passkeys by the rules of Web Authentication, through webauthn-rs: what to ask a browser, and whether its answer holds.
//!
//! The crate's `Passkey` type: user verification required, no attestation, synced passkeys welcome. It asks for
//! `residentKey: "discouraged"`, with which Android makes keys that are neither synced nor offered by password managers;
//! the answer's check does not depend on it, so `"preferred"` is asked for instead (docs/security.md).

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use salus_protocol::{
    ErrorCode,
    ids::PasskeyId,
    sign_in::{PasskeyAssertion, PasskeyAttestation, PublicKeyOptions},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Webauthn,
    WebauthnBuilder, WebauthnError,
};

use crate::{
    error::RouteError,
    store::{
        accounts::Account,
        ceremonies::CEREMONY_SECONDS,
        passkeys::{PasskeyContent, PasskeyRow},
    },
};

/// A question for the browser, and what the server must remember to check the answer.
pub struct Question {
    /// What the browser is asked.
    pub options: PublicKeyOptions,
    /// What to remember, as JSON text. Secret: whoever has it can have an answer counted twice.
    pub state: Vec<u8>,
}

/// What is kept of a passkey.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// As the crate keeps it.
    passkey: Passkey,
    /// How the browser reaches it. The crate does not keep what no attestation vouches for; it proves nothing, but with it the
    /// browser's next question goes to the right place at once (section 5.8.4 of the specification).
    transports: Vec<String>,
}

/// The transports that the specification knows; a browser may name others one day.
const TRANSPORTS: [&str; 5] = ["usb", "nfc", "ble", "internal", "hybrid"];

/// Asks and checks for one portal.
pub struct Passkeys {
    webauthn: Webauthn,
}

impl Passkeys {
    /// For the portal at this origin. Passkeys belong to the origin's host for good: they do not move with the portal to
    /// another name.
    ///
    /// # Errors
    /// [`WebauthnError`] if the origin has no host name.
    pub fn new(origin: &Url, practice: &str) -> Result<Self, WebauthnError> {
        let host = origin.host_str().unwrap_or_default();
        let webauthn = WebauthnBuilder::new(host, origin)?
            .rp_name(practice)
            .timeout(Duration::from_secs(CEREMONY_SECONDS.unsigned_abs()))
            .build()?;
        Ok(Self { webauthn })
    }

    /// Asks to make a passkey for an account that has these already.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] if the question cannot be made.
    pub fn ask_to_make(&self, account: &Account, known: &[PasskeyRow]) -> Result<Question, RouteError> {
        let handle = Uuid::parse_str(account.id.as_str()).map_err(RouteError::internal)?;
        let known = all(known)?;
        let ids = known.iter().map(|kept| kept.passkey.cred_id().clone()).collect();
        let (challenge, state) = self
            .webauthn
            .start_passkey_registration(handle, &account.email, &account.name, Some(ids))
            .map_err(RouteError::internal)?;
        let mut options = public_key(&challenge)?;
        options["authenticatorSelection"]["residentKey"] = json!("preferred");
        name_transports(options.get_mut("excludeCredentials"), &known);
        Ok(Question { options: PublicKeyOptions { public_key: options }, state: text_of(&state)? })
    }

    /// Checks what the browser made.
    ///
    /// # Errors
    /// [`ErrorCode::PasskeyNotAccepted`] with the cause for the log.
    pub fn check_made(&self, state: &[u8], made: &PasskeyAttestation) -> Result<PasskeyContent, RouteError> {
        let state: PasskeyRegistration = from_text(state)?;
        let credential: RegisterPublicKeyCredential = answer(json!({
            "id": made.id,
            "rawId": made.id,
            "type": "public-key",
            "response": {
                "attestationObject": made.attestation_object,
                "clientDataJSON": made.client_data_json,
            },
        }))?;
        let passkey = self.webauthn.finish_passkey_registration(&credential, &state).map_err(not_accepted)?;
        let content = serde_json::to_value(&passkey).map_err(RouteError::internal)?;
        let synced = content.pointer("/cred/backup_state").and_then(Value::as_bool).unwrap_or(false);
        let credential = passkey.cred_id().to_vec();
        let named = |known: &&str| made.transports.iter().any(|one| one == known);
        let transports = TRANSPORTS.iter().filter(|known| named(known)).map(|known| (*known).to_owned()).collect();
        Ok(PasskeyContent { credential, content: text_of(&Kept { passkey, transports })?, synced })
    }

    /// Asks for one of these passkeys.
    ///
    /// # Errors
    /// [`ErrorCode::PasskeyNotAccepted`] if there are none.
    pub fn ask_for(&self, known: &[PasskeyRow]) -> Result<Question, RouteError> {
        if known.is_empty() {
            return Err(ErrorCode::PasskeyNotAccepted.into());
        }
        let known = all(known)?;
        let passkeys: Vec<Passkey> = known.iter().map(|kept| kept.passkey.clone()).collect();
        let (challenge, state) = self.webauthn.start_passkey_authentication(&passkeys).map_err(RouteError::internal)?;
        let mut options = public_key(&challenge)?;
        name_transports(options.get_mut("allowCredentials"), &known);
        Ok(Question { options: PublicKeyOptions { public_key: options }, state: text_of(&state)? })
    }

    /// Checks a passkey's answer, and tells which of these passkeys gave it, with its counter and flags brought up to date.
    ///
    /// # Errors
    /// [`ErrorCode::PasskeyNotAccepted`] with the cause for the log.
    pub fn check_answer(
        &self,
        state: &[u8],
        given: &PasskeyAssertion,
        known: &[PasskeyRow],
    ) -> Result<(PasskeyId, PasskeyContent), RouteError> {
        let state: PasskeyAuthentication = from_text(state)?;
        let credential: PublicKeyCredential = answer(json!({
            "id": given.id,
            "rawId": given.id,
            "type": "public-key",
            "response": {
                "authenticatorData": given.authenticator_data,
                "clientDataJSON": given.client_data_json,
                "signature": given.signature,
                "userHandle": given.user_handle,
            },
        }))?;
        let result = self.webauthn.finish_passkey_authentication(&credential, &state).map_err(not_accepted)?;
        for row in known {
            let mut kept: Kept = from_text(&row.content)?;
            // None: it was another one.
            if kept.passkey.update_credential(&result).is_some() {
                let credential = kept.passkey.cred_id().to_vec();
                let content = PasskeyContent { credential, content: text_of(&kept)?, synced: result.backup_state() };
                return Ok((row.id.clone(), content));
            }
        }
        // It was removed from the account since the question was asked.
        Err(ErrorCode::PasskeyNotAccepted.into())
    }
}

/// The passkeys of rows.
fn all(rows: &[PasskeyRow]) -> Result<Vec<Kept>, RouteError> {
    rows.iter().map(|row| from_text(&row.content)).collect()
}

/// Tells the browser how it reached these passkeys when they were made.
fn name_transports(descriptors: Option<&mut Value>, known: &[Kept]) {
    for descriptor in descriptors.and_then(Value::as_array_mut).into_iter().flatten() {
        let id = descriptor["id"].as_str().and_then(|id| URL_SAFE_NO_PAD.decode(id).ok());
        let kept = known.iter().find(|kept| id.as_deref() == Some(&kept.passkey.cred_id()[..]));
        if let Some(kept) = kept.filter(|kept| !kept.transports.is_empty()) {
            descriptor["transports"] = json!(kept.transports);
        }
    }
}

/// The member `publicKey` of a challenge, as the browser takes it.
fn public_key(challenge: &impl Serialize) -> Result<Value, RouteError> {
    let mut challenge = serde_json::to_value(challenge).map_err(RouteError::internal)?;
    Ok(challenge["publicKey"].take())
}

/// What a browser answered, in the crate's own type. Text that is not base64url counts as a passkey that does not hold.
fn answer<T: DeserializeOwned>(value: Value) -> Result<T, RouteError> {
    serde_json::from_value(value).map_err(|_| RouteError {
        cause: Some("the answer could not be read".into()),
        ..ErrorCode::PasskeyNotAccepted.into()
    })
}

fn not_accepted(error: WebauthnError) -> RouteError {
    RouteError { cause: Some(error.to_string()), ..ErrorCode::PasskeyNotAccepted.into() }
}

fn text_of(value: &impl Serialize) -> Result<Vec<u8>, RouteError> {
    serde_json::to_vec(value).map_err(RouteError::internal)
}

fn from_text<T: DeserializeOwned>(text: &[u8]) -> Result<T, RouteError> {
    serde_json::from_slice(text).map_err(|_| RouteError::internal("a kept passkey could not be read"))
}
