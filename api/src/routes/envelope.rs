//! Around every request: an id, a line in the log, the envelope for refusals, and `no-store` on everything.

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use salus_protocol::ErrorCode;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{app::App, error::RouteError};

/// Puts the envelope around a router: around its refusals, and around the end of a handler that panicked.
pub fn around(router: Router<App>, app: &App) -> Router<App> {
    router
        .layer(CatchPanicLayer::custom(|_| RouteError::internal("a handler panicked").into_response()))
        .layer(middleware::from_fn_with_state(app.clone(), wrap))
}

/// Wraps a request.
pub async fn wrap(State(app): State<App>, request: Request, next: Next) -> Response {
    let request_id = app.store.world().id();
    let method = request.method().clone();
    // The pattern, not the address: ids stay out of the log.
    let pattern = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    let refusal = response.extensions_mut().remove::<RouteError>().or_else(|| refusal_of(response.status()));
    if let Some(error) = refusal {
        let status = StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if status.is_server_error() {
            tracing::error!(%request_id, %method, pattern, code = ?error.code, cause = error.cause.as_deref(), "refused");
        } else {
            tracing::info!(%request_id, %method, pattern, code = ?error.code, cause = error.cause.as_deref(), "refused");
        }
        let headers = response.headers().clone();
        response = (status, Json(error.envelope(&request_id))).into_response();
        for value in headers.get_all(header::SET_COOKIE) {
            response.headers_mut().append(header::SET_COOKIE, value.clone());
        }
        if let Some(seconds) = error.retry_after_seconds {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    } else {
        tracing::debug!(%request_id, %method, pattern, status = response.status().as_u16(), "answered");
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// Refusals that axum made itself, such as for a path parameter that is no id.
fn refusal_of(status: StatusCode) -> Option<RouteError> {
    let code = match status {
        status if !status.is_client_error() && !status.is_server_error() => return None,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => ErrorCode::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
        status if status.is_client_error() => ErrorCode::InvalidRequest,
        _ => ErrorCode::Internal,
    };
    Some(code.into())
}

/// There is no such operation.
pub async fn not_found() -> RouteError {
    ErrorCode::NotFound.into()
}
