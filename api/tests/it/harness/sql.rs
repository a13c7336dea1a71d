//! The database as somebody sees it who has stolen it: plain SQL, without the program.

use super::{TestApp, database::Fresh};

impl TestApp {
    /// Connections of its own to this app's database.
    pub(crate) async fn sql(&self) -> sqlx::AnyPool {
        let address = match &self._database {
            Fresh::Sqlite(folder) => format!("sqlite://{}", folder.path().join("salus.db").display()),
            Fresh::Postgres(address) => address.clone(),
        };
        sqlx::AnyPool::connect(&address).await.expect("the database answers")
    }

    /// The database itself.
    pub(crate) fn database(&self) -> &Fresh {
        &self._database
    }

    /// The actions in a patient's access log other than the practice's own, in alphabetical order.
    pub(crate) async fn noted(&self, person: &super::Person) -> Vec<String> {
        let patient = person.patient.as_ref().expect("a patient").as_str();
        let rows: Vec<(String,)> = sqlx::query_as(
            "SELECT action FROM access_log WHERE patient_id = $1 AND actor_kind <> 'practice' ORDER BY action",
        )
        .bind(patient)
        .fetch_all(&self.sql().await)
        .await
        .expect("the access log can be read");
        rows.into_iter().map(|(action,)| action).collect()
    }

    /// All bytes of the database's files, where it has files of its own (SQLite): the database and its write-ahead log.
    pub(crate) fn files(&self) -> Option<Vec<u8>> {
        let Fresh::Sqlite(folder) = &self._database else { return None };
        let read = |name: &str| std::fs::read(folder.path().join(name)).expect("the file can be read");
        Some([read("salus.db"), read("salus.db-wal")].concat())
    }
}
