//! An open page that listens to live events.

use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream},
    http::{Request, StatusCode, header},
    response::Response,
};
use futures::StreamExt;
use salus_api::events::Audience;
use salus_protocol::{
    Sample,
    events::{Event, PATH},
};
use tokio::time::timeout;
use tower::ServiceExt;

use super::Person;
use crate::harness::TestApp;

/// A stream of events that is open.
pub(crate) struct Page {
    body: BodyDataStream,
    text: String,
}

impl Person {
    /// Asks for the stream of events, and returns the answer before anything is heard.
    pub(crate) async fn asks_for_events(&self) -> Response {
        let cookies: Vec<String> = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::get(PATH).header(header::COOKIE, cookies.join("; "));
        let request = request.body(Body::empty()).expect("a request");
        self.router.clone().oneshot(request).await.expect("the router answers")
    }

    /// Opens a page that listens.
    pub(crate) async fn listens(&self) -> Page {
        let response = self.asks_for_events().await;
        assert_eq!(response.status(), StatusCode::OK);
        Page { body: response.into_body().into_data_stream(), text: String::new() }
    }
}

impl Page {
    /// Waits for the next frame: its lines, or `None` once the stream has ended.
    pub(crate) async fn frame(&mut self) -> Option<String> {
        loop {
            if let Some((frame, rest)) = self.text.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.text = rest;
                return Some(frame);
            }
            let bytes = self.body.next().await?.expect("the stream does not break");
            self.text.push_str(std::str::from_utf8(&bytes).expect("events are text"));
        }
    }

    /// Waits for the next event: its name and what it carries.
    pub(crate) async fn hears(&mut self) -> (String, Event) {
        let frame = self.frame().await.expect("the stream goes on");
        let field = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let event = field("data:").expect("an event carries data");
        (field("event:").expect("an event has a name").to_owned(), serde_json::from_str(event).expect("an event"))
    }
}

impl TestApp {
    /// Waits until what is announced is heard: on PostgreSQL the listener needs a moment to connect.
    pub(crate) async fn is_live(&self) {
        let mut heard = self.app.events.listen();
        let nobody = Audience::Account(Sample::sample(), None);
        loop {
            self.app.events.announce(nobody.clone(), Event::FeedbackGiven).await;
            if timeout(Duration::from_millis(50), heard.recv()).await.is_ok() {
                return;
            }
        }
    }
}
