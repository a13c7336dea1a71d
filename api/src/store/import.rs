//! What the importer may do: find or make patients, keep resources, keep the views made of them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use salus_protocol::{ids::PatientId, security::AccessAction, time::Timestamp};
use sqlx::{Any, Transaction};

use super::{
    Store, StoreError,
    access_log::{self, Actor, Line},
    keys::PRACTICE,
    record::Section,
};
use crate::crypto::{DataKey, NewKey, Place};

/// What became of a resource that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not here before.
    New,
    /// It was here with other content, which is replaced.
    Changed,
    /// It was here, word for word.
    Unchanged,
}

/// Whose a resource is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A patient's.
    Patient(PatientId),
    /// Nobody's: practitioners, places, medicines and the like.
    Shared,
    /// A patient's who is not here yet, under the patient's source key.
    Unmatched(String),
}

/// A resource as it was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its row's id: the id of the entry in the record.
    pub id: String,
    /// The resource type.
    pub kind: String,
    /// The original JSON text.
    pub text: String,
}

/// The store as the importer may use it: one transaction, to be [`ImportStore::commit`]ted.
pub struct ImportStore {
    pub(super) store: Store,
    pub(super) transaction: Transaction<'static, Any>,
    keys: HashMap<PatientId, Arc<DataKey>>,
    /// The keys of patients who were made in this transaction, to be kept before it is.
    new_keys: HashMap<PatientId, NewKey>,
    /// Patients who were made in this transaction: their access log has its line.
    made: HashSet<PatientId>,
    /// The lines for the access log, written at the end: until then nobody else has to wait for it.
    lines: Vec<(Line, Timestamp)>,
}

impl Store {
    /// Begins to import. Other writers wait until the batch is committed, so keep batches to some thousand resources.
    ///
    /// # Errors
    /// [`StoreError::Database`] if no transaction can begin.
    pub async fn import(&self) -> Result<ImportStore, StoreError> {
        let (keys, new_keys, made, lines) = (HashMap::new(), HashMap::new(), HashSet::new(), Vec::new());
        Ok(ImportStore {
            transaction: self.database().begin().await?,
            store: self.clone(),
            keys,
            new_keys,
            made,
            lines,
        })
    }
}

impl ImportStore {
    /// Finds the patient with this source key (`Patient/<id>` as the source names it).
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn find_patient(&mut self, source_key: &str) -> Result<Option<PatientId>, StoreError> {
        let index = self.store.index("patients.source", source_key.as_bytes());
        let row: Option<(String,)> = sqlx::query_as("SELECT id FROM patients WHERE source_index = $1")
            .bind(index)
            .fetch_optional(&mut *self.transaction)
            .await?;
        row.map(|(id,)| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id"))).transpose()
    }

    /// Whether this patient's key was destroyed, so that nothing can be kept for them any more.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn is_destroyed(&mut self, patient: &PatientId) -> Result<bool, StoreError> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT id FROM patients WHERE id = $1 AND destroyed_at IS NOT NULL")
                .bind(patient.as_str())
                .fetch_optional(&mut *self.transaction)
                .await?;
        Ok(row.is_some())
    }

