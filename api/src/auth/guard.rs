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
use crate::{
    app::App,
    error::RouteError,
    store::{
        ceremonies::Holder,
        sessions::LiveSession,
        steps::{LiveStep, Purpose},
    },
};

/// Someone is signed in, patient or staff.
#[derive(Clone, Debug)]
pub struct SignedIn {
    session: LiveSession,
}

/// Somebody's session has locked itself. Opens nothing but the ways to unlock it.
#[derive(Clone, Debug)]
pub struct Locked {
    session: LiveSession,
}

/// How a session stands that was found alive before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is alive.
    Alive,
    /// It has locked itself.
    Locked,
    /// It has ended.
    Ended,
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

/// The password was right, and the second step is open. Opens nothing but that step.
#[derive(Clone, Debug)]
pub struct SecondStep {
    step: LiveStep,
}

/// A code that was mailed was right. Opens nothing but the steps to a new password.
#[derive(Clone, Debug)]
pub struct Recovery {
    step: LiveStep,
}

/// An invitation is open. Opens nothing but the steps of activation.
#[derive(Clone, Debug)]
pub struct Activation {
    step: LiveStep,
    invitation: String,
}

impl SecondStep {
    /// Whose account.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.step.account
    }

    /// Which step.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.step.id
    }

    /// The time zone that the browser is set to.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        self.step.time_zone.as_deref()
    }

    /// As the holder of a ceremony.
    #[must_use]
    pub fn holder(&self) -> Holder {
        Holder { name: format!("step:{}", self.step.id), account: self.step.account.clone() }
    }

    /// The second step of this request, if one is open.
    ///
    /// # Errors
    /// [`RouteError`] if the store fails.
    pub async fn find(parts: &Parts, app: &App) -> Result<Option<Self>, RouteError> {
        let step = live_step(parts, app).await?;
        Ok(step.filter(|step| step.purpose == Purpose::SecondStep).map(|step| Self { step }))
    }
}

impl Activation {
    /// Whose account it will be.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.step.account
    }

    /// Which invitation.
    #[must_use]
    pub fn invitation(&self) -> &str {
        &self.invitation
    }

    /// Which step.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.step.id
    }

    /// As the holder of a ceremony.
    #[must_use]
    pub fn holder(&self) -> Holder {
        Holder { name: format!("step:{}", self.step.id), account: self.step.account.clone() }
    }
}

impl Recovery {
    /// Whose account.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.step.account
    }

    /// Which step.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.step.id
    }

    /// As the holder of a ceremony.
    #[must_use]
    pub fn holder(&self) -> Holder {
        Holder { name: format!("step:{}", self.step.id), account: self.step.account.clone() }
    }
}

/// The step of this request's cookie, if it is open.
async fn live_step(parts: &Parts, app: &App) -> Result<Option<LiveStep>, RouteError> {
    let Some(token) = app.cookies.read(&parts.headers, Cookie::Step) else { return Ok(None) };
    Ok(app.store.live_step(&token).await?)
}

impl SignedIn {
    /// As the holder of a ceremony.
    #[must_use]
    pub fn holder(&self) -> Holder {
        Holder { name: format!("session:{}", self.session.id), account: self.session.account.clone() }
    }

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

    /// The session itself.
    #[must_use]
    pub fn live(&self) -> &LiveSession {
        &self.session
    }

    /// How this session stands by now. Looked up by its id, since each proof gives it another token. Does not count as use.
    ///
    /// # Errors
    /// [`RouteError`] if the store fails.
    pub async fn standing(&self, app: &App) -> Result<Standing, RouteError> {
        let session = app.store.session_by_id(&self.session.id).await?;
        Ok(match session.filter(|session| session.account == self.session.account) {
            Some(session) if session.locked => Standing::Locked,
            Some(_) => Standing::Alive,
            None => Standing::Ended,
        })
    }

    /// The session of this request, if there is one that has not locked itself. Does not count as use.
    ///
    /// # Errors
    /// [`RouteError`] if the store fails.
    pub async fn find(parts: &Parts, app: &App) -> Result<Option<Self>, RouteError> {
        Ok(live_session(parts, app, false).await?.filter(|session| !session.locked).map(|session| Self { session }))
    }
}

impl Locked {
    /// The session itself.
    #[must_use]
    pub fn live(&self) -> &LiveSession {
        &self.session
    }

    /// As the holder of a ceremony.
    #[must_use]
    pub fn holder(&self) -> Holder {
        Holder { name: format!("locked:{}", self.session.id), account: self.session.account.clone() }
    }

    /// The locked session of this request, if there is one.
    ///
    /// # Errors
    /// [`RouteError`] if the store fails.
    pub async fn find(parts: &Parts, app: &App) -> Result<Option<Self>, RouteError> {
        Ok(live_session(parts, app, false).await?.filter(|session| session.locked).map(|session| Self { session }))
    }
}

/// The session of this request's cookie, if it has not ended.
async fn live_session(parts: &Parts, app: &App, active: bool) -> Result<Option<LiveSession>, RouteError> {
    let Some(token) = app.cookies.read(&parts.headers, Cookie::Session) else { return Ok(None) };
    Ok(app.store.live_session(&token, active).await?)
}

/// Whether the portal says that a person is at work in this window: only then a request counts as use of the session, so that a
/// page which follows live events by itself does not keep it open.
fn is_active(parts: &Parts) -> bool {
    parts.headers.get("x-salus").is_some_and(|mark| mark.as_bytes() == b"active")
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
        match live_session(parts, &App::from_ref(state), is_active(parts)).await? {
            Some(session) if session.locked => Err(ErrorCode::Locked.into()),
            Some(session) => Ok(Self { session }),
            None => Err(ErrorCode::NotSignedIn.into()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Locked
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        Self::find(parts, &App::from_ref(state)).await?.ok_or_else(|| ErrorCode::NotSignedIn.into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PatientSession
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let LiveSession { id, account, patient, .. } = SignedIn::from_request_parts(parts, state).await?.session;
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
        let LiveSession { id, account, patient, .. } = SignedIn::from_request_parts(parts, state).await?.session;
        if patient.is_some() {
            return Err(ErrorCode::NotAllowed.into());
        }
        Ok(Self { session: id, account })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SecondStep
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        Self::find(parts, &App::from_ref(state)).await?.ok_or_else(|| ErrorCode::SecondStepEnded.into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Activation
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let step = live_step(parts, &App::from_ref(state)).await?.ok_or(ErrorCode::InvitationNotValid)?;
        match step.purpose.clone() {
            Purpose::Activation { invitation } => Ok(Self { step, invitation }),
            Purpose::SecondStep | Purpose::Recovery => Err(ErrorCode::InvitationNotValid.into()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Recovery
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let step = live_step(parts, &App::from_ref(state)).await?;
        let step = step.filter(|step| step.purpose == Purpose::Recovery).ok_or(ErrorCode::CodeNotAccepted)?;
        Ok(Self { step })
    }
}
