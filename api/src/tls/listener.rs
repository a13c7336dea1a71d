//! Connections over TLS, as axum takes them.

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::serve::Listener;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::Tls;
use crate::auth::visitor::prefix;

/// How long a client may take to agree on how to encrypt.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How many connections may be agreeing at once; more wait in the queue of the system.
const AT_ONCE: usize = 1024;
/// How many of them may come from one network, so that it takes many networks to keep everybody else out.
pub const FROM_ONE_NETWORK: usize = 128;

type Agreed = (TlsStream<TcpStream>, SocketAddr);

/// How many connections of each network are agreeing now.
#[derive(Clone, Debug, Default)]
struct Agreeing(Arc<Mutex<HashMap<Vec<u8>, usize>>>);

/// One of them, until this is dropped.
struct One {
    network: Vec<u8>,
    agreeing: Agreeing,
}

impl Agreeing {
    /// One more of this network; `None` if it has as many as it may.
    fn take(&self, network: Vec<u8>) -> Option<One> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network.clone()).or_default();
        if *count >= FROM_ONE_NETWORK {
            return None;
        }
        *count += 1;
        Some(One { network, agreeing: self.clone() })
    }
}

impl Drop for One {
    fn drop(&mut self) {
        let mut counts = self.agreeing.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.network);
            }
        }
    }
}

/// Gives connections that are encrypted already: a slow or silent client keeps nobody else waiting.
#[derive(Debug)]
pub struct TlsListener {
    agreed: mpsc::Receiver<Agreed>,
    address: SocketAddr,
}

impl TlsListener {
    /// Takes connections from this listener.
    ///
    /// # Errors
    /// If the listener has no address.
    pub fn over(mut listener: TcpListener, tls: Tls) -> io::Result<Self> {
        let address = TcpListener::local_addr(&listener)?;
        let (give, agreed) = mpsc::channel(AT_ONCE);
        let agreeing = Agreeing::default();
        tokio::spawn(async move {
            loop {
                let Ok(place) = give.clone().reserve_owned().await else { return };
                let (stream, peer) = Listener::accept(&mut listener).await;
                let Some(one) = agreeing.take(prefix(peer.ip())) else {
                    tracing::debug!("a network has as many connections as it may that are not encrypted yet");
                    continue;
                };
                let acceptor = TlsAcceptor::from(tls.current());
                tokio::spawn(async move {
                    let _one = one;
                    match timeout(HANDSHAKE, acceptor.accept(stream)).await {
                        Ok(Ok(stream)) => drop(place.send((stream, peer))),
                        // Scanners and old browsers: many, and nothing to be done.
                        Ok(Err(cause)) => tracing::debug!(%cause, "a connection was not encrypted"),
                        Err(_) => tracing::debug!("a connection took too long to be encrypted"),
                    }
                });
            }
        });
        Ok(Self { agreed, address })
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Agreed {
        match self.agreed.recv().await {
            Some(agreed) => agreed,
            // Only where the task above has ended, which it does not while this lives.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}
