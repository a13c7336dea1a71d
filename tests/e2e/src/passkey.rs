//! The device that confirms a person: a virtual authenticator (Web Authentication Level 3, section 11).

use anyhow::{Context, Result};
use http::Method;
use serde_json::{Value, json};

use crate::browser::Browser;

/// A virtual authenticator in one browser, built into the device, with a screen lock that recognises its owner.
pub struct Passkey<'a> {
    browser: &'a Browser,
    id: String,
}

impl<'a> Passkey<'a> {
    /// Gives the browser one.
    pub async fn plug_in(browser: &'a Browser) -> Result<Self> {
        let device = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserConsenting": true,
            "isUserVerified": true,
        });
        let id = browser.wire(Method::POST, "webauthn/authenticator", Some(device)).await?;
        Ok(Self { browser, id: id.as_str().context("the authenticator has no id")?.to_owned() })
    }

    /// From now on the device does not recognise its owner, as when a person takes the finger away.
    pub async fn refuses(&self) -> Result<()> {
        self.verifies(false).await
    }

    /// From now on the device recognises its owner again.
    pub async fn agrees(&self) -> Result<()> {
        self.verifies(true).await
    }

    /// From now on its answers are made wrong on purpose, one bit of the truth at a time (`WebAuthn.setResponseOverrideBits` of the
    /// browser's own protocol): `isBogusSignature`, `isBadUV` or `isBadUP`; with none of them they are right again.
    pub async fn lies(&self, how: &[&str]) -> Result<()> {
        let mut bits = json!({ "authenticatorId": self.id });
        for bit in ["isBogusSignature", "isBadUV", "isBadUP"] {
            bits[bit] = json!(how.contains(&bit));
        }
        self.browser.devtools("WebAuthn.setResponseOverrideBits", bits).await.map(|_: Value| ())
    }

    /// Loses all its passkeys, as when the device is lost and another one stands in its place.
    pub async fn loses_everything(&self) -> Result<()> {
        let path = format!("webauthn/authenticator/{}/credentials", self.id);
        self.browser.wire(Method::DELETE, &path, None).await.map(|_: Value| ())
    }

    /// How many passkeys it holds.
    pub async fn holds(&self) -> Result<usize> {
        let path = format!("webauthn/authenticator/{}/credentials", self.id);
        Ok(self.browser.wire(Method::GET, &path, None).await?.as_array().map_or(0, Vec::len))
    }

    async fn verifies(&self, yes: bool) -> Result<()> {
        let path = format!("webauthn/authenticator/{}/uv", self.id);
        self.browser.wire(Method::POST, &path, Some(json!({ "isUserVerified": yes }))).await.map(|_: Value| ())
    }
}
