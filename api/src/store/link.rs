//! How the server and its databases talk to each other.

use std::str::FromStr;

use salus_protocol::protection::DatabaseLink;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::{
    Store,
    database::{Database, Kind},
};
use crate::running;

impl Store {
    /// What is certain about the connections to the data and to the wrapped keys: the lesser of the two.
    #[must_use]
    pub fn link(&self) -> DatabaseLink {
        running::lesser(self.database().link(), self.inner.keys.wrapped.database().link())
    }
}

impl Database {
    /// What is certain about the connections: `prefer` goes on without encryption where the server has none, so it makes nothing
    /// certain (PostgreSQL documentation, table "SSL Mode Descriptions").
    #[must_use]
    pub fn link(&self) -> DatabaseLink {
        match self.kind() {
            Kind::Sqlite => DatabaseLink::ThisComputer,
            Kind::Postgres => {
                PgConnectOptions::from_str(self.address()).map_or(DatabaseLink::Open, |options| link(&options))
            }
        }
    }
}

fn link(options: &PgConnectOptions) -> DatabaseLink {
    let host = options.get_host();
    if options.get_socket().is_some()
        || host.starts_with('/')
        || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host)
    {
        return DatabaseLink::ThisComputer;
    }
    match options.get_ssl_mode() {
        PgSslMode::VerifyFull => DatabaseLink::Proved,
        PgSslMode::Require | PgSslMode::VerifyCa => DatabaseLink::Encrypted,
        PgSslMode::Disable | PgSslMode::Allow | PgSslMode::Prefer => DatabaseLink::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Option<DatabaseLink> {
        PgConnectOptions::from_str(address).ok().map(|options| link(&options))
    }

    #[test]
    fn only_a_mode_that_insists_counts_as_encrypted() {
        for (mode, expected) in [
            ("", DatabaseLink::Open),
            ("?sslmode=disable", DatabaseLink::Open),
            ("?sslmode=allow", DatabaseLink::Open),
            ("?sslmode=prefer", DatabaseLink::Open),
            ("?sslmode=require", DatabaseLink::Encrypted),
            ("?sslmode=verify-ca", DatabaseLink::Encrypted),
            ("?sslmode=verify-full", DatabaseLink::Proved),
        ] {
            assert_eq!(of(&format!("postgres://salus@db.example.org/salus{mode}")), Some(expected), "{mode}");
            assert_eq!(
                of(&format!("postgres://salus@localhost/salus{mode}")),
                Some(DatabaseLink::ThisComputer),
                "{mode}"
            );
        }
        assert_eq!(of("postgres:///salus?host=/run/postgresql"), Some(DatabaseLink::ThisComputer));
    }
}
