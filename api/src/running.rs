//! What of the protection is switched on in this deployment: read once from what the server was started with, for the page that
//! tells patients. Where something is not known, it says the lesser thing.

use std::path::Path;

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

/// Whether the master key lies apart from the database: not where a copy of the one takes the other along. `keys` is the folder
/// with the key files, if they are files, `database` the file of the database, if it has one on this computer. Where it is not
/// known how they lie, they lie together.
#[must_use]
pub fn keys_apart(keys: Option<&Path>, database: Option<&Path>) -> bool {
    let (Some(keys), Some(database)) = (keys, database) else { return true };
    let real = |path: &Path| path.canonicalize().ok();
    // The data folder is the one around the key folder: who copies it takes whatever lies in it along.
    let (Some(folder), Some(database)) =
        (real(keys).as_deref().and_then(Path::parent).map(Path::to_owned), real(database))
    else {
        return false;
    };
    let around_database = database.parent().is_none_or(|around| folder.starts_with(around));
    !database.starts_with(&folder) && !around_database
}

/// Whether checkpoints lie apart from the data: not in the data folder. Where it is not known, they lie together.
#[must_use]
pub fn checkpoints(folder: &Path, data: &Path) -> Checkpoints {
    match (folder.canonicalize(), data.canonicalize()) {
        (Ok(folder), Ok(data)) if !folder.starts_with(&data) && !data.starts_with(&folder) => Checkpoints::On(None),
        _ => Checkpoints::Beside(None),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    #[test]
    fn only_a_server_with_a_certificate_says_that_encryption_reaches_it() {
        let at = |text: &str| Url::parse(text).unwrap_or_else(|_| unreachable!("{text}"));
        assert_eq!(transport(true, &at("https://portal.example.org")), Transport::Here);
        assert_eq!(transport(false, &at("https://portal.example.org")), Transport::Before);
        assert_eq!(transport(false, &at("http://localhost:8080")), Transport::ThisComputer);
    }

    #[test]
    fn a_key_in_the_folder_of_the_database_is_not_apart_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let make = |path: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "").unwrap();
            path
        };
        let keys = make("data/keys/master.key").parent().unwrap().to_owned();
        assert!(!keys_apart(Some(&keys), Some(&make("data/salus.db"))));
        assert!(!keys_apart(Some(&keys), Some(&make("data/deeper/salus.db"))));
        assert!(!keys_apart(Some(&keys), Some(&make("salus.db"))), "the folder of the database holds the data folder");
        assert!(!keys_apart(Some(&keys), Some(&folder.path().join("nowhere.db"))), "not known");
        assert!(keys_apart(Some(&keys), Some(&make("elsewhere/salus.db"))));
        assert!(keys_apart(Some(&keys), None), "a database with a server of its own");
        assert!(keys_apart(None, Some(&make("data/salus.db"))), "keys that are no files here");
    }

    #[test]
    fn checkpoints_in_the_data_folder_are_not_in_a_second_place() {
        let folder = tempfile::tempdir().unwrap();
        let make = |path: &str| {
            std::fs::create_dir_all(folder.path().join(path)).unwrap();
            folder.path().join(path)
        };
        let data = make("data");
        assert_eq!(checkpoints(&make("data/checkpoints"), &data), Checkpoints::Beside(None));
        assert_eq!(checkpoints(folder.path(), &data), Checkpoints::Beside(None), "the folder around both");
        assert_eq!(checkpoints(&folder.path().join("nowhere"), &data), Checkpoints::Beside(None), "not known");
        assert_eq!(checkpoints(&make("elsewhere"), &data), Checkpoints::On(None));
    }
}
