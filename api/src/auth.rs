//! Proof of who is there: cookies and sessions ([`cookies`], [`guard`]); passwords ([`passwords`], [`strength`],
//! [`throttle`]), passkeys ([`passkeys`], [`ceremonies`]) and codes.
//!
//! A handler names in its parameters what must have been proved; asking for the type *is* the check. The types can be made
//! only here.

pub mod aaguid;
pub mod ceremonies;
pub mod cookies;
pub mod device;
pub mod guard;
pub mod networks;
pub mod passkeys;
pub mod passwords;
pub mod proven;
pub mod recovery;
pub mod strength;
pub mod throttle;
pub mod totp;
pub mod visitor;

use std::sync::Arc;

use salus_protocol::{
    ErrorCode,
    ids::AccountId,
    words::{EmailAddress, GivenPassword, NewPassword, PaperCode},
};
use tokio::sync::Semaphore;
use url::Url;
use webauthn_rs::prelude::WebauthnError;

use self::{
    networks::Networks,
    passkeys::Passkeys,
    passwords::{Cost, Passwords},
    throttle::pause_seconds,
    visitor::Visitor,
};
use crate::{
    error::RouteError,
    store::{
        Store,
        accounts::Account,
        attempts::{NotNow, Subject, TypedCode},
        devices::KnownDevice,
    },
};

/// How many questions for a code by mail may wait or be worked on at a time.
const QUESTIONS: usize = 256;

/// What proves who is there, cheap to clone.
#[derive(Clone)]
pub struct Auth {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    practice: String,
    passwords: Passwords,
    passkeys: Passkeys,
    networks: Networks,
    questions: Arc<Semaphore>,
}

/// An attempt at a code that is typed as second proof: it counts for the account, or for the browser in which the account was signed
/// in before, so that nobody who fails on purpose keeps the owner out.
pub struct SecondProof<'a> {
    code: TypedCode,
    account: &'a AccountId,
    device: Option<KnownDevice>,
}

impl SecondProof<'_> {
    /// For what it counts.
    pub(crate) fn subject(&self) -> Subject<'_> {
        match &self.device {
            Some(device) => Subject::SecondProofOn(self.code, &device.id),
            None => Subject::SecondProof(self.code, self.account),
        }
    }
}

