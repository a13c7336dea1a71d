//! A forgotten password: the code that is mailed, bound to the browser that asked for it, and the new password in the end.
//!
//! A question for an address without an account leaves a row as well, so that a wrong code costs the same work there.

use salus_protocol::{
    ids::{AccountId, PasskeyId},
    recovery::MAILED_CODE_SECONDS,
    security::Device,
    words::{EmailAddress, MailedCode},
};

use super::{
    Store, StoreError,
    outbox::NewMail,
    passkeys::PasskeyContent,
    sessions::{BeganWith, NewSession, Origin},
    steps::{NotEntered, Purpose},
};
use crate::{
    auth::guard::Recovery,
    mail::notice::{Kind, Notice},
};

/// How long it is remembered that a code was asked for, in seconds: an hour.
pub(super) const ASKED_SECONDS: i64 = 60 * 60;
/// How many codes an address gets within that time.
pub const CODES_AN_HOUR: i64 = 5;
/// How many wrong codes end a question.
pub const CODE_ATTEMPTS: i64 = 5;

/// Id, account, the code's hash.
type AskedRow = (String, Option<String>, Option<Vec<u8>>);

impl Store {
    /// Whether the browser with this token has a question that a code may still answer.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn waits_for_code(&self, token: &[u8]) -> Result<bool, StoreError> {
        let open: Option<(String,)> = sqlx::query_as(
            "SELECT id FROM mailed_codes WHERE token_hash = $1 AND ends_at > $2 AND failed_attempts < $3",
        )
        .bind(self.asked_hash(token))
        .bind(self.world().now().0)
        .bind(CODE_ATTEMPTS)
        .fetch_optional(self.database().reader())
        .await?;
        Ok(open.is_some())
    }

    /// Mails a code to the owner of an address, good in the browser with this token, in place of the one that it waited for. Where
    /// there is no active account it mails nothing and keeps a question that no code answers. After five codes within an hour it does
    /// nothing, and what the browser waits for stays good; a browser in which the account was signed in before has five of its own,
    /// so that nobody who asks on purpose keeps the owner from theirs.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn mail_code(
        &self,
        email: &EmailAddress,
        token: &[u8],
        known: Option<&[u8; 32]>,
        device: &Device,
    ) -> Result<(), StoreError> {
        let account = self.account_by_email(email).await?.filter(|account| account.password_hash.is_some());
        let known = match known {
            Some(known) => self.known_device(account.as_ref().map(|account| &account.id), known).await?,
            None => None,
        };
        let address = match &known {
            Some(known) => self.index("mailed_codes.device", known.id.as_bytes()),
            None => self.index("mailed_codes.address", email.key().as_bytes()),
        };
        let (id, now) = (self.world().random_id(), self.world().now());
        let code = u64::from_be_bytes(self.world().bytes()) % 100_000_000;
        let code = format!("{code:08}");
        let mut transaction = self.database().begin().await?;
        // The update that changes nothing locks the row, so that questions at the same moment are counted one by one.
        sqlx::query(
            "INSERT INTO attempts (subject_hash, failures, last_failed_at) VALUES ($1, 0, $2) \
             ON CONFLICT (subject_hash) DO UPDATE SET last_failed_at = $2",
        )
        .bind(self.index("attempts.mailed_code", email.key().as_bytes()))
        .bind(now.0)
        .execute(&mut *transaction)
        .await?;
        let (asked,): (i64,) = sqlx::query_as(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM mailed_codes WHERE address_hash = $1 AND made_at > $2",
        )
        .bind(address.clone())
        .bind(now.plus_seconds(-ASKED_SECONDS).0)
        .fetch_one(&mut *transaction)
        .await?;
        if asked >= CODES_AN_HOUR {
            return Ok(());
        }
        // The question of before is over. It still counts, so it stays, under a token that nobody holds.
        sqlx::query("UPDATE mailed_codes SET token_hash = $1, ends_at = $2, code_hash = NULL WHERE token_hash = $3")
            .bind(self.asked_hash(&self.world().bytes::<32>()))
            .bind(now.0)
            .bind(self.asked_hash(token))
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO mailed_codes (id, token_hash, address_hash, account_id, code_hash, failed_attempts, made_at, ends_at) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $7)",
        )
        .bind(id.as_str())
        .bind(self.asked_hash(token))
        .bind(address)
        .bind(account.as_ref().map(|account| account.id.as_str()))
        .bind(account.as_ref().map(|account| self.mailed_hash(&id, account.id.as_str(), &code)))
        .bind(now.0)
        .bind(now.plus_seconds(MAILED_CODE_SECONDS.into()).0)
        .execute(&mut *transaction)
        .await?;
        if let Some(account) = account {
            let notice = Notice { code: Some(code), ..Notice::of(Kind::MailedCode, now, device) };
            let mail = NewMail {
                account: &account.id,
                to: &account.email,
                notice,
                reset: None,
                due_at: now,
                useful_seconds: MAILED_CODE_SECONDS.into(),
            };
            self.queue(&mut transaction, mail).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Takes a code that was mailed, in the browser with this token. It is counted before it is looked at, and used up if it is right:
    /// then the last steps are open, and this is their token. `None` for whatever is wrong.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn take_mailed_code(&self, token: &[u8], code: &MailedCode) -> Result<Option<[u8; 32]>, StoreError> {
        let now = self.world().now();
        let mut transaction = self.database().begin().await?;
        let asked: Option<AskedRow> = sqlx::query_as(
            "UPDATE mailed_codes SET failed_attempts = failed_attempts + 1 \
             WHERE token_hash = $1 AND ends_at > $2 AND failed_attempts < $3 RETURNING id, account_id, code_hash",
        )
        .bind(self.asked_hash(token))
        .bind(now.0)
        .bind(CODE_ATTEMPTS)
        .fetch_optional(&mut *transaction)
        .await?;
        // The same work for a question that no code answers.
        let asked = asked.map(|(id, account, hash)| {
            let given = self.mailed_hash(&id, account.as_deref().unwrap_or_default(), code.expose());
            (account, hash, given, id)
        });
        let opened = match asked {
            Some((Some(account), Some(hash), given, id)) if hash == given => {
                sqlx::query("UPDATE mailed_codes SET ends_at = $1, code_hash = NULL WHERE id = $2")
                    .bind(now.0)
                    .bind(id)
                    .execute(&mut *transaction)
                    .await?;
                let account =
                    AccountId::parse(&account).map_err(|_| StoreError::Unexpected("mailed_codes.account_id"))?;
                Some(self.begin_step_in(&mut transaction, &account, &Purpose::Recovery, None).await?)
            }
            _ => None,
        };
        transaction.commit().await?;
        Ok(opened)
    }

    /// The last step: the password is another one, whatever stopped the one before counts no more, every session and step of before
    /// ends, and a session begins. Returns its token.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses. The inner error: why there is no session; then nothing has changed.
    pub async fn finish_recovery(
        &self,
        recovery: &Recovery,
        passkey: &PasskeyId,
        content: &PasskeyContent,
        password_hash: &str,
        origin: &Origin,
    ) -> Result<Result<[u8; 32], NotEntered>, StoreError> {
        let account = recovery.account();
        let mut transaction = self.database().begin().await?;
        if !self.end_step(&mut transaction, recovery.id()).await? {
            return Ok(Err(NotEntered::StepOver));
        }
        if !self.use_passkey(&mut transaction, passkey, account, content, &origin.device).await? {
            return Ok(Err(NotEntered::Refused));
        }
        let notice = Notice::of(Kind::PasswordRecovered, self.world().now(), &origin.device);
        self.tell(&mut transaction, account, notice).await?;
        self.set_password(&mut transaction, account, password_hash).await?;
        self.end_other_sessions_in(&mut transaction, account, None).await?;
        sqlx::query("UPDATE mailed_codes SET ends_at = $1, code_hash = NULL WHERE account_id = $2 AND ends_at > $1")
            .bind(self.world().now().0)
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        let new = NewSession { account, origin, with: BeganWith::Passkey, passkey: Some(passkey), time_zone: None };
        let token = self.begin_session_in(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(Ok(token))
    }

    fn asked_hash(&self, token: &[u8]) -> Vec<u8> {
        self.index("mailed_codes.token", token)
    }

    /// A code has few digits: its hash holds the question as well, so that no table of codes fits two rows, and the account, so that
    /// it opens no other one.
    fn mailed_hash(&self, id: &str, account: &str, code: &str) -> Vec<u8> {
        self.index("mailed_codes.code", format!("{id}|{account}|{code}").as_bytes())
    }
}
