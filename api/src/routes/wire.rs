//! The bridge from `protocol` to axum: mounting, bodies and replies, with the types checked by the compiler.

use axum::{
    Json, Router,
    extract::{FromRequest, Request},
    handler::Handler,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use salus_protocol::{Endpoint, ErrorCode, FieldError, Method, words::Refused};

use crate::{app::App, error::RouteError};

/// How many bytes a body may have: a message of 10,000 characters in four bytes each, with room for its envelope.
pub const BODY_LIMIT: usize = 64 * 1024;

/// What a handler of an operation returns.
pub type Answer<E> = Result<Reply<E>, RouteError>;

/// The reply of an operation, with the cookies it sets.
pub struct Reply<E: Endpoint> {
    body: E::Reply,
    headers: HeaderMap,
}

impl<E: Endpoint> Reply<E> {
    /// A reply.
    #[must_use]
    pub fn new(body: E::Reply) -> Self {
        Self { body, headers: HeaderMap::new() }
    }

    /// The same with one more header, such as a cookie.
    #[must_use]
    pub fn with(mut self, (name, value): (HeaderName, HeaderValue)) -> Self {
        self.headers.append(name, value);
        self
    }
}

impl<E: Endpoint> IntoResponse for Reply<E> {
    fn into_response(self) -> Response {
        (StatusCode::OK, self.headers, Json(self.body)).into_response()
    }
}

/// The body of an operation, read and in order.
pub struct Body<E: Endpoint>(pub E::Body);

impl<E: Endpoint, S: Send + Sync> FromRequest<S> for Body<E> {
    type Rejection = RouteError;

    async fn from_request(request: Request, _state: &S) -> Result<Self, RouteError> {
        let bytes = axum::body::to_bytes(request.into_body(), BODY_LIMIT).await.map_err(|_| ErrorCode::TooLarge)?;
        read_body(&bytes).map(Self)
    }
}

/// Reads a body.
///
/// # Errors
/// A word that breaks its rule is named with its reason; anything else is an unreadable request.
pub fn read_body<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, RouteError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let body = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        match Refused::in_text(&error.inner().to_string()) {
            Some(reason) => {
                RouteError { fields: vec![FieldError { field, reason }], ..ErrorCode::InvalidFields.into() }
            }
            // The path names fields of the wire, not what was in them; serde's own message could quote a value.
            None => {
                RouteError { cause: Some(format!("unreadable body at `{field}`")), ..ErrorCode::InvalidRequest.into() }
            }
        }
    })?;
    let after = |_| RouteError { cause: Some("something follows the body".into()), ..ErrorCode::InvalidRequest.into() };
    json.end().map_err(after)?;
    Ok(body)
}

/// Mounting an operation at its own pattern and method.
pub trait Mount {
    /// Mounts a handler that returns the operation's reply.
    #[must_use]
    fn endpoint<E, H, T>(self, handler: H) -> Self
    where
        E: Endpoint,
        H: Handler<T, App> + Returns<E, T>,
        T: 'static;
}

/// Marks handlers whose answer is that of the operation, so that no other can be mounted in its place.
pub trait Returns<E: Endpoint, T> {}

macro_rules! returns {
    ($($ty:ident),*) => {
        impl<E, F, Fut, $($ty,)* M> Returns<E, (M, $($ty,)*)> for F
        where
            E: Endpoint,
            F: Fn($($ty,)*) -> Fut,
            Fut: Future<Output = Answer<E>>,
        {
        }
    };
}
returns!(A);
returns!(A, B);
returns!(A, B, C);
returns!(A, B, C, D);
returns!(A, B, C, D, G);

impl Mount for Router<App> {
    fn endpoint<E, H, T>(self, handler: H) -> Self
    where
        E: Endpoint,
        H: Handler<T, App> + Returns<E, T>,
        T: 'static,
    {
        let filter = match E::METHOD {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
            Method::Delete => MethodFilter::DELETE,
        };
        self.route(E::PATTERN, on(filter, handler))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use salus_protocol::{Sample, messages::NewReply, words::Reason};

    use super::*;

    fn read(text: &str) -> Result<NewReply, (ErrorCode, Vec<FieldError>)> {
        read_body(&Bytes::from(text.to_owned())).map_err(|error: RouteError| (error.code, error.fields))
    }

    #[test]
    fn a_body_is_one_json_value_and_nothing_after_it() {
        let text = serde_json::to_string(&NewReply::sample()).unwrap_or_default();
        assert_eq!(read(&format!(" {text}\n")), Ok(NewReply::sample()));
        for body in [format!("{text}x"), format!("{text}{text}"), format!("{text} {{}}"), String::new()] {
            assert_eq!(read(&body), Err((ErrorCode::InvalidRequest, Vec::new())), "{body}");
        }
    }

    #[test]
    fn a_body_in_which_a_field_stands_twice_is_refused() {
        let text = serde_json::to_string(&NewReply::sample()).unwrap_or_default();
        let twice = text.replacen('{', r#"{"body":"Another one.","#, 1);
        assert_eq!(read(&twice), Err((ErrorCode::InvalidRequest, Vec::new())), "{twice}");
    }

    #[test]
    fn a_word_that_breaks_its_rule_is_named_with_its_reason() {
        let field = FieldError { field: "body".into(), reason: Reason::Empty };
        let text = r#"{"body": " ", "key": "4f9c1d2e-7a3b-4c5d-8e6f-0a1b2c3d4e5f"}"#;
        assert_eq!(read(text), Err((ErrorCode::InvalidFields, vec![field])));
    }
}
