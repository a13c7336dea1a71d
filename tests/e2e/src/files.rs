//! Folders served to a browser: for the gallery, which needs no server of its own.

use std::{path::PathBuf, sync::Arc};

use anyhow::Result;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// Folders behind a port, until this is dropped.
pub struct Files {
    port: u16,
    serving: JoinHandle<()>,
}

impl Files {
    /// Serves the folders, each under the beginning of an address: `""` or `"fonts/"`.
    pub async fn serve(folders: &[(&'static str, PathBuf)]) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let folders: Arc<[(&'static str, PathBuf)]> = folders.into();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A browser that goes away in the middle is no matter of ours.
                tokio::spawn(answer(stream, Arc::clone(&folders)));
            }
        });
        Ok(Self { port, serving })
    }

    /// The address at which it is reached.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn answer(stream: TcpStream, folders: Arc<[(&'static str, PathBuf)]>) -> Result<()> {
    let mut stream = BufReader::new(stream);
    let mut first = String::new();
    stream.read_line(&mut first).await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 2 {
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
    let name = path.trim_start_matches('/');
    let name = if name.is_empty() { "index.html" } else { name };
    // The longest beginning is the nearest.
    let nearest =
        folders.iter().filter_map(|(start, folder)| Some((start.len(), folder.join(name.strip_prefix(start)?))));
    let file = nearest.max_by_key(|(length, _)| *length).map(|(_, file)| file).unwrap_or_default();
    let inside = !name.contains("..");
    let (status, body) = match tokio::fs::read(&file).await {
        Ok(body) if inside => ("200 OK", body),
        _ => ("404 Not Found", Vec::new()),
    };
    let kind = match file.extension().and_then(|kind| kind.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    Ok(stream.shutdown().await?)
}
