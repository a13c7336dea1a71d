//! How a handler refuses: a code from the closed list, and a cause that stays in the log.

use axum::response::{IntoResponse, Response};
use salus_protocol::{ApiError, ErrorCode, FieldError, proof::Act, words::Reason};

use crate::{crypto::Unsealed, store::StoreError};

/// A refusal on its way out. The envelope is written by [`crate::routes::envelope`], which knows the request's id.
#[derive(Clone, Debug)]
pub struct RouteError {
    /// What the caller is told.
    pub code: ErrorCode,
    /// Fields that break a rule.
    pub fields: Vec<FieldError>,
    /// How long to wait.
    pub retry_after_seconds: Option<u32>,
    /// What a fresh proof is to be given for.
    pub act: Option<Act>,
    /// What only the log is told: never names, addresses, tokens or bodies.
    pub cause: Option<String>,
}

impl RouteError {
    /// A refusal because of one field.
    #[must_use]
    pub fn field(field: &str, reason: Reason) -> Self {
        Self { fields: vec![FieldError { field: field.to_owned(), reason }], ..ErrorCode::InvalidFields.into() }
    }

    /// A refusal until this act was proved for.
    #[must_use]
    pub fn proof(act: Act) -> Self {
        Self { act: Some(act), ..ErrorCode::ProofNeeded.into() }
    }

    /// A refusal that lifts after some seconds.
    #[must_use]
    pub fn wait(code: ErrorCode, seconds: u32) -> Self {
        Self { retry_after_seconds: Some(seconds), ..code.into() }
    }

    /// Something broke on our side; `cause` goes to the log.
    #[must_use]
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self { cause: Some(cause.to_string()), ..ErrorCode::Internal.into() }
    }

    /// The envelope, for a request id.
    #[must_use]
    pub fn envelope(&self, request_id: &str) -> ApiError {
        ApiError {
            code: self.code,
            message: self.code.sentence().to_owned(),
            request_id: request_id.to_owned(),
            fields: self.fields.clone(),
            retry_after_seconds: self.retry_after_seconds,
            act: self.act.clone(),
        }
    }
}

impl From<ErrorCode> for RouteError {
    fn from(code: ErrorCode) -> Self {
        Self { code, fields: Vec::new(), retry_after_seconds: None, act: None, cause: None }
    }
}

impl From<StoreError> for RouteError {
    fn from(error: StoreError) -> Self {
        match error {
            // To everybody it is as if the record had never been here.
            StoreError::Destroyed => ErrorCode::NotFound.into(),
            error => Self::internal(error),
        }
    }
}

impl From<Unsealed> for RouteError {
    fn from(error: Unsealed) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for RouteError {
    fn into_response(self) -> Response {
        let status = axum::http::StatusCode::from_u16(self.code.status()).unwrap_or_default();
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
