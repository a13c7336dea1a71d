//! The server, spoken to over HTTP as a person would: the real router, a fresh database for each test, a clock and
//! randomness that obey. Runs on SQLite, and on PostgreSQL where `SALUS_TEST_POSTGRES` holds a server's address.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod bodies;
mod cli;
mod demo;
mod files;
mod harness;
mod headers;
mod import;
mod keys;
mod log;
mod mail;
mod matrix;
mod routes;
mod serving;
mod store;
mod tls;
mod words;
