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

/// How data travel to this server: TLS of its own that nobody before it opens, an https address where a server before this one ends
/// it (`proxies` of them tell the client's address), or neither. A proxy that writes `X-Forwarded-For` into a request has opened it,
/// whether or not it closes it again on the way here.
#[must_use]
pub fn transport(has_tls: bool, proxies: usize, origin: &Url) -> Transport {
    match (has_tls, origin.scheme()) {
        (true, _) if proxies == 0 => Transport::Here,
        (true, _) | (false, "https") => Transport::Before,
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

/// Whether checkpoints lie apart from the data: neither in the data folder nor in that of `database`, its file if it has one on this
/// computer, nor around one of them. Where it is not known, they lie together.
#[must_use]
pub fn checkpoints(folder: &Path, data: &Path, database: Option<&Path>) -> Checkpoints {
    let apart = |other: &Path| match (folder.canonicalize(), other.canonicalize()) {
        (Ok(folder), Ok(other)) => !folder.starts_with(&other) && !other.starts_with(&folder),
        _ => false,
    };
    // Of a link to a file, where the file is.
    let from_database =
        database.is_none_or(|file| file.canonicalize().is_ok_and(|file| file.parent().is_some_and(&apart)));
    if apart(data) && from_database { Checkpoints::On(None) } else { Checkpoints::Beside(None) }
}

/// The lesser of two ways between this server and its databases, since what is said is said of both.
#[must_use]
pub fn lesser(one: DatabaseLink, other: DatabaseLink) -> DatabaseLink {
    let rank = |link: &DatabaseLink| match link {
        DatabaseLink::Open => 0,
        DatabaseLink::Encrypted => 1,
        DatabaseLink::Proved => 2,
        DatabaseLink::ThisComputer => 3,
    };
    std::cmp::min_by_key(one, other, rank)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    #[test]
    fn only_a_server_with_a_certificate_says_that_encryption_reaches_it() {
        let at = |text: &str| Url::parse(text).unwrap_or_else(|_| unreachable!("{text}"));
        assert_eq!(transport(true, 0, &at("https://portal.example.org")), Transport::Here);
        assert_eq!(transport(true, 1, &at("https://portal.example.org")), Transport::Before, "a proxy opens it");
        assert_eq!(transport(true, 1, &at("https://localhost:8080")), Transport::Before, "wherever it is");
        for proxies in [0, 1] {
            assert_eq!(transport(false, proxies, &at("https://portal.example.org")), Transport::Before);
            assert_eq!(transport(false, proxies, &at("http://localhost:8080")), Transport::ThisComputer);
        }
    }

    #[test]
    fn of_the_ways_to_two_databases_the_lesser_is_told() {
        use DatabaseLink::{Encrypted, Open, Proved, ThisComputer};
        let from_lesser = [Open, Encrypted, Proved, ThisComputer];
        for (at, link) in from_lesser.into_iter().enumerate() {
            for better in &from_lesser[at..] {
                assert_eq!((lesser(link, *better), lesser(*better, link)), (link, link));
            }
        }
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
        let told = |folder: &Path| checkpoints(folder, &data, None);
        assert_eq!(told(&make("data/checkpoints")), Checkpoints::Beside(None));
        assert_eq!(told(folder.path()), Checkpoints::Beside(None), "the folder around both");
        assert_eq!(told(&folder.path().join("nowhere")), Checkpoints::Beside(None), "not known");
        assert_eq!(told(&make("elsewhere")), Checkpoints::On(None));

        // A database that is not in the data folder has a place of its own.
        let database = make("db").join("salus.db");
        let told = |folder: &Path| checkpoints(folder, &data, Some(&database));
        assert_eq!(told(&make("elsewhere")), Checkpoints::Beside(None), "a database that is not there");
        std::fs::write(&database, "").unwrap();
        assert_eq!(told(&make("db/checkpoints")), Checkpoints::Beside(None), "beside the database");
        assert_eq!(told(&make("db")), Checkpoints::Beside(None));
        assert_eq!(told(&make("data/checkpoints")), Checkpoints::Beside(None), "beside the keys");
        assert_eq!(told(&make("elsewhere")), Checkpoints::On(None));
    }
}
