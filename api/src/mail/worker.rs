//! Sends what waits, for as long as the server runs. Beside other processes it is safe: each try is claimed before it is made.

use std::time::Duration;

use super::{
    letter::Letterhead,
    post::{Envelope, NotSent, Post},
};
use crate::store::{
    Store, StoreError,
    outbox::{Claimed, OutboxEntry},
};

/// How often the outbox is looked into: a person may be waiting for a code.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Sends until the program ends.
pub async fn run(store: Store, post: Post, head: Letterhead) {
    let mut every = tokio::time::interval(LOOK_EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(cause) = send_due(&store, &post, &head).await {
            tracing::warn!(%cause, "the outbox could not be read; trying again");
        }
    }
}

/// Tries everything that is due once, and says how many mails were handed over. A mail that was not taken waits for its next try;
/// one whose time is over is given up.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub async fn send_due(store: &Store, post: &Post, head: &Letterhead) -> Result<u32, StoreError> {
    for mail in store.give_up_mails().await? {
        tracing::warn!(%mail, "a mail could not be sent in its time and is given up");
    }
    let mut sent = 0;
    for entry in store.due_mails().await? {
        let Some(claimed) = store.claim_mail(&entry).await? else { continue };
        if send(store, post, head, &entry, &claimed).await? {
            sent += 1;
        }
    }
    Ok(sent)
}

async fn send(
    store: &Store,
    post: &Post,
    head: &Letterhead,
    entry: &OutboxEntry,
    claimed: &Claimed,
) -> Result<bool, StoreError> {
    let language = store.mail_language(&claimed.account).await?;
    let envelope = Envelope { id: &entry.id, to: &claimed.to, at: claimed.notice.at };
    let handed_over = match head.write(&claimed.notice, language) {
        Ok(letter) => post.send(envelope, &letter).await,
        Err(_) => Err(NotSent::Unwritable),
    };
    match handed_over {
        Ok(()) => {
            store.mail_is_sent(&entry.id).await?;
            Ok(true)
        }
        Err(cause) => {
            tracing::warn!(mail = %entry.id, tries = entry.tries + 1, %cause, "a mail was not sent; trying again later");
            Ok(false)
        }
    }
}
