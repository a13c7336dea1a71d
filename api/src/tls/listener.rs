//! Connections over TLS, as axum takes them.

use std::{io, net::SocketAddr, time::Duration};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::Tls;

/// How long a client may take to agree on how to encrypt.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How many connections may be agreeing at once; more wait in the queue of the system.
const AT_ONCE: usize = 1024;

type Agreed = (TlsStream<TcpStream>, SocketAddr);

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
        tokio::spawn(async move {
            loop {
                let Ok(place) = give.clone().reserve_owned().await else { return };
                let (stream, peer) = Listener::accept(&mut listener).await;
                let acceptor = TlsAcceptor::from(tls.current());
                tokio::spawn(async move {
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

/// The address of who is connected, over TLS or not.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

impl Connected<IncomingStream<'_, TcpListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TcpListener>) -> Self {
        Self(*stream.remote_addr())
    }
}
