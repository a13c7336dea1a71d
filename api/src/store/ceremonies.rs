//! Passkey ceremonies in progress. What the server must remember between a challenge and its answer stays here, sealed;
//! it is handed out once, whatever the answer turns out to be (the crate's documentation calls replay the danger of
//! keeping it). The secret of an account's first authenticator app waits here as well; it stays while its code is mistyped.

use salus_protocol::ids::AccountId;

use super::{Store, StoreError, totp};

/// How long a challenge waits for its answer, in seconds: 5 minutes.
pub const CEREMONY_SECONDS: i64 = 5 * 60;

/// What a ceremony is for. The answer to one is never taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// To sign in.
    SignIn,
    /// To make the first passkey of an account.
    FirstPasskey,
    /// To set up an authenticator app in place of the first passkey.
    FirstTotp,
    /// To make one more.
    AddPasskey,
    /// To unlock a session.
    Unlock,
    /// A fresh proof for an act, which stands in the holder's name.
    Proof,
    /// To set a new password in place of one that was forgotten.
    PasswordReset,
}

impl Ceremony {
    /// The word that stands in the row.
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::FirstPasskey => "first_passkey",
            Self::FirstTotp => "first_totp",
            Self::AddPasskey => "add_passkey",
            Self::Unlock => "unlock",
            Self::Proof => "proof",
            Self::PasswordReset => "password_reset",
        }
    }

    /// How long the answer may take, in seconds.
    const fn seconds(self) -> i64 {
        match self {
            Self::FirstTotp => totp::SETUP_SECONDS,
            _ => CEREMONY_SECONDS,
        }
    }
}

/// Who may answer: the step or the session that asked for the challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The step's or the session's id, with a word before it that keeps the two apart.
    pub name: String,
    /// Whose account.
    pub account: AccountId,
}

impl Store {
    /// Keeps the state of a ceremony. A holder has one for each purpose: asking again makes the earlier challenge worthless.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn begin_ceremony(&self, holder: &Holder, ceremony: Ceremony, state: &[u8]) -> Result<(), StoreError> {
        let id = self.world().id();
        let sealed = self.seal_for_practice("ceremonies", "state_ct", &id, state)?;
        let mut transaction = self.database().begin().await?;
        sqlx::query("DELETE FROM ceremonies WHERE holder_hash = $1 AND purpose = $2")
            .bind(self.holder_hash(holder))
            .bind(ceremony.as_str())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO ceremonies (id, holder_hash, purpose, account_id, state_ct, ends_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(self.holder_hash(holder))
        .bind(ceremony.as_str())
        .bind(holder.account.as_str())
        .bind(sealed)
        .bind(self.world().now().plus_seconds(ceremony.seconds()).0)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes the state of the holder's ceremony, which is gone with that; `None` if there is none, or its time is over.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the state does not open.
    pub async fn take_ceremony(&self, holder: &Holder, ceremony: Ceremony) -> Result<Option<Vec<u8>>, StoreError> {
        let mut transaction = self.database().begin().await?;
        let rows: Vec<(String, Vec<u8>, i64)> = sqlx::query_as(
            "DELETE FROM ceremonies WHERE holder_hash = $1 AND purpose = $2 AND account_id = $3 \
             RETURNING id, state_ct, ends_at",
        )
        .bind(self.holder_hash(holder))
        .bind(ceremony.as_str())
        .bind(holder.account.as_str())
        .fetch_all(&mut *transaction)
        .await?;
        transaction.commit().await?;
        // Two that began in the same moment may both be here: ids sort by time, the last one counts.
        let newest = rows.into_iter().max_by(|(one, ..), (other, ..)| one.cmp(other));
        match newest {
            Some((id, sealed, ends_at)) if ends_at > self.world().now().0 => {
                Ok(Some(self.open_for_practice("ceremonies", "state_ct", &id, &sealed)?))
            }
            _ => Ok(None),
        }
    }

    /// The state of the holder's ceremony, which stays; `None` if there is none, or its time is over.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the state does not open.
    pub async fn look_at_ceremony(&self, holder: &Holder, ceremony: Ceremony) -> Result<Option<Vec<u8>>, StoreError> {
        // Of two that began in the same moment the last one counts, as above.
        let row: Option<(String, Vec<u8>)> = sqlx::query_as(
            "SELECT id, state_ct FROM ceremonies WHERE holder_hash = $1 AND purpose = $2 AND account_id = $3 \
             AND ends_at > $4 ORDER BY id DESC LIMIT 1",
        )
        .bind(self.holder_hash(holder))
        .bind(ceremony.as_str())
        .bind(holder.account.as_str())
        .bind(self.world().now().0)
        .fetch_optional(self.database().reader())
        .await?;
        row.map(|(id, sealed)| self.open_for_practice("ceremonies", "state_ct", &id, &sealed)).transpose()
    }

    fn holder_hash(&self, holder: &Holder) -> Vec<u8> {
        self.index("ceremonies.holder", holder.name.as_bytes())
    }
}
