//! Announcements between processes that share a PostgreSQL database (`LISTEN` and `NOTIFY`).

use sqlx::postgres::PgListener;

use super::{Store, StoreError};

impl Store {
    /// Announces a text of at most 8,000 bytes to every process on this database.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub(crate) async fn notify(&self, channel: &str, text: &str) -> Result<(), StoreError> {
        sqlx::query("SELECT CAST(pg_notify($1, $2) AS TEXT)")
            .bind(channel)
            .bind(text)
            .execute(self.database().reader())
            .await?;
        Ok(())
    }

    /// Listens to what is announced.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database cannot be reached.
    pub(crate) async fn listener(&self, channel: &str) -> Result<PgListener, StoreError> {
        let mut listener = PgListener::connect(self.database().address()).await?;
        listener.listen(channel).await?;
        Ok(listener)
    }
}
