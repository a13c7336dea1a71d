//! What of the protection is switched on in this deployment: read once from what the server was started with, for the page that
//! tells patients. Where something is not known, it says the lesser thing.

use salus_protocol::protection::{Checkpoints, DatabaseLink, KeysFrom, Transport};
use url::Url;

/// What is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// How data travel between the browser and this server.
    pub transport: Transport,
    /// Where the master key comes from.
    pub keys_from: KeysFrom,
    /// Whether the master key lies apart from the database.
    pub keys_apart: bool,
    /// How data travel between this server and its database.
    pub database: DatabaseLink,
    /// Whether proofs of the access log are kept outside the database. When the last was written is asked of the store.
    pub checkpoints: Checkpoints,
}

impl Running {
    /// Nothing that could be switched on.
    #[must_use]
    pub const fn least() -> Self {
        Self {
            transport: Transport::ThisComputer,
            keys_from: KeysFrom::Environment,
            keys_apart: false,
            database: DatabaseLink::Open,
            checkpoints: Checkpoints::Off,
        }
    }
}

/// How data travel to this server: TLS of its own, an https address in front of a server that has none, or neither.
#[must_use]
pub fn transport(has_tls: bool, origin: &Url) -> Transport {
    match (has_tls, origin.scheme()) {
        (true, _) => Transport::Here,
        (false, "https") => Transport::Before,
        (false, _) => Transport::ThisComputer,
    }
}

/// Whether the master key lies apart from the database: not where a copy of the one takes the other along. A key in a file lies
/// in the data folder, and so does the database unless it has a server of its own.
#[must_use]
pub const fn keys_apart(keys_from: KeysFrom, database_in_folder: bool) -> bool {
    match keys_from {
        KeysFrom::Credential | KeysFrom::Environment => true,
        KeysFrom::File => !database_in_folder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_with_a_certificate_says_that_encryption_reaches_it() {
        let at = |text: &str| Url::parse(text).unwrap_or_else(|_| unreachable!("{text}"));
        assert_eq!(transport(true, &at("https://portal.example.org")), Transport::Here);
        assert_eq!(transport(false, &at("https://portal.example.org")), Transport::Before);
        assert_eq!(transport(false, &at("http://localhost:8080")), Transport::ThisComputer);
    }

    #[test]
    fn a_key_beside_the_database_is_not_apart_from_it() {
        assert!(!keys_apart(KeysFrom::File, true));
        assert!(keys_apart(KeysFrom::File, false));
        assert!(keys_apart(KeysFrom::Credential, true));
    }
}
