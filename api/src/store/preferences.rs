//! How people want the portal, sealed in their account's row.

use salus_protocol::{
    ids::AccountId,
    preferences::{Appearance, Language, Preferences},
};
use serde::{Deserialize, Serialize};

use super::{Store, StoreError};

/// What is sealed. Each value is read by itself: one that this program does not know, because an older or a newer one wrote
/// it, counts as not chosen, and nobody is kept out of their account for it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    language: Option<String>,
    easy_read: bool,
    appearance: Option<String>,
}

impl Store {
    /// Keeps how a person wants the portal, in place of what was kept before.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn save_preferences(&self, account: &AccountId, preferences: &Preferences) -> Result<(), StoreError> {
        let kept = Kept {
            language: preferences.language.map(String::from),
            easy_read: preferences.easy_read,
            appearance: Some(preferences.appearance.into()),
        };
        let kept = serde_json::to_vec(&kept).map_err(|_| StoreError::Unexpected("preferences"))?;
        let sealed = self.seal_for_practice("accounts", "preferences_ct", account.as_str(), &kept)?;
        let mut transaction = self.database().begin().await?;
        sqlx::query("UPDATE accounts SET preferences_ct = $1 WHERE id = $2")
            .bind(sealed)
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Reads what [`Store::save_preferences`] sealed.
pub(super) fn opened(text: &str) -> Preferences {
    let kept: Kept = serde_json::from_str(text).unwrap_or_default();
    Preferences {
        language: kept.language.and_then(|tag| Language::try_from(tag).ok()),
        easy_read: kept.easy_read,
        appearance: kept.appearance.and_then(|word| Appearance::try_from(word).ok()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_version_kept_is_read_as_far_as_it_is_known() {
        let newer = r#"{"language":"de","easy_read":true,"appearance":"sepia","size":3}"#;
        assert_eq!(opened(newer), Preferences { easy_read: true, ..Preferences::default() });
        let older = r#"{"language":"ar"}"#;
        assert_eq!(opened(older), Preferences { language: Some(Language::Ar), ..Preferences::default() });
        assert_eq!(opened("?"), Preferences::default());
    }
}
