//! Keys in files of 64 hexadecimal digits: `master.key` is the active one, `master-<id>.key` are older ones, `index.key` is the
//! index root.
//!
//! In the key folder the program makes them itself where nothing depends on any yet, and refuses files that others can read.
//! From systemd they come in a folder in memory that only this service sees (systemd.exec(5), `LoadCredential=`).

use std::{
    env,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, chown},
    path::{Path, PathBuf},
};

use salus_protocol::protection::KeysFrom;
use zeroize::Zeroizing;

use super::{KeyProvider, KeyringError, Root, Roots, root_of, text_of};
use crate::{crypto::keyring::kek_id_of, world::World};

const MASTER: &str = "master.key";
const INDEX: &str = "index.key";

/// The key folder of this computer.
pub struct KeyFolder {
    folder: PathBuf,
}

impl KeyFolder {
    /// The keys in a folder. With `may_make`, what is missing is made: say so only where nothing depends on keys yet.
    ///
    /// # Errors
    /// [`KeyringError::File`] if a file cannot be made.
    pub fn open(folder: &Path, world: &World, may_make: bool) -> Result<Self, KeyringError> {
        if may_make {
            make_folder(folder)?;
            for name in [MASTER, INDEX] {
                let path = folder.join(name);
                if !path.exists() {
                    make_key(&path, &Zeroizing::new(world.bytes()))?;
                }
            }
        }
        Ok(Self { folder: folder.to_owned() })
    }
}

impl KeyProvider for KeyFolder {
    fn kind(&self) -> KeysFrom {
        KeysFrom::File
    }

    fn read(&self) -> Result<Roots, KeyringError> {
        // 0400 or 0600: nobody but the owner.
        read_folder(&self.folder, 0o077)
    }

    /// At whatever step this ends, one whole master key is active and the one before is kept: the new one is on the disk before
    /// anything else, the old one has its second name before it loses the first, and renaming is one step.
    fn replace(&self, master: &Root) -> Result<bool, KeyringError> {
        let (active, next) = (self.folder.join(MASTER), self.folder.join("master.key.next"));
        let folder = File::open(&self.folder).map_err(failed(&self.folder))?;
        folder.try_lock().map_err(|_| KeyringError::Busy { path: self.folder.clone() })?;
        // Left by one that ended half-way; it never was active, so nothing is wrapped with it.
        match fs::remove_file(&next) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(failed(&next)(cause)),
            _ => {}
        }
        write_new(&next, master)?;
        // Whoever runs this may not be whom the server runs as: the new key belongs to the owner of the one before.
        let owner = fs::metadata(&active).map_err(failed(&active))?;
        chown(&next, Some(owner.uid()), Some(owner.gid())).map_err(failed(&next))?;
        let before = kek_id_of(&read_key(&active, 0o077)?);
        let kept = self.folder.join(format!("master-{before}.key"));
        if !kept.exists() {
            fs::hard_link(&active, &kept).map_err(failed(&kept))?;
        }
        folder.sync_all().map_err(failed(&self.folder))?;
        fs::rename(&next, &active).map_err(failed(&active))?;
        folder.sync_all().map_err(failed(&self.folder))?;
        Ok(true)
    }

    fn folder(&self) -> Option<&Path> {
        Some(&self.folder)
    }
}

/// The credentials that systemd has given this service.
pub struct Credentials {
    folder: PathBuf,
}

impl Credentials {
    /// The credentials of this process.
    ///
    /// # Errors
    /// [`KeyringError::NoCredentials`] if there are none.
    pub fn given() -> Result<Self, KeyringError> {
        let folder = env::var_os("CREDENTIALS_DIRECTORY").ok_or(KeyringError::NoCredentials)?;
        Ok(Self { folder: folder.into() })
    }
}

impl KeyProvider for Credentials {
    fn kind(&self) -> KeysFrom {
        KeysFrom::Credential
    }

    fn read(&self) -> Result<Roots, KeyringError> {
        // systemd may give access by a list, whose mask shows in the place of the group.
        read_folder(&self.folder, 0o007)
    }

    fn replace(&self, _: &Root) -> Result<bool, KeyringError> {
        Ok(false)
    }

    fn folder(&self) -> Option<&Path> {
        None
    }
}

/// Reads all keys in a folder. Files that any of the bits `closed` opens to others are refused.
fn read_folder(folder: &Path, closed: u32) -> Result<Roots, KeyringError> {
    let active = read_key(&folder.join(MASTER), closed)?;
    let index = read_key(&folder.join(INDEX), closed)?;
    let mut older = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(id) = name.strip_prefix("master-").and_then(|rest| rest.strip_suffix(".key")) else { continue };
        let key = read_key(&path, closed)?;
        let kek_id = kek_id_of(&key);
        if kek_id != id {
            return Err(KeyringError::Misnamed { path, kek_id });
        }
        older.push(key);
    }
    Ok(Roots { active, older, index })
}

/// Makes the folder for keys, for its owner alone.
fn make_folder(folder: &Path) -> Result<(), KeyringError> {
    fs::create_dir_all(folder).map_err(failed(folder))?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(failed(folder))
}

