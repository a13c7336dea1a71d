//! TLS in the server: which versions it speaks, what it refuses, and what happens when the certificate changes.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use axum::{Router, extract::ConnectInfo, routing::get};
use rustls::{
    ClientConfig, ProtocolVersion, RootCertStore, SupportedProtocolVersion,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
    version::{TLS12, TLS13},
};
use salus_api::{
    serving::{Patience, serve as serve_requests},
    tls::{FROM_ONE_NETWORK, Files, Tls, TlsListener},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// Writes a fresh certificate for `localhost` and gives its files.
fn certificate(folder: &Path) -> Files {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let files = Files { certificate: folder.join("tls.crt"), key: folder.join("tls.key") };
    fs::write(&files.certificate, made.cert.pem()).unwrap();
    fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    files
}

/// A server over TLS that says from where it is asked; gives its address.
async fn serve(tls: Tls) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }));
    let listener = TlsListener::over(listener, tls).unwrap();
    tokio::spawn(async move {
        // Nobody tells it to stop, and nobody has to be able to.
        let (_stop, stopped) = watch::channel(false);
        serve_requests(listener, router, Patience::USUAL, stopped).await;
    });
    address
}

/// A client that trusts exactly this certificate.
fn trusting(trusted: &Path, version: &'static SupportedProtocolVersion) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(trusted).unwrap()).unwrap();
    ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// Connects and trusts exactly this certificate.
async fn connect(
    address: SocketAddr,
    trusted: &Path,
    version: &'static SupportedProtocolVersion,
    protocol: &[u8],
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut config = trusting(trusted, version);
    config.alpn_protocols = vec![protocol.to_vec()];
    agree(TcpStream::connect(address).await?, config).await
}

/// Agrees on how to encrypt a connection.
async fn agree(stream: TcpStream, config: ClientConfig) -> std::io::Result<TlsStream<TcpStream>> {
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
}

#[tokio::test]
async fn tls_1_2_and_1_3_are_spoken_and_the_clients_address_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let files = certificate(folder.path());
    let address = serve(Tls::open(files.clone()).unwrap()).await;
    for (version, expected) in [(&TLS13, ProtocolVersion::TLSv1_3), (&TLS12, ProtocolVersion::TLSv1_2)] {
        let mut stream = connect(address, &files.certificate, version, b"http/1.1").await.unwrap();
        let (_, session) = stream.get_ref();
        assert_eq!(session.protocol_version(), Some(expected));
        let suite = format!("{:?}", session.negotiated_cipher_suite().unwrap().suite());
        assert!(suite.contains("GCM") || suite.contains("CHACHA20"), "{suite} is not authenticated encryption");
        assert!(suite.starts_with("TLS13") || suite.contains("ECDHE"), "{suite} does not keep old connections secret");
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        // A server that closes without saying so is no matter here.
        let _ = stream.read_to_string(&mut answer).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
    }
    let stream = connect(address, &files.certificate, &TLS13, b"h2").await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"h2".as_slice()));
}

/// Connects from an address of this computer, all of which are its own under 127.
async fn connect_from(from: [u8; 4], address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((from, 0))).unwrap();
    socket.connect(address).await.unwrap()
}

#[tokio::test]
async fn one_network_that_connects_and_says_nothing_keeps_nobody_else_out() {
    let folder = tempfile::tempdir().unwrap();
    let files = certificate(folder.path());
    let address = serve(Tls::open(files.clone()).unwrap()).await;
    let mut silent = Vec::new();
    for _ in 0..FROM_ONE_NETWORK {
        silent.push(connect_from([127, 0, 0, 1], address).await);
    }
    // One more of the same network is sent away without a word.
    let mut one_more = connect_from([127, 0, 0, 200], address).await;
    assert_eq!(one_more.read(&mut [0; 1]).await.unwrap_or_default(), 0);
    // Another network gets in, and so does the first as soon as it gives up one of its silent ones.
    let elsewhere = connect_from([127, 9, 9, 1], address).await;
    agree(elsewhere, trusting(&files.certificate, &TLS13)).await.unwrap();
    silent.pop();
    while agree(connect_from([127, 0, 0, 1], address).await, trusting(&files.certificate, &TLS13)).await.is_err() {
        tokio::task::yield_now().await;
    }
}

