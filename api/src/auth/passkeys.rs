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
    security::Place,
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

use super::aaguid;
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

    /// Asks to make a passkey for an account that has these already. Where one of them is suspended, its device may make another in
    /// its place: a new key with an id of its own, of which nobody has a copy.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] if the question cannot be made.
    pub fn ask_to_make(&self, account: &Account, known: &[PasskeyRow], place: Place) -> Result<Question, RouteError> {
        let handle = Uuid::parse_str(account.id.as_str()).map_err(RouteError::internal)?;
        let known = all(known.iter().filter(|row| !row.suspended))?;
        let ids = known.iter().map(|kept| kept.passkey.cred_id().clone()).collect();
        let (challenge, state) = self
            .webauthn
            .start_passkey_registration(handle, &account.email, &account.name, Some(ids))
            .map_err(RouteError::internal)?;
        let mut options = public_key(&challenge)?;
        // Level 3, section 5.8.7: hints say which dialog comes first; browsers that do not know them leave them aside.
        let (resident_key, hint) = match place {
            Place::ThisDevice => ("preferred", "client-device"),
            Place::SecurityKey => ("discouraged", "security-key"),
        };
        options["authenticatorSelection"]["residentKey"] = json!(resident_key);
        options["hints"] = json!([hint]);
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
        let provider = aaguid::provider_of(&made.attestation_object);
        Ok(PasskeyContent { credential, content: text_of(&Kept { passkey, transports })?, synced, provider })
    }

    /// Asks for one of these passkeys that is not suspended.
    ///
    /// # Errors
    /// [`ErrorCode::PasskeyNotAccepted`] if there are none.
    pub fn ask_for(&self, known: &[PasskeyRow]) -> Result<Question, RouteError> {
        let known = all(known.iter().filter(|row| !row.suspended))?;
        if known.is_empty() {
            return Err(ErrorCode::PasskeyNotAccepted.into());
        }
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
    ) -> Result<(PasskeyId, PasskeyContent), NotRight> {
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
        let result = match self.webauthn.finish_passkey_authentication(&credential, &state) {
            Ok(result) => result,
            Err(WebauthnError::CredentialPossibleCompromise) => return Err(copied(&given.id, known)),
            Err(error) => return Err(not_accepted(error).into()),
        };
        for row in known.iter().filter(|row| !row.suspended) {
            let mut kept: Kept = from_text(&row.content)?;
            // None: it was another one.
            if kept.passkey.update_credential(&result).is_some() {
                let credential = kept.passkey.cred_id().to_vec();
                let content = PasskeyContent {
                    credential,
                    content: text_of(&kept)?,
                    synced: result.backup_state(),
                    provider: None,
                };
                return Ok((row.id.clone(), content));
            }
        }
        // It was removed from the account, or suspended, since the question was asked.
        Err(RouteError::from(ErrorCode::PasskeyNotAccepted).into())
    }
}

/// Why an answer does not open anything.
#[derive(Debug)]
pub enum NotRight {
    /// The counter of this passkey went back: somebody seems to have a copy of it (section 6.1.1 of the specification).
    Copy(PasskeyId),
    /// It does not hold.
    Refused(RouteError),
}

impl From<RouteError> for NotRight {
    fn from(error: RouteError) -> Self {
        Self::Refused(error)
    }
}

/// Which of these passkeys has this credential id.
fn copied(id: &str, known: &[PasskeyRow]) -> NotRight {
    let id = URL_SAFE_NO_PAD.decode(id).unwrap_or_default();
    let is_it = |row: &&PasskeyRow| from_text::<Kept>(&row.content).is_ok_and(|kept| kept.passkey.cred_id()[..] == id);
    known
        .iter()
        .find(is_it)
        .map_or_else(|| NotRight::Refused(ErrorCode::PasskeyNotAccepted.into()), |row| NotRight::Copy(row.id.clone()))
}

/// The credential ids of passkeys, base64url, for the signal that tells password managers which are good.
///
/// # Errors
/// [`ErrorCode::Internal`] if a row cannot be read.
pub fn credential_ids(rows: &[PasskeyRow]) -> Result<Vec<String>, RouteError> {
    Ok(all(rows.iter().filter(|row| !row.suspended))?
        .iter()
        .map(|kept| URL_SAFE_NO_PAD.encode(&kept.passkey.cred_id()[..]))
        .collect())
}

/// Whether other devices reach this passkey by a QR code, as they reach one on a phone, and as none reaches a key on a stick.
///
/// # Errors
/// [`ErrorCode::Internal`] if what is kept cannot be read.
pub fn is_on_a_phone(passkey: &PasskeyContent) -> Result<bool, RouteError> {
    let kept: Kept = from_text(&passkey.content)?;
    Ok(kept.transports.iter().any(|transport| transport == "hybrid"))
}

/// The passkeys of rows.
fn all<'a>(rows: impl IntoIterator<Item = &'a PasskeyRow>) -> Result<Vec<Kept>, RouteError> {
    rows.into_iter().map(|row| from_text(&row.content)).collect()
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
