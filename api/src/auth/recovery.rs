//! A forgotten password: the question for a code is answered before anybody looks whether there is such an account.

use std::sync::Arc;

use salus_protocol::{ErrorCode, words::EmailAddress};

use super::{Auth, visitor::Visitor};
use crate::error::RouteError;

/// How soon somebody may ask again who found the line full, in seconds.
const BUSY_SECONDS: u32 = 5;

impl Auth {
    /// Mails a code to the owner of an address, after this has returned: the answer takes as long and says the same whether or not
    /// there is such an account. `token` is what the browser holds from now on, `earlier` what it held, and `known` tells
    /// whether the account was signed in there before.
    ///
    /// # Errors
    /// [`ErrorCode::Busy`] if very many ask at this moment, whomever they ask for.
    pub fn mail_code_later(
        &self,
        email: EmailAddress,
        token: [u8; 32],
        earlier: Option<[u8; 32]>,
        known: Option<[u8; 32]>,
        visitor: Visitor,
    ) -> Result<(), RouteError> {
        // A network that asks too often gets the same answer, and nothing is done.
        if self.take_network(&visitor).is_err() {
            return Ok(());
        }
        let Ok(place) = Arc::clone(&self.inner.questions).try_acquire_owned() else {
            return Err(RouteError::wait(ErrorCode::Busy, BUSY_SECONDS));
        };
        let store = self.store().clone();
        tokio::spawn(async move {
            let _place = place;
            let mailed = async {
                if let Some(earlier) = earlier {
                    store.drop_step(&earlier).await?;
                }
                store.mail_code(&email, &token, known.as_ref(), &visitor.origin.device).await
            };
            if let Err(cause) = mailed.await {
                tracing::error!(%cause, "a code could not be mailed");
            }
        });
        Ok(())
    }
}
