//! Somebody in front of a browser: carries cookies, calls operations, and says what came back.

mod stream;

use std::fmt::Debug;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderValue, Request, StatusCode, header},
};
use salus_api::auth::cookies::{Cookie, Cookies};
use salus_protocol::{
    ApiError, Endpoint, ErrorCode, Method,
    ids::{AccountId, PatientId},
};
use tower::ServiceExt;

/// A person with a browser.
#[derive(Clone)]
pub(crate) struct Person {
    router: Router,
    cookies: Cookies,
    jar: Vec<(String, String)>,
    /// What the browser calls itself.
    pub(crate) agent: Option<&'static str>,
    /// The account, once there is one.
    pub(crate) account: Option<AccountId>,
    /// The patient, for patients.
    pub(crate) patient: Option<PatientId>,
}

impl Person {
    pub(crate) fn new(router: Router, cookies: Cookies) -> Self {
        Self { router, cookies, jar: Vec::new(), agent: None, account: None, patient: None }
    }

    /// Puts a token into the browser as if the server had given it.
    pub(crate) fn carry(&mut self, cookie: Cookie, token: &[u8; 32]) {
        let (_, given) = self.cookies.give(cookie, token);
        self.keep(&given);
    }

    /// Calls an operation as the portal does, and keeps the cookies of the answer.
    pub(crate) async fn call<E: Endpoint>(&mut self, endpoint: E, body: E::Body) -> Outcome<E::Reply> {
        let text = serde_json::to_vec(&body).expect("a body can be written");
        let outcome = self.send(E::METHOD, &endpoint.path(), text).await;
        Outcome {
            name: E::NAME,
            status: outcome.status,
            headers: outcome.headers,
            text: outcome.text,
            reply: std::marker::PhantomData,
        }
    }

    /// Sends any body to any path as the portal would send it.
    pub(crate) async fn send(&mut self, method: Method, path: &str, body: Vec<u8>) -> Outcome<serde_json::Value> {
        self.send_from("same-origin", method, path, body).await
    }

    /// Sends any body to any path from a page that is on this site as far as the browser says.
    pub(crate) async fn send_from(
        &mut self,
        site: &str,
        method: Method,
        path: &str,
        body: Vec<u8>,
    ) -> Outcome<serde_json::Value> {
        let mut request = Request::builder().method(method.as_str()).uri(path);
        request = request.header("sec-fetch-site", site).header("x-salus", "active");
        let cookies: Vec<String> = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(agent) = self.agent {
            request = request.header(header::USER_AGENT, agent);
        }
        let body = if method == Method::Get {
            Body::empty()
        } else {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body)
        };
        let response =
            self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        for given in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(given);
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body arrives");
        Outcome {
            name: "a request",
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            reply: std::marker::PhantomData,
        }
    }

    /// Whether the browser holds this cookie.
    pub(crate) fn holds(&self, cookie: Cookie) -> bool {
        let (_, given) = self.cookies.give(cookie, &[0; 32]);
        let name = given.to_str().unwrap_or_default().split('=').next().unwrap_or_default().to_owned();
        self.jar.iter().any(|(held, _)| *held == name)
    }

    /// The token that the browser holds in this cookie.
    pub(crate) fn token(&self, cookie: Cookie) -> Option<[u8; 32]> {
        let line: Vec<String> = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let line = HeaderValue::from_str(&line.join("; ")).expect("a line of cookies");
        self.cookies.read(&HeaderMap::from_iter([(header::COOKIE, line)]), cookie)
    }

    fn keep(&mut self, given: &HeaderValue) {
        let text = given.to_str().expect("a cookie is text");
        let (name, value) = text.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie has a name");
        self.jar.retain(|(held, _)| held != name);
        if !text.contains("Max-Age=0") {
            self.jar.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// What came back.
pub(crate) struct Outcome<R> {
    name: &'static str,
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body as text.
    pub(crate) text: String,
    reply: std::marker::PhantomData<R>,
}

impl<R: serde::de::DeserializeOwned> Outcome<R> {
    /// The reply of a success.
    #[track_caller]
    pub(crate) fn ok(self) -> R {
        assert_eq!(self.status, StatusCode::OK, "{} was refused: {}", self.name, self.text);
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{}: {error} in {}", self.name, self.text))
    }

    /// The envelope of a refusal with this code.
    #[track_caller]
    pub(crate) fn refused(self, code: ErrorCode) -> ApiError {
        let error: ApiError = serde_json::from_str(&self.text)
            .unwrap_or_else(|_| panic!("{} gave no envelope: {}", self.name, self.text));
        assert_eq!(error.code, code, "{}: {}", self.name, self.text);
        assert_eq!(self.status.as_u16(), code.status());
        assert_eq!(error.message, code.sentence());
        assert!(!error.request_id.is_empty());
        error
    }
}

impl<R> Debug for Outcome<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} {}", self.name, self.status, self.text)
    }
}
