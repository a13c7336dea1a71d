//! What is around every answer.

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    routing::get,
};
use salus_api::{app::App, routes::envelope};
use salus_protocol::{ApiError, ErrorCode};
use tower::ServiceExt;

use crate::harness::TestApp;

async fn breaks() -> StatusCode {
    panic!("Lina Marsh has a secret")
}

#[tokio::test]
async fn a_handler_that_panics_answers_with_the_envelope_and_without_its_words() {
    let app = TestApp::start().await;
    let router: Router<App> = Router::new().route("/api/v1/breaks", get(breaks));
    let router: Router = envelope::around(router, &app.app).with_state(app.app.clone());
    let request = Request::get("/api/v1/breaks").body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(response.headers().contains_key("x-request-id"));
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let error: ApiError = serde_json::from_slice(&body).unwrap();
    assert_eq!((error.code, error.message.as_str()), (ErrorCode::Internal, ErrorCode::Internal.sentence()));
}
