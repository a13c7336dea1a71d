//! Ceremonies from question to answer: ask, remember under the holder's name, take back once, check.

use salus_protocol::{
    ErrorCode,
    ids::PasskeyId,
    security::{Device, Place},
    sign_in::{PasskeyAssertion, PasskeyAttestation, PublicKeyOptions},
};

use super::{
    Auth,
    passkeys::{NotRight, Question},
};
use crate::{
    error::RouteError,
    store::{
        ceremonies::{Ceremony, Holder},
        passkeys::PasskeyContent,
    },
};

impl Auth {
    /// Asks the holder's browser to make a passkey.
    ///
    /// # Errors
    /// [`RouteError`] if the store fails.
    pub async fn ask_to_make(
        &self,
        holder: &Holder,
        ceremony: Ceremony,
        place: Place,
    ) -> Result<PublicKeyOptions, RouteError> {
        let account = self.store().account(&holder.account).await?.ok_or(ErrorCode::NotSignedIn)?;
        // The first passkey takes the place of all that an account had.
        let known = match ceremony {
            Ceremony::AddPasskey => self.store().passkeys_of(&holder.account).await?,
            _ => Vec::new(),
        };
        let question = self.passkeys().ask_to_make(&account, &known, place)?;
        self.remember(holder, ceremony, question).await
    }

    /// Checks the passkey that the holder's browser made.
    ///
    /// # Errors
    /// [`ErrorCode::CeremonyEnded`] if nobody asked, or too long ago; [`ErrorCode::PasskeyNotAccepted`] if it does not hold.
    pub async fn check_made(
        &self,
        holder: &Holder,
        ceremony: Ceremony,
        made: &PasskeyAttestation,
    ) -> Result<PasskeyContent, RouteError> {
        let state = self.recall(holder, ceremony).await?;
        self.passkeys().check_made(&state, made)
    }

    /// Asks the holder's browser for one of the account's passkeys.
    ///
    /// # Errors
    /// [`ErrorCode::PasskeyNotAccepted`] if the account has none.
    pub async fn ask_for(&self, holder: &Holder, ceremony: Ceremony) -> Result<PublicKeyOptions, RouteError> {
        let question = self.passkeys().ask_for(&self.store().passkeys_of(&holder.account).await?)?;
        self.remember(holder, ceremony, question).await
    }

    /// Checks the answer of a passkey, and tells which one it was and what to keep of it. One that shows itself as a copy is
    /// suspended, and its owner is told in which browser that was.
    ///
    /// # Errors
    /// [`ErrorCode::CeremonyEnded`] if nobody asked, or too long ago; [`ErrorCode::PasskeyNotAccepted`] if it does not hold.
    pub async fn check_answer(
        &self,
        holder: &Holder,
        ceremony: Ceremony,
        given: &PasskeyAssertion,
        device: &Device,
    ) -> Result<(PasskeyId, PasskeyContent), RouteError> {
        let state = self.recall(holder, ceremony).await?;
        let known = self.store().passkeys_of(&holder.account).await?;
        match self.passkeys().check_answer(&state, given, &known) {
            Ok(right) => Ok(right),
            Err(NotRight::Copy(passkey)) => {
                self.store().suspend_passkey(&holder.account, &passkey, device).await?;
                tracing::warn!(passkey = %passkey, "a passkey's counter went back: it is suspended");
                Err(ErrorCode::PasskeyNotAccepted.into())
            }
            Err(NotRight::Refused(error)) => Err(error),
        }
    }

    async fn remember(
        &self,
        holder: &Holder,
        ceremony: Ceremony,
        question: Question,
    ) -> Result<PublicKeyOptions, RouteError> {
        self.store().begin_ceremony(holder, ceremony, &question.state).await?;
        Ok(question.options)
    }

    async fn recall(&self, holder: &Holder, ceremony: Ceremony) -> Result<Vec<u8>, RouteError> {
        let state = self.store().take_ceremony(holder, ceremony).await?;
        state.ok_or_else(|| ErrorCode::CeremonyEnded.into())
    }
}