impl Auth {
    /// For the portal at this origin, with passwords hashed at this cost.
    ///
    /// # Errors
    /// [`WebauthnError`] if the origin has no host name that passkeys can belong to.
    pub fn new(store: &Store, origin: &Url, practice: &str, cost: Cost) -> Result<Self, WebauthnError> {
        let passkeys = Passkeys::new(origin, practice)?;
        let passwords = Passwords::new(store, cost);
        let inner = Inner {
            store: store.clone(),
            practice: practice.to_owned(),
            passwords,
            passkeys,
            networks: Networks::default(),
            questions: Arc::new(Semaphore::new(QUESTIONS)),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Passwords.
    #[must_use]
    pub fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    /// The account of an address and a password. An unknown address costs the same work and gets the same answer as a wrong
    /// password.
    ///
    /// # Errors
    /// [`ErrorCode::WrongCredentials`]; [`ErrorCode::TooManyAttempts`] after too many failures at this address;
    /// [`ErrorCode::PasswordStopped`] after very many; [`ErrorCode::Busy`]. A browser in which the account was signed in before has
    /// a count of its own, so that nobody who fails on purpose keeps the owner out.
    pub async fn by_password(
        &self,
        email: &EmailAddress,
        given: &GivenPassword,
        device: Option<[u8; 32]>,
    ) -> Result<Account, RouteError> {
        let account = self.store().account_by_email(email).await?;
        let device = match device {
            Some(token) => self.store().known_device(account.as_ref().map(|account| &account.id), &token).await?,
            None => None,
        };
        let subject = device.as_ref().map_or(Subject::SignIn(email), |device| Subject::Device(&device.id));
        self.take_attempt(subject).await?;
        let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let right = self.verify(subject, given, hash).await?;
        account.filter(|_| right).ok_or_else(|| ErrorCode::WrongCredentials.into())
    }

    /// Asks a person who is signed in for their password once more.
    ///
    /// # Errors
    /// [`ErrorCode::WrongPassword`]; [`ErrorCode::TooManyAttempts`] after too many failures; [`ErrorCode::Busy`].
    pub async fn confirm(&self, account: &AccountId, given: &GivenPassword) -> Result<(), RouteError> {
        let subject = Subject::Confirm(account);
        self.take_attempt(subject).await?;
        let account = self.store().account(account).await?;
        let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
        if self.verify(subject, given, hash).await? { Ok(()) } else { Err(ErrorCode::WrongPassword.into()) }
    }

    /// The hash of a new password, if it is good enough for this account.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidFields`] with the reason, for the field `password`; [`ErrorCode::Busy`].
    pub async fn new_password(&self, account: &Account, password: &NewPassword) -> Result<String, RouteError> {
        self.judge(account, password)?;
        self.passwords().hash(password.expose()).await
    }

    /// Whether a new password is good enough for this account.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidFields`] with the reason, for the field `password`.
    pub fn judge(&self, account: &Account, password: &NewPassword) -> Result<(), RouteError> {
        strength::judge(password.expose(), &[&account.email, &account.name, &self.inner.practice])
            .map_err(|reason| RouteError::field("password", reason))
    }

    /// Makes an account ready to enter without the ceremony of activation: with this password and so many recovery codes, which
    /// take the place of earlier ones. For the demo and for tests; the operator's way is `salus invite`.
    ///
    /// # Errors
    /// [`RouteError`] if the store fails.
    pub async fn make_ready(
        &self,
        account: &AccountId,
        password: &NewPassword,
        codes: usize,
    ) -> Result<Vec<PaperCode>, RouteError> {
        let hash = self.passwords().hash(password.expose()).await?;
        Ok(self.store().make_ready(account, &hash, codes).await?)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn passkeys(&self) -> &Passkeys {
        &self.inner.passkeys
    }

    /// Counts an attempt to come in from a network, where it is known.
    ///
    /// # Errors
    /// [`ErrorCode::TooManyAttempts`] if it has tried too often lately.
    pub fn take_network(&self, visitor: &Visitor) -> Result<(), RouteError> {
        let Some(network) = &visitor.prefix else { return Ok(()) };
        let taken = self.inner.networks.take(network, self.store().world().now());
        taken.map_err(|seconds| RouteError::wait(ErrorCode::TooManyAttempts, seconds))
    }

    /// Counts an attempt at a code that is typed as second proof, in the browser with this token. Whoever is right has the failures
    /// forgotten ([`SecondProof::subject`]).
    ///
    /// # Errors
    /// [`ErrorCode::TooManyAttempts`] after too many failures for this account, or in this browser where the account knows it;
    /// [`ErrorCode::PasswordStopped`] after very many codes of an app.
    pub async fn take_second_proof<'a>(
        &self,
        code: TypedCode,
        account: &'a AccountId,
        browser: Option<[u8; 32]>,
    ) -> Result<SecondProof<'a>, RouteError> {
        let device = match browser {
            Some(token) => self.store().known_device(Some(account), &token).await?,
            None => None,
        };
        let proof = SecondProof { code, account, device };
        self.take_attempt(proof.subject()).await?;
        Ok(proof)
    }

    async fn take_attempt(&self, subject: Subject<'_>) -> Result<(), RouteError> {
        let taken = self.store().take_attempt(subject, pause_seconds).await?;
        taken.map_err(|refused| match refused {
            NotNow::Wait(seconds) => RouteError::wait(ErrorCode::TooManyAttempts, seconds),
            NotNow::Stopped => ErrorCode::PasswordStopped.into(),
        })
    }

    /// Compares, and keeps the count of attempts true: none if the password was right, none for a comparison never made.
    async fn verify(
        &self,
        subject: Subject<'_>,
        given: &GivenPassword,
        hash: Option<&str>,
    ) -> Result<bool, RouteError> {
        match self.passwords().verify(given.expose(), hash).await {
            Ok(true) => {
                self.store().forget_attempts(subject).await?;
                Ok(true)
            }
            Ok(false) => Ok(false),
            Err(error) => {
                self.store().give_attempt_back(subject).await?;
                Err(error)
            }
        }
    }
}