/// The first message of a client that speaks at most this version (RFC 5246, section 7.4.1.2). All else in it is what this server
/// takes, so that the version alone decides.
fn hello(version: [u8; 2]) -> Vec<u8> {
    // A suite for our certificate, one of the older versions; P-256; ECDSA with SHA-256; points as they are.
    let suites = [0xc0, 0x2b, 0xc0, 0x09];
    let extensions = [0, 10, 0, 4, 0, 2, 0, 23, 0, 13, 0, 4, 0, 2, 4, 3, 0, 11, 0, 2, 1, 0];
    let mut body = vec![version[0], version[1]];
    body.extend([7; 32]);
    body.extend([0, 0, suites.len() as u8]);
    body.extend(suites);
    body.extend([1, 0, 0, extensions.len() as u8]);
    body.extend(extensions);
    let mut message = vec![1, 0, 0, body.len() as u8];
    message.extend(body);
    let mut record = vec![22, 3, 1, 0, message.len() as u8];
    record.extend(message);
    record
}

/// The first bytes that the server answers to this.
async fn first_of(address: SocketAddr, message: &[u8]) -> [u8; 7] {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(message).await.unwrap();
    let mut first = [0; 7];
    let _ = stream.read_exact(&mut first).await;
    first
}

#[tokio::test]
async fn older_versions_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(Tls::open(certificate(folder.path())).unwrap()).await;
    assert_eq!(first_of(address, &hello([3, 3])).await[0], 22, "TLS 1.2 goes on with its handshake");
    for version in [[3, 0], [3, 1], [3, 2]] {
        let [kind, _, _, _, _, level, description] = first_of(address, &hello(version)).await;
        // A fatal alert (RFC 5246, section 7.2), and 70 for the version.
        assert_eq!((kind, level, description), (21, 2, 70), "{version:?}");
    }
    // Plain HTTP gets no page, not even one that says so.
    let first = first_of(address, b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(!first.starts_with(b"HTTP"), "{first:?}");
}

#[tokio::test]
async fn a_renewed_certificate_is_shown_without_a_restart_and_a_broken_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let files = certificate(folder.path());
    let tls = Tls::open(files.clone()).unwrap();
    let address = serve(tls.clone()).await;
    let first = folder.path().join("first.crt");
    fs::copy(&files.certificate, &first).unwrap();
    connect(address, &first, &TLS13, b"h2").await.unwrap();

    fs::write(&files.certificate, "broken").unwrap();
    assert!(tls.reload().is_err());
    connect(address, &first, &TLS13, b"h2").await.unwrap();

    certificate(folder.path());
    tls.reload().unwrap();
    connect(address, &files.certificate, &TLS13, b"h2").await.unwrap();
    assert!(connect(address, &first, &TLS13, b"h2").await.is_err(), "the old certificate is gone");
}

/// The server's program with this certificate, in a folder that has a portal.
fn salus(folder: &Path, files: &Files, more: &[&str]) -> Command {
    fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
    command.arg("serve").arg("--data").arg(folder.join("data")).arg("--spa").arg(folder);
    command.arg("--tls-certificate").arg(&files.certificate).arg("--tls-key").arg(&files.key).args(more);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn the_server_does_not_start_with_a_certificate_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let files = certificate(folder.path());
    fs::write(&files.key, "no key").unwrap();
    let output = salus(folder.path(), &files, &["--port", "0"]).output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("there is no private key in PEM in") && said.contains("tls.key"), "{said}");
}

/// Waits until the program has written this.
fn wait_for(lines: &mut impl Iterator<Item = std::io::Result<String>>, words: &str) {
    assert!(lines.by_ref().any(|line| line.unwrap().contains(words)), "the program never said `{words}`");
}

#[tokio::test]
async fn the_program_serves_over_tls_and_takes_a_new_certificate_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let files = certificate(folder.path());
    let port = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
    let mut program = salus(folder.path(), &files, &["--port", &port.to_string()]).spawn().unwrap();
    let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
    wait_for(&mut lines, "serving");

    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = connect(address, &files.certificate, &TLS13, b"http/1.1").await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    assert!(answer.contains("strict-transport-security: max-age=63072000; includeSubDomains"), "{answer}");
    let mut stream = connect(address, &files.certificate, &TLS13, b"http/1.1").await.unwrap();
    stream.write_all(b"GET /api/v1/protection HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    assert!(answer.contains(r#""transport":"here""#), "{answer}");
    assert!(answer.contains(r#""keys_apart":false"#), "the key lies beside this database: {answer}");

    certificate(folder.path());
    let told = Command::new("kill").args(["-HUP", &program.id().to_string()]).status().unwrap();
    assert!(told.success());
    wait_for(&mut lines, "the certificate was read again");
    connect(address, &files.certificate, &TLS13, b"http/1.1").await.unwrap();
    program.kill().unwrap();
    program.wait().unwrap();
}
