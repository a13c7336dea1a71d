//! What a handler may ask for: each type is proof of something, and only this module makes it.

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};
use salus_protocol::{
    ErrorCode,
    ids::{AccountId, PatientId, SessionId},
};

use super::cookies::Cookie;
use crate::{app::App, error::RouteError, store::sessions::LiveSession};

/// Someone is signed in, patient or staff.
#[derive(Clone, Debug)]
pub struct SignedIn {
    session: LiveSession,
}

/// A patient is signed in.
#[derive(Clone, Debug)]
pub struct PatientSession {
    session: SessionId,
    account: AccountId,
    patient: PatientId,
}

/// A member of the care team is signed in.
#[derive(Clone, Debug)]
pub struct StaffSession {
    session: SessionId,
    account: AccountId,
}

impl SignedIn {
    /// Whose account.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.session.account
    }

    /// Which session.
    #[must_use]
    pub fn session(&self) -> &SessionId {
        &self.session.id
    }

    /// The patient, for a patient's account.
    #[must_use]
    pub fn patient(&self) -> Option<&PatientId> {
        self.session.patient.as_ref()
    }

    /// The session of this request, if there is one.
    ///
    /// # Errors
    /// [`RouteError`] if the store fails.
    pub async fn find(parts: &Parts, app: &App, active: bool) -> Result<Option<Self>, RouteError> {
        let Some(token) = app.cookies.read(&parts.headers, Cookie::Session) else { return Ok(None) };
        Ok(app.store.live_session(&token, active).await?.map(|session| Self { session }))
    }
}

impl PatientSession {
    /// Whose account.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// Which session.
    #[must_use]
    pub fn session(&self) -> &SessionId {
        &self.session
    }

    /// Whose record.
    #[must_use]
    pub fn patient(&self) -> &PatientId {
        &self.patient
    }
}

impl StaffSession {
    /// Whose account.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// Which session.
    #[must_use]
    pub fn session(&self) -> &SessionId {
        &self.session
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        Self::find(parts, &App::from_ref(state), true).await?.ok_or_else(|| ErrorCode::NotSignedIn.into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PatientSession
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let LiveSession { id, account, patient } = SignedIn::from_request_parts(parts, state).await?.session;
        let patient = patient.ok_or(ErrorCode::NotAllowed)?;
        Ok(Self { session: id, account, patient })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for StaffSession
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let LiveSession { id, account, patient } = SignedIn::from_request_parts(parts, state).await?.session;
        if patient.is_some() {
            return Err(ErrorCode::NotAllowed.into());
        }
        Ok(Self { session: id, account })
    }
}
