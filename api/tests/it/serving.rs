//! Connections: whoever opens one and does not ask is sent away, and whoever is being answered is not.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Bytes,
    extract::ConnectInfo,
    routing::{get, post},
};
use salus_api::serving::{Patience, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Mutex, oneshot, watch},
    task::JoinHandle,
};

/// Where nothing has to happen before it is over.
const SOON: Duration = Duration::from_millis(50);
/// Where a client that has connected has to have written its few bytes before it is over.
const MOMENT: Duration = Duration::from_secs(1);

/// A server that says from where it is asked, repeats a body, and answers one question only when it is let. It stops with this.
struct Server {
    address: SocketAddr,
    let_go: oneshot::Sender<()>,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

async fn server(patience: Patience) -> Server {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (let_go, held) = oneshot::channel::<()>();
    let held = Arc::new(Mutex::new(Some(held)));
    let slow = move || {
        let held = Arc::clone(&held);
        async move {
            let held = held.lock().await.take().expect("asked once");
            held.await.expect("it is let go");
            "answered"
        }
    };
    let router = Router::new()
        .route("/", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }))
        .route("/repeat", post(|body: Bytes| async move { body }))
        .route("/slow", get(slow));
    let (stop, stopped) = watch::channel(false);
    Server { address, let_go, stop, serving: tokio::spawn(serve(listener, router, patience, stopped)) }
}

/// Sends these bytes and gives whatever comes until the server closes.
async fn until_closed(address: SocketAddr, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // Closed with or without a goodbye.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_whole_request_is_answered_with_the_address_of_who_asks() {
    let server = server(Patience::USUAL).await;
    let answer = until_closed(server.address, "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
}

#[tokio::test]
async fn who_says_nothing_or_half_of_it_is_sent_away() {
    let server = server(Patience { first: SOON, ..Patience::USUAL }).await;
    for half in ["", "G", "PRI * HTTP/2.0\r\n", "GET / HTTP/1.1\r\nhost: loc"] {
        let answer = until_closed(server.address, half).await;
        assert!(!answer.contains("200"), "{half:?}: {answer}");
    }
    let server = self::server(Patience { body: SOON, ..Patience::USUAL }).await;
    let half = "POST /repeat HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nhalf";
    let answer = until_closed(server.address, half).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn who_asked_once_and_then_says_half_of_it_is_sent_away() {
    let server = server(Patience { next: MOMENT, ..Patience::USUAL }).await;
    let answer =
        until_closed(server.address, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\nGET / HTTP/1.1\r\nhost: loc").await;
    assert_eq!(answer.matches("HTTP/1.1 200").count(), 1, "{answer}");
}

#[tokio::test]
async fn an_answer_may_take_longer_and_is_finished_when_the_server_stops() {
    let moment = Patience { first: MOMENT, next: MOMENT, body: MOMENT };
    let Server { address, let_go, stop, serving } = server(moment).await;
    let mut asks = TcpStream::connect(address).await.unwrap();
    asks.write_all(b"GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    // By the time that somebody else is sent away, the one who is being answered has waited for as long.
    until_closed(address, "GET /").await;
    stop.send(true).unwrap();
    let refused = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    refused.await;
    assert!(!serving.is_finished(), "somebody is still being answered");
    let_go.send(()).unwrap();
    let mut answer = String::new();
    asks.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("answered"), "{answer}");
    serving.await.unwrap();
}
