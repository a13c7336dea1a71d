//! Mail as it reaches people: taken out of the outbox, as the server's own worker would.

use std::time::Duration;

use salus_api::{
    mail::{
        letter::{Letter, Letterhead},
        notice::{Kind, Notice},
    },
    store::Store,
};
use salus_protocol::{
    ids::AccountId,
    preferences::Language,
    words::{MailedCode, PaperCode},
};
use url::Url;

use super::{ORIGIN, TestApp};

/// A mail that arrived.
pub(crate) struct Mail {
    /// At which address.
    pub(crate) to: String,
    /// What it says.
    pub(crate) notice: Notice,
    /// How it says it.
    pub(crate) letter: Letter,
}

/// Who writes in the tests.
pub(crate) fn letterhead() -> Letterhead {
    Letterhead {
        practice: "North Clinic".into(),
        telephone: Some("030 1234567".into()),
        origin: Url::parse(ORIGIN).expect("a URL"),
    }
}

impl TestApp {
    /// Delivers everything that is due now.
    pub(crate) async fn delivered(&self) -> Vec<Mail> {
        let store = &self.app.store;
        let mut mails = Vec::new();
        for entry in store.due_mails().await.expect("the outbox can be read") {
            let Some(claimed) = store.claim_mail(&entry).await.expect("the mail opens") else { continue };
            store.mail_is_sent(&entry.id).await.expect("the mail is sent");
            let letter = letterhead().write(&claimed.notice, Language::En).expect("there are words");
            mails.push(Mail { to: claimed.to, notice: claimed.notice, letter });
        }
        mails
    }

    /// Delivers everything that is due, and says what each of it is about.
    pub(crate) async fn told(&self) -> Vec<(String, Kind)> {
        let mut told: Vec<_> = self.delivered().await.into_iter().map(|mail| (mail.to, mail.notice.kind)).collect();
        told.sort();
        told
    }

    /// Waits until so many questions for a code were looked at: they are answered before.
    pub(crate) async fn asked(&self, questions: i64) {
        let looked_at = async {
            loop {
                let (rows,): (i64,) = sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM mailed_codes")
                    .fetch_one(&self.sql().await)
                    .await
                    .expect("the questions can be counted");
                if rows >= questions {
                    break;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), looked_at).await.expect("the questions are looked at");
    }
}

/// The codes that were mailed, by address.
pub(crate) fn codes(mails: &[Mail]) -> Vec<(String, MailedCode)> {
    let code = |mail: &Mail| MailedCode::parse(mail.notice.code.as_deref().expect("a code")).expect("eight digits");
    mails.iter().filter(|mail| mail.notice.kind == Kind::MailedCode).map(|mail| (mail.to.clone(), code(mail))).collect()
}

/// The code in a mail's link that stops a reset.
pub(crate) fn stop_code(mail: &Mail) -> PaperCode {
    let link = mail.letter.body.split_whitespace().find(|word| word.starts_with(ORIGIN)).expect("a link");
    PaperCode::parse(link.split_once('#').expect("a code behind the link").1).expect("a code")
}

/// How many mails of an account wait, due or not.
pub(crate) async fn waiting(store: &Store, sql: &sqlx::AnyPool, account: &AccountId) -> i64 {
    assert!(store.mails(), "mail is on");
    let (waiting,): (i64,) =
        sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE account_id = $1 AND content_ct IS NOT NULL")
            .bind(account.as_str())
            .fetch_one(sql)
            .await
            .expect("the outbox can be read");
    waiting
}