/// Makes a key file, whole or not at all.
fn make_key(path: &Path, key: &Root) -> Result<(), KeyringError> {
    let mut half = path.as_os_str().to_owned();
    half.push(".next");
    let half = PathBuf::from(half);
    match fs::remove_file(&half) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(failed(&half)(cause)),
        _ => {}
    }
    write_new(&half, key)?;
    // A link, since a file that is there must not be replaced.
    fs::hard_link(&half, path).and_then(|()| fs::remove_file(&half)).map_err(failed(path))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder))
}

/// Writes a key to a new file that only its owner can read, down to the disk.
fn write_new(path: &Path, key: &Root) -> Result<(), KeyringError> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o400).open(path).map_err(failed(path))?;
    file.write_all(text_of(key).as_bytes()).and_then(|()| file.sync_all()).map_err(failed(path))
}

/// Reads a key from a file that is not open to others.
fn read_key(path: &Path, closed: u32) -> Result<Root, KeyringError> {
    let mode = fs::metadata(path).map_err(failed(path))?.permissions().mode();
    if mode & closed != 0 {
        return Err(KeyringError::Open { path: path.to_owned() });
    }
    let bytes = Zeroizing::new(fs::read(path).map_err(failed(path))?);
    let text = std::str::from_utf8(&bytes).ok();
    text.and_then(root_of).ok_or_else(|| KeyringError::Malformed { path: path.to_owned() })
}

fn failed(path: &Path) -> impl Fn(io::Error) -> KeyringError {
    |source| KeyringError::File { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use proptest::prelude::*;

    use super::*;

    fn made() -> (tempfile::TempDir, KeyFolder) {
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder::open(folder.path(), &World::real(), true).unwrap();
        (folder, keys)
    }

    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        let (folder, keys) = made();
        assert!(keys.read().is_ok());
        for mode in [0o444, 0o440, 0o604] {
            fs::set_permissions(folder.path().join(MASTER), fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(keys.read(), Err(KeyringError::Open { .. })), "{mode:o}");
        }
    }

    #[test]
    fn a_missing_key_is_not_replaced_where_data_depend_on_it() {
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder::open(folder.path(), &World::real(), false).unwrap();
        assert!(matches!(keys.read(), Err(KeyringError::File { .. })));
        assert!(!folder.path().join(MASTER).exists());
    }

    #[test]
    fn a_first_start_that_ended_half_way_is_finished_by_the_next() {
        let (folder, keys) = made();
        let master = keys.read().unwrap().active;
        fs::remove_file(folder.path().join(INDEX)).unwrap();
        fs::write(folder.path().join("index.key.next"), "abc").unwrap();
        let again = KeyFolder::open(folder.path(), &World::real(), true).unwrap().read().unwrap();
        assert_eq!(*again.active, *master);
        assert!(!folder.path().join("index.key.next").exists());
    }

    #[test]
    fn a_replaced_master_key_is_kept_under_its_id() {
        let (folder, keys) = made();
        let before = keys.read().unwrap().active;
        assert!(keys.replace(&Zeroizing::new([9; 32])).unwrap());
        let roots = keys.read().unwrap();
        assert_eq!((*roots.active, *roots.older[0]), ([9; 32], *before));
        let kept = folder.path().join(format!("master-{}.key", kek_id_of(&before)));
        assert_eq!(fs::metadata(kept).unwrap().permissions().mode() & 0o777, 0o400);
    }

    #[test]
    fn a_replacement_that_ended_at_any_step_leaves_the_old_key_active_and_is_done_anew() {
        let (folder, keys) = made();
        let before = keys.read().unwrap().active;
        // After the first bytes of the new file, and after the second name of the old one.
        fs::write(folder.path().join("master.key.next"), "12").unwrap();
        assert_eq!(*keys.read().unwrap().active, *before);
        let kept = folder.path().join(format!("master-{}.key", kek_id_of(&before)));
        fs::hard_link(folder.path().join(MASTER), kept).unwrap();
        assert_eq!(*keys.read().unwrap().active, *before);
        assert!(keys.replace(&Zeroizing::new([9; 32])).unwrap());
        assert_eq!(*keys.read().unwrap().active, [9; 32]);
    }

    #[test]
    fn only_one_process_replaces_at_a_time() {
        let (folder, keys) = made();
        let held = File::open(folder.path()).unwrap();
        held.lock().unwrap();
        assert!(matches!(keys.replace(&Zeroizing::new([9; 32])), Err(KeyringError::Busy { .. })));
    }

    #[test]
    fn a_file_whose_name_tells_of_another_key_is_refused() {
        let (folder, keys) = made();
        make_key(&folder.path().join("master-0123456789ab.key"), &Zeroizing::new([5; 32])).unwrap();
        assert!(matches!(keys.read(), Err(KeyringError::Misnamed { .. })));
    }

    proptest! {
        #[test]
        fn a_key_file_of_any_bytes_is_read_or_refused(bytes: Vec<u8>) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(MASTER);
            fs::write(&path, &bytes).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            let right = std::str::from_utf8(&bytes).is_ok_and(|text| root_of(text).is_some());
            prop_assert_eq!(read_key(&path, 0o077).is_ok(), right);
        }
    }
}
