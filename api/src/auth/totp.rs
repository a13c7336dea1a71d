//! Authenticator apps (RFC 6238): six digits from a shared secret and the time, in steps of 30 seconds, with SHA-1 as every app
//! knows it. One step before and after the present one is taken, for clocks that differ; a step that was used is never taken again.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use qrcodegen::{QrCode, QrCodeEcc};
use salus_protocol::{
    ErrorCode,
    ids::AccountId,
    security::{Device, TotpSetup},
    time::Timestamp,
    words::TotpCode,
};
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Secret, TOTP};
use url::Url;
use zeroize::Zeroizing;

use super::Auth;
use crate::{
    error::RouteError,
    store::{
        accounts::Account,
        attempts::TypedCode,
        ceremonies::{Ceremony, Holder},
        totp::NewTotp,
    },
};

/// How long a step lasts, in seconds.
const STEP_SECONDS: i64 = 30;
/// How many steps before and after the present one are taken.
const DRIFT: i64 = 1;

impl Auth {
    /// Begins to set up an app for an account: a new secret of 160 bits (RFC 4226, section 4).
    ///
    /// # Errors
    /// [`ErrorCode::AlreadyAsked`] if the account has an app already.
    pub async fn begin_totp(&self, account: &Account) -> Result<TotpSetup, RouteError> {
        let secret = self.store().world().bytes::<20>();
        if !self.store().begin_totp(&account.id, &secret).await? {
            return Err(ErrorCode::AlreadyAsked.into());
        }
        setup(&secret, &self.inner.practice, &account.email)
    }

    /// Takes the first code of an app that is being set up in this browser; `browser` is the token by which it is known.
    ///
    /// # Errors
    /// [`ErrorCode::CeremonyEnded`] if none is being set up, or too long; [`ErrorCode::CodeNotAccepted`];
    /// [`ErrorCode::TooManyAttempts`] after too many wrong ones.
    pub async fn confirm_totp(
        &self,
        account: &AccountId,
        code: &TotpCode,
        device: &Device,
        browser: Option<[u8; 32]>,
    ) -> Result<(), RouteError> {
        let row = self.store().totp_to_be(account).await?.ok_or(ErrorCode::CeremonyEnded)?;
        self.take_totp(account, Some(row.secret.to_vec()), code, Some(device), browser).await
    }

    /// Begins to set up an app for an account to be. Its secret waits with the step that asked: until the last step the account
    /// keeps the app that it may have.
    ///
    /// # Errors
    /// [`ErrorCode::InvitationNotValid`] if the account is gone.
    pub async fn begin_first_totp(&self, holder: &Holder) -> Result<TotpSetup, RouteError> {
        let account = self.store().account(&holder.account).await?.ok_or(ErrorCode::InvitationNotValid)?;
        let secret = self.store().world().bytes::<20>();
        self.store().begin_ceremony(holder, Ceremony::FirstTotp, &secret).await?;
        setup(&secret, &self.inner.practice, &account.email)
    }

    /// Checks the first code of the app of an account to be. Whoever keeps the app forgets the failures.
    ///
    /// # Errors
    /// [`ErrorCode::CeremonyEnded`] if none is being set up, or too long; [`ErrorCode::CodeNotAccepted`];
    /// [`ErrorCode::TooManyAttempts`] after too many wrong ones.
    pub async fn check_first_totp(&self, holder: &Holder, code: &TotpCode) -> Result<NewTotp, RouteError> {
        let secret = self.store().look_at_ceremony(holder, Ceremony::FirstTotp).await?;
        let secret = Zeroizing::new(secret.ok_or(ErrorCode::CeremonyEnded)?);
        self.take_second_proof(TypedCode::App, &holder.account, None).await?;
        let step = step_of(secret.to_vec(), code.expose(), self.store().world().now());
        Ok(NewTotp { secret, step: step.ok_or(ErrorCode::CodeNotAccepted)? })
    }

