//! From connections to requests: what [`axum::serve`] does, and an end for whoever opens a connection and holds it with half a request.
//! An answer may take as long as it likes: streams of events stay open.

use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::{Notify, watch},
    task::JoinSet,
    time::timeout,
};
use tower::ServiceExt;
use tower_http::timeout::DeadlineBody;

/// After how much silence an HTTP/2 client is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(60);
/// How long it may take to say so.
const ANSWER: Duration = Duration::from_secs(20);

/// How long a client may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the connection to the end of its first request's head.
    pub first: Duration,
    /// From one request over HTTP/1 to the end of the next one's head. Longer than proxies keep a connection that they do not use, or
    /// else one of their requests would meet a connection that is closing.
    pub next: Duration,
    /// For a request's body, all of it.
    pub body: Duration,
}

impl Patience {
    /// What real clients need, and more.
    pub const USUAL: Self =
        Self { first: Duration::from_secs(30), next: Duration::from_secs(150), body: Duration::from_secs(30) };
}

/// Serves until told to stop; then requests that are under way come to their end. Handlers learn the address of the client.
pub async fn serve<L>(mut listener: L, router: Router, patience: Patience, stopped: watch::Receiver<bool>)
where
    L: Listener<Addr = SocketAddr>,
{
    let mut open = JoinSet::new();
    let mut stop = pin!(until(stopped.clone()));
    loop {
        tokio::select! {
            (io, peer) = listener.accept() => {
                open.spawn(connection(io, peer, router.clone(), patience, stopped.clone()));
            }
            Some(_) = open.join_next() => {}
            () = &mut stop => break,
        }
    }
    drop(listener);
    while open.join_next().await.is_some() {}
}

/// Waits until it is time to stop.
pub async fn until(mut stopped: watch::Receiver<bool>) {
    // Whoever would say so is gone: there is nothing to wait for either.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Serves one connection to its end.
async fn connection<I>(io: I, peer: SocketAddr, router: Router, patience: Patience, stopped: watch::Receiver<bool>)
where
    I: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let asked = Arc::new(Notify::new());
    let has_asked = Arc::clone(&asked);
    let service = tower::service_fn(move |request: Request<Incoming>| {
        asked.notify_one();
        let mut request = request.map(|body| Body::new(DeadlineBody::new(patience.body, body)));
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.next);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(SILENCE).keep_alive_timeout(ANSWER);
    let mut served = pin!(builder.serve_connection(TokioIo::new(io), TowerToHyperService::new(service)));
    let mut first = pin!(timeout(patience.first, has_asked.notified()));
    let mut stop = pin!(until(stopped));
    let (mut is_silent, mut is_stopping) = (true, false);
    loop {
        tokio::select! {
            ended = served.as_mut() => {
                if let Err(cause) = ended {
                    // Clients that break off: many, and nothing to be done.
                    tracing::debug!(%cause, "a connection broke");
                }
                return;
            }
            asked = &mut first, if is_silent => {
                if asked.is_err() {
                    tracing::debug!("a connection asked for nothing");
                    return;
                }
                is_silent = false;
            }
            () = &mut stop, if !is_stopping => {
                is_stopping = true;
                served.as_mut().graceful_shutdown();
            }
        }
    }
}
