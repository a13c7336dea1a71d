//! Known devices: browsers in which an account was signed in before. Such a browser has a count of failed attempts of its own, so
//! that nobody who fails on purpose keeps the owner out; and it remembers which offers were put off.

use salus_protocol::{ids::AccountId, security::Device, time::Timestamp};

use super::{Store, StoreError, sessions::device_text};
use crate::mail::notice::{Kind, Notice};

/// After how many days an offer that was put off comes again: the first time, the second, and every time after that.
const OFFER_AGAIN_DAYS: [i64; 3] = [1, 7, 30];

/// A browser that has signed in to an account before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    /// Its id.
    pub id: String,
    /// From when on an offer may be made again.
    pub offer_after: Timestamp,
}

impl Store {
    /// The known device of a token, for this account. Without an account there is none, found by the same work.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn known_device(
        &self,
        account: Option<&AccountId>,
        token: &[u8],
    ) -> Result<Option<KnownDevice>, StoreError> {
        let account = account.map_or("", AccountId::as_str);
        let row: Option<(String, i64)> =
            sqlx::query_as("SELECT id, offer_after FROM known_devices WHERE token_hash = $1 AND account_id = $2")
                .bind(self.device_hash(account, token))
                .bind(account)
                .fetch_optional(self.database().reader())
                .await?;
        Ok(row.map(|(id, offer_after)| KnownDevice { id, offer_after: Timestamp(offer_after) }))
    }

    /// Notes that the browser with this token has signed in to the account; `false` if it was known before. With `tells` the owner is
    /// told of a browser that is new.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn remember_device(
        &self,
        account: &AccountId,
        token: &[u8],
        device: &Device,
        tells: bool,
    ) -> Result<bool, StoreError> {
        let now = self.world().now().0;
        let mut transaction = self.database().begin().await?;
        let id = self.world().id();
        let (kept,): (String,) = sqlx::query_as(
            "INSERT INTO known_devices (id, account_id, token_hash, device, first_at, last_at, offer_after, offers_declined) \
             VALUES ($1, $2, $3, $4, $5, $5, 0, 0) \
             ON CONFLICT (token_hash) DO UPDATE SET last_at = $5, device = $4 RETURNING id",
        )
        .bind(id.as_str())
        .bind(account.as_str())
        .bind(self.device_hash(account.as_str(), token))
        .bind(device_text(device)?)
        .bind(now)
        .fetch_one(&mut *transaction)
        .await?;
        let is_new = kept == id;
        if is_new && tells {
            let notice = Notice::of(Kind::NewDevice, self.world().now(), device);
            self.tell(&mut transaction, account, notice).await?;
        }
        transaction.commit().await?;
        Ok(is_new)
    }

    /// Puts off what was offered on this device: for 1, then 7, then 30 days.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn decline_offer(&self, account: &AccountId, token: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        let declined: Option<(i64,)> = sqlx::query_as(
            "UPDATE known_devices SET offers_declined = offers_declined + 1 WHERE token_hash = $1 RETURNING offers_declined",
        )
        .bind(self.device_hash(account.as_str(), token))
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some((declined,)) = declined {
            let place = usize::try_from(declined - 1).unwrap_or_default().min(OFFER_AGAIN_DAYS.len() - 1);
            let days = OFFER_AGAIN_DAYS.get(place).copied().unwrap_or(30);
            sqlx::query("UPDATE known_devices SET offer_after = $1 WHERE token_hash = $2")
                .bind(self.world().now().plus_seconds(days * 24 * 60 * 60).0)
                .bind(self.device_hash(account.as_str(), token))
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// One browser that several people sign in with is a device of each of them: the hash holds the account as well.
    fn device_hash(&self, account: &str, token: &[u8]) -> Vec<u8> {
        self.index("known_devices.token", &[account.as_bytes(), b"|", token].concat())
    }
}
