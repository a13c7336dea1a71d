//! A fresh proof for exactly one request: [`Proven`] is the body of an operation that asks for one, and nothing else makes it.

use axum::extract::{FromRef, FromRequest, FromRequestParts, Request};
use salus_protocol::Endpoint;

use super::guard::SignedIn;
use crate::{app::App, error::RouteError, routes::Body};

/// The body of an operation that takes a fresh proof, from somebody who gave it.
pub struct Proven<E: Endpoint> {
    /// Who proved it.
    pub session: SignedIn,
    /// What the request carries.
    pub body: E::Body,
}

impl<E: Endpoint, S: Send + Sync> FromRequest<S> for Proven<E>
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request(request: Request, state: &S) -> Result<Self, RouteError> {
        let (mut parts, body) = request.into_parts();
        let session = SignedIn::from_request_parts(&mut parts, state).await?;
        let Body(body) = Body::<E>::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { session, body })
    }
}
