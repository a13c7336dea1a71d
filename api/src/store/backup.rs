//! A copy of SQLite files that is whole, made while servers go on.

use std::{
    fs::{self, File, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use super::{Store, StoreError, database::Database};

impl Store {
    /// Whether data and wrapped keys lie in files that this program can copy.
    #[must_use]
    pub fn lies_in_files(&self) -> (bool, bool) {
        (self.database().file().is_some(), self.inner.keys.wrapped.database().file().is_some())
    }

    /// Copies the data into a new file.
    ///
    /// # Errors
    /// [`StoreError`] if the file cannot be written.
    pub async fn copy_data(&self, file: &Path) -> Result<(), StoreError> {
        copy(self.database(), file).await
    }

    /// Copies the wrapped keys into a new file. After the data: a key is there before its patient is, so this copy has the keys
    /// of all patients who are in that one.
    ///
    /// # Errors
    /// [`StoreError`] if the file cannot be written.
    pub async fn copy_keys(&self, file: &Path) -> Result<(), StoreError> {
        copy(self.inner.keys.wrapped.database(), file).await
    }
}

/// Copies into a file that only its owner can read, down to the disk.
async fn copy(database: &Database, file: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Folder { path: file.to_owned(), source };
    // Made first, so that at no moment others can read it; SQLite fills an empty file.
    File::create_new(file).and_then(|made| made.set_permissions(Permissions::from_mode(0o600))).map_err(failed)?;
    database.copy_into(&file.display().to_string()).await?;
    File::open(file).and_then(|copied| copied.sync_all()).map_err(failed)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}