    /// Takes a code of the account's app, typed in the browser with this token.
    ///
    /// # Errors
    /// [`ErrorCode::CodeNotAccepted`]; [`ErrorCode::TooManyAttempts`] after too many wrong ones.
    pub async fn check_totp(
        &self,
        account: &AccountId,
        code: &TotpCode,
        browser: Option<[u8; 32]>,
    ) -> Result<(), RouteError> {
        let row = self.store().totp_of(account).await?;
        self.take_totp(account, row.map(|row| row.secret.to_vec()), code, None, browser).await
    }

    async fn take_totp(
        &self,
        account: &AccountId,
        secret: Option<Vec<u8>>,
        code: &TotpCode,
        added: Option<&Device>,
        browser: Option<[u8; 32]>,
    ) -> Result<(), RouteError> {
        let proof = self.take_second_proof(TypedCode::App, account, browser).await?;
        let step = secret.and_then(|secret| step_of(secret, code.expose(), self.store().world().now()));
        match step {
            Some(step) if self.store().use_totp_step(account, step, added).await? => {
                Ok(self.store().forget_attempts(proof.subject()).await?)
            }
            _ => Err(ErrorCode::CodeNotAccepted.into()),
        }
    }
}

/// The step of which this is the code, if it is one of those that are taken now.
fn step_of(secret: Vec<u8>, code: &str, now: Timestamp) -> Option<i64> {
    let totp = TOTP::new_unchecked(Algorithm::SHA1, 6, 0, STEP_SECONDS.unsigned_abs(), secret);
    let present = now.0.div_euclid(1_000_000).div_euclid(STEP_SECONDS);
    (present - DRIFT..=present + DRIFT).find(|step| {
        let right = totp.generate(step.saturating_mul(STEP_SECONDS).unsigned_abs());
        right.as_bytes().ct_eq(code.as_bytes()).into()
    })
}

/// What an app needs.
fn setup(secret: &[u8], practice: &str, email: &str) -> Result<TotpSetup, RouteError> {
    let base32 = Secret::Raw(secret.to_vec()).to_encoded().to_string();
    let mut uri = Url::parse("otpauth://totp/").map_err(RouteError::internal)?;
    uri.set_path(&format!("/{practice}:{email}"));
    uri.query_pairs_mut().append_pair("secret", &base32).append_pair("issuer", practice);
    // Apps take a space in a query for a plus sign otherwise.
    let uri = uri.to_string().replace('+', "%20");
    let code = QrCode::encode_text(&uri, QrCodeEcc::Medium).map_err(RouteError::internal)?;
    let groups: Vec<&str> = base32.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    Ok(TotpSetup { secret: groups.join(" "), qr_width: code.size().unsigned_abs(), qr_path: path_of(&code), uri })
}

/// The dark modules of a code as the path of an SVG, a run of modules in a row as one rectangle.
fn path_of(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|place| code.get_module(*place, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    path
}

/// A user handle as it stands in passkeys: the 16 bytes of the account's id, base64url.
#[must_use]
pub fn user_handle(account: &AccountId) -> String {
    uuid::Uuid::parse_str(account.as_str()).map(|id| URL_SAFE_NO_PAD.encode(id.as_bytes())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1_000_000)
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits.
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(step_of(SECRET.to_vec(), code, at(seconds)), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_clock_that_is_half_a_minute_wrong_is_taken_and_one_that_is_a_minute_wrong_is_not() {
        let step = |seconds| step_of(SECRET.to_vec(), "081804", at(seconds));
        let right = 1_111_111_109 / 30 * 30;
        assert!(step(right).is_some() && step(right - 30).is_some() && step(right + 59).is_some());
        assert!(step(right - 31).is_none() && step(right + 60).is_none());
    }

    #[test]
    fn what_an_app_needs_names_the_practice_and_the_account() {
        let setup = setup(SECRET, "North Clinic", "lina@example.org").unwrap();
        assert_eq!(setup.secret.replace(' ', ""), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(
            setup.uri.starts_with("otpauth://totp/North%20Clinic:lina@example.org?secret=GEZDGNBV"),
            "{}",
            setup.uri
        );
        assert!(setup.uri.ends_with("&issuer=North%20Clinic"), "{}", setup.uri);
        assert!(setup.qr_width >= 21 && setup.qr_path.starts_with("M0 0h7v1h-7z"), "{}", setup.qr_path);
    }
}
