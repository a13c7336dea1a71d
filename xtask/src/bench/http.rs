//! As much HTTP/1.1 as a load generator needs: one connection that stays open, cookies, JSON.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// One connection to a server on this machine.
pub struct Connection {
    stream: BufReader<TcpStream>,
    port: u16,
    cookies: Vec<(String, String)>,
}

/// What came back.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Connection {
    /// Opens it.
    pub fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).context("nobody listens on that port")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { stream: BufReader::new(stream), port, cookies: Vec::new() })
    }

    /// Another connection with the same cookies.
    pub fn again(&self) -> Result<Self> {
        Ok(Self { cookies: self.cookies.clone(), ..Self::open(self.port)? })
    }

    /// Reads an address.
    pub fn get(&mut self, path: &str) -> Result<Reply> {
        self.send("GET", path, None)
    }

    /// Sends JSON as the portal would; a refusal is an error.
    pub fn post(&mut self, path: &str, body: &Value) -> Result<Value> {
        let reply = self.ask(path, body)?;
        if reply.status != 200 {
            bail!("{path} answered {}: {}", reply.status, String::from_utf8_lossy(&reply.body));
        }
        serde_json::from_slice(&reply.body).with_context(|| format!("{path} answered with something that is not JSON"))
    }

    /// Sends JSON as the portal would, and gives whatever is answered.
    pub fn ask(&mut self, path: &str, body: &Value) -> Result<Reply> {
        self.send("POST", path, Some(body.to_string()))
    }

    fn send(&mut self, method: &str, path: &str, body: Option<String>) -> Result<Reply> {
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nhost: localhost:{}\r\naccept: application/json\r\n", self.port);
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.push_str(&format!("cookie: {}\r\n", pairs.join("; ")));
        }
        if let Some(body) = &body {
            let length = body.len();
            request.push_str(&format!(
                "content-type: application/json\r\ncontent-length: {length}\r\nsec-fetch-site: same-origin\r\nx-salus: active\r\n"
            ));
        }
        request.push_str("\r\n");
        request.push_str(body.as_deref().unwrap_or_default());
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.receive()
    }

    fn receive(&mut self) -> Result<Reply> {
        let first = self.line()?;
        let status =
            first.split(' ').nth(1).and_then(|code| code.parse().ok()).with_context(|| format!("not HTTP: {first}"))?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "set-cookie" => self.keep(value),
                _ => {}
            }
        }
        let mut body = Vec::new();
        if chunked {
            loop {
                let size = usize::from_str_radix(self.line()?.trim(), 16)?;
                self.take(size, &mut body)?;
                self.line()?;
                if size == 0 {
                    break;
                }
            }
        } else {
            self.take(length, &mut body)?;
        }
        Ok(Reply { status, body })
    }

    fn take(&mut self, size: usize, body: &mut Vec<u8>) -> Result<()> {
        let from = body.len();
        body.resize(from + size, 0);
        self.stream.read_exact(body.get_mut(from..).unwrap_or_default())?;
        Ok(())
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }

    fn keep(&mut self, cookie: &str) {
        let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        self.cookies.retain(|(kept, _)| kept != name);
        if !cookie.to_ascii_lowercase().contains("max-age=0") {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use std::{net::TcpListener, thread};

    use super::*;

    #[test]
    fn a_cookie_is_kept_and_given_back_and_a_chunked_body_is_read() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = Vec::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let answers = [
                "HTTP/1.1 200 OK\r\nset-cookie: s=abc; Path=/; HttpOnly\r\ncontent-length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
            ];
            for answer in answers {
                let mut request = String::new();
                while !request.ends_with("\r\n\r\n") {
                    reader.read_line(&mut request).unwrap();
                }
                asked.push(request);
                stream.write_all(answer.as_bytes()).unwrap();
            }
            asked
        });
        let mut connection = Connection::open(port).unwrap();
        connection.get("/first").unwrap();
        assert_eq!(connection.get("/second").unwrap().body, b"hello");
        assert!(server.join().unwrap()[1].contains("cookie: s=abc\r\n"));
    }
}