    /// Finds or makes the patient with this source key, and takes over resources that waited for this patient. Who is made
    /// here finds the line in the access log.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn patient(&mut self, source_key: &str) -> Result<PatientId, StoreError> {
        if let Some(patient) = self.find_patient(source_key).await? {
            return Ok(patient);
        }
        let world = self.store.world().clone();
        let patient = PatientId::parse(&world.id()).map_err(|_| StoreError::Unexpected("patients.id"))?;
        let source_index = self.store.index("patients.source", source_key.as_bytes());
        let at = world.now();
        let new_key = self.store.new_key();
        let key = Arc::new(new_key.open(1));
        let sealed = key.seal(&world, source_place(&patient), source_key.as_bytes())?;
        sqlx::query("INSERT INTO patients (id, source_index, source_ct, made_at) VALUES ($1, $2, $3, $4)")
            .bind(patient.as_str())
            .bind(source_index)
            .bind(sealed)
            .bind(at.0)
            .execute(&mut *self.transaction)
            .await?;
        self.keys.insert(patient.clone(), key);
        self.new_keys.insert(patient.clone(), new_key);
        self.note_import(&patient);
        self.made.insert(patient.clone());
        self.take_over(source_key, &patient).await?;
        Ok(patient)
    }

    /// Keeps a resource under its source key (`<Type>/<id>` as the source names it, made unique by the caller).
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the owner's key does not open.
    pub async fn put(&mut self, owner: &Owner, kind: &str, source_key: &str, text: &str) -> Result<Put, StoreError> {
        let source_index = self.store.index("resources.source", source_key.as_bytes());
        let fingerprint = self.store.index("resources.content", text.as_bytes());
        let patient = match owner {
            Owner::Patient(patient) => Some(patient.clone()),
            Owner::Shared | Owner::Unmatched(_) => None,
        };
        let owner_index = match owner {
            Owner::Unmatched(key) => Some(self.store.index("patients.source", key.as_bytes())),
            Owner::Patient(_) | Owner::Shared => None,
        };
        let known: Option<(String, Vec<u8>, Option<String>)> =
            sqlx::query_as("SELECT id, fingerprint, patient_id FROM resources WHERE source_index = $1")
                .bind(source_index.clone())
                .fetch_optional(&mut *self.transaction)
                .await?;
        let same_owner = |stored: &Option<String>| stored.as_deref() == patient.as_ref().map(PatientId::as_str);
        let put = match &known {
            Some((_, stored, stored_owner)) if *stored == fingerprint && same_owner(stored_owner) => {
                return Ok(Put::Unchanged);
            }
            Some(_) => Put::Changed,
            None => Put::New,
        };
        let id = known.map_or_else(|| self.store.world().id(), |(id, ..)| id);
        let sealed = self.seal(patient.as_ref(), &id, text).await?;
        let at = self.store.world().now().0;
        sqlx::query(
            "INSERT INTO resources (id, patient_id, kind, source_index, owner_index, fingerprint, content_ct, imported_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (id) DO UPDATE SET patient_id = excluded.patient_id, owner_index = excluded.owner_index, \
             fingerprint = excluded.fingerprint, content_ct = excluded.content_ct, imported_at = excluded.imported_at",
        )
        .bind(id)
        .bind(patient.map(String::from))
        .bind(kind)
        .bind(source_index)
        .bind(owner_index)
        .bind(fingerprint)
        .bind(sealed)
        .bind(at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(put)
    }

    /// All resources of a patient, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or a resource does not open.
    pub async fn resources_of(&mut self, patient: &PatientId) -> Result<Vec<Kept>, StoreError> {
        let rows: Vec<(String, String, Vec<u8>)> =
            sqlx::query_as("SELECT id, kind, content_ct FROM resources WHERE patient_id = $1 ORDER BY id")
                .bind(patient.as_str())
                .fetch_all(&mut *self.transaction)
                .await?;
        let key = self.key(patient).await?;
        rows.into_iter()
            .map(|(id, kind, sealed)| {
                let text = key.open_text(content_place(&id, patient.as_str()), &sealed)?;
                Ok(Kept { id, kind, text })
            })
            .collect()
    }

    /// All shared resources of a kind.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or a resource does not open.
    pub async fn shared(&mut self, kind: &str) -> Result<Vec<Kept>, StoreError> {
        let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(
            "SELECT id, content_ct FROM resources WHERE patient_id IS NULL AND owner_index IS NULL AND kind = $1 ORDER BY id",
        )
        .bind(kind)
        .fetch_all(&mut *self.transaction)
        .await?;
        rows.into_iter()
            .map(|(id, sealed)| {
                let text = self.store.open_text_for_practice("resources", "content_ct", &id, &sealed)?;
                Ok(Kept { id, kind: kind.to_owned(), text })
            })
            .collect()
    }

    /// Keeps the views of a patient's record: each section's JSON text.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn put_views(
        &mut self,
        patient: &PatientId,
        reader_version: u32,
        sections: &[(Section, String)],
    ) -> Result<(), StoreError> {
        let key = self.key(patient).await?;
        for (section, text) in sections {
            let place =
                Place { table: "record_views", column: "content_ct", row: section.as_str(), owner: patient.as_str() };
            let sealed = key.seal(self.store.world(), place, text.as_bytes())?;
            sqlx::query(
                "INSERT INTO record_views (patient_id, section, reader_version, content_ct) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (patient_id, section) DO UPDATE SET reader_version = excluded.reader_version, \
                 content_ct = excluded.content_ct",
            )
            .bind(patient.as_str())
            .bind(section.as_str())
            .bind(i64::from(reader_version))
            .bind(sealed)
            .execute(&mut *self.transaction)
            .await?;
        }
        Ok(())
    }

    /// Says that the views of a patient no longer show what is stored, in the transaction that changes it. The patient finds
    /// the line in the access log.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn make_views_old(&mut self, patient: &PatientId) -> Result<(), StoreError> {
        sqlx::query("UPDATE record_views SET reader_version = 0 WHERE patient_id = $1 AND section = $2")
            .bind(patient.as_str())
            .bind(Section::Glance.as_str())
            .execute(&mut *self.transaction)
            .await?;
        if !self.made.contains(patient) {
            self.note_import(patient);
        }
        Ok(())
    }

    /// Says so of all patients, because names that any of them may use have changed.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn make_all_views_old(&mut self) -> Result<(), StoreError> {
        sqlx::query("UPDATE record_views SET reader_version = 0 WHERE section = $1")
            .bind(Section::Glance.as_str())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Patients whose views were made by an older reader, or never: at most `most` of them.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn patients_to_read_again(
        &mut self,
        reader_version: u32,
        most: u32,
    ) -> Result<Vec<PatientId>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as(
            "SELECT p.id FROM patients p WHERE p.destroyed_at IS NULL AND NOT EXISTS (SELECT 1 FROM record_views v WHERE v.patient_id = p.id \
             AND v.section = 'glance' AND v.reader_version = $1) ORDER BY p.id LIMIT $2",
        )
        .bind(i64::from(reader_version))
        .bind(i64::from(most))
        .fetch_all(&mut *self.transaction)
        .await?;
        rows.into_iter().map(|(id,)| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id"))).collect()
    }

    /// Makes everything since the beginning durable.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses; then nothing of it is kept.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if !self.new_keys.is_empty() {
            // The keys first. If this ends before the patients are kept, their keys are left over, which harms nobody; patients
            // whose keys were not kept could never be read again.
            self.store.keep_keys(&self.new_keys).await?;
        }
        access_log::insert_all(&mut self.transaction, &self.store, self.lines).await?;
        self.transaction.commit().await?;
        Ok(())
    }

    /// Notes that records were brought in for a patient.
    fn note_import(&mut self, patient: &PatientId) {
        let line = Line { patient: patient.clone(), actor: Actor::Practice, action: AccessAction::ImportedRecord };
        self.lines.push((line, self.store.world().now()));
    }

    /// Gives resources that waited for a patient to that patient.
    async fn take_over(&mut self, source_key: &str, patient: &PatientId) -> Result<(), StoreError> {
        let owner_index = self.store.index("patients.source", source_key.as_bytes());
        let rows: Vec<(String, Vec<u8>)> =
            sqlx::query_as("SELECT id, content_ct FROM resources WHERE owner_index = $1")
                .bind(owner_index)
                .fetch_all(&mut *self.transaction)
                .await?;
        for (id, sealed) in rows {
            let text = self.store.open_text_for_practice("resources", "content_ct", &id, &sealed)?;
            let sealed = self.seal(Some(patient), &id, &text).await?;
            sqlx::query("UPDATE resources SET patient_id = $1, owner_index = NULL, content_ct = $2 WHERE id = $3")
                .bind(patient.as_str())
                .bind(sealed)
                .bind(id)
                .execute(&mut *self.transaction)
                .await?;
        }
        Ok(())
    }

    async fn seal(&mut self, patient: Option<&PatientId>, id: &str, text: &str) -> Result<Vec<u8>, StoreError> {
        match patient {
            Some(patient) => {
                let key = self.key(patient).await?;
                Ok(key.seal(self.store.world(), content_place(id, patient.as_str()), text.as_bytes())?)
            }
            None => self.store.seal_for_practice("resources", "content_ct", id, text.as_bytes()),
        }
    }

    async fn key(&mut self, patient: &PatientId) -> Result<Arc<DataKey>, StoreError> {
        if let Some(key) = self.keys.get(patient) {
            return Ok(Arc::clone(key));
        }
        let key = self.store.key_of(patient).await?;
        self.keys.insert(patient.clone(), Arc::clone(&key));
        Ok(key)
    }
}

fn content_place<'a>(id: &'a str, owner: &'a str) -> Place<'a> {
    debug_assert_ne!(owner, PRACTICE);
    Place { table: "resources", column: "content_ct", row: id, owner }
}

/// Where a patient's source key lives.
pub(super) fn source_place(patient: &PatientId) -> Place<'_> {
    Place { table: "patients", column: "source_ct", row: patient.as_str(), owner: patient.as_str() }
}
