//! A fresh proof for exactly one request: [`Proven`] is the body of an operation that asks for one, and nothing else makes it.
//!
//! The act is a keyed hash over session, method, path and body, so that a proof opens one call and no other. Who is allowed at
//! all is asked before: whoever may not do a thing is not asked to prove anything for it.

use axum::extract::{FromRef, FromRequest, FromRequestParts, Request};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use salus_protocol::{Access, Endpoint, ErrorCode, proof::Act};

use super::guard::SignedIn;
use crate::{app::App, error::RouteError, routes::wire, store::Store};

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
        let app = App::from_ref(state);
        let (mut parts, body) = request.into_parts();
        let session = SignedIn::from_request_parts(&mut parts, state).await?;
        let allowed = match E::ACCESS {
            Access::Staff => session.patient().is_none(),
            Access::Patient => session.patient().is_some(),
            _ => true,
        };
        if !allowed {
            return Err(ErrorCode::NotAllowed.into());
        }
        let bytes = axum::body::to_bytes(body, wire::BODY_LIMIT).await.map_err(|_| ErrorCode::TooLarge)?;
        // A body that cannot be read is not worth a proof. It is read again below, since nothing says that it may wait.
        drop(wire::read_body::<E::Body>(&bytes)?);
        let act = act_of(&app.store, &session, parts.method.as_str(), parts.uri.path(), &bytes)?;
        if app.store.spend_proof(session.session(), &act).await? {
            Ok(Self { session, body: wire::read_body(&bytes)? })
        } else {
            Err(RouteError::proof(act))
        }
    }
}

/// The act that a request is.
fn act_of(store: &Store, session: &SignedIn, method: &str, path: &str, body: &[u8]) -> Result<Act, RouteError> {
    let mut text = Vec::new();
    for part in [session.session().as_str().as_bytes(), method.as_bytes(), path.as_bytes(), body] {
        text.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        text.extend_from_slice(part);
    }
    Act::parse(&URL_SAFE_NO_PAD.encode(store.index("acts", &text))).map_err(RouteError::internal)
}
