//! People who prove once more that it is they, as the portal asks them to.

use salus_protocol::{
    ApiError, Endpoint, ErrorCode,
    proof::{Act, GiveProof, Proof, ProofFor, ProofGiven, StartProof},
};

use super::{
    Person,
    authenticator::Authenticator,
    entering::{PASSWORD, given},
    person::Outcome,
};

impl Person {
    /// The act that a refusal asks a proof for.
    #[track_caller]
    pub(crate) fn act_of<R: serde::de::DeserializeOwned>(refused: Outcome<R>) -> Act {
        let error: ApiError = refused.refused(ErrorCode::ProofNeeded);
        error.act.expect("the refusal names the act")
    }

    /// Gives a passkey's proof for an act.
    pub(crate) async fn prove(
        &mut self,
        act: &Act,
        authenticator: &mut Authenticator,
    ) -> Outcome<salus_protocol::Done> {
        let ways = self.call(StartProof {}, ProofFor { act: act.clone() }).await.ok();
        let answer = authenticator.answer(&ways.passkey.expect("the account has a passkey"));
        self.call(GiveProof {}, ProofGiven { act: act.clone(), proof: Proof::Passkey(answer) }).await
    }

    /// Calls an operation that takes a fresh proof, and proves with a passkey.
    pub(crate) async fn call_proven<E: Endpoint + Clone>(
        &mut self,
        endpoint: E,
        body: E::Body,
        authenticator: &mut Authenticator,
    ) -> Outcome<E::Reply>
    where
        E::Body: Clone,
    {
        let act = Self::act_of(self.call(endpoint.clone(), body.clone()).await);
        self.prove(&act, authenticator).await.ok();
        self.call(endpoint, body).await
    }

    /// The same for somebody who signed in with a recovery code a moment ago: the password is the proof.
    pub(crate) async fn call_with_password<E: Endpoint + Clone>(
        &mut self,
        endpoint: E,
        body: E::Body,
    ) -> Outcome<E::Reply>
    where
        E::Body: Clone,
    {
        let first = self.call(endpoint.clone(), body.clone()).await;
        if first.status.as_u16() != ErrorCode::ProofNeeded.status() || !first.text.contains("proof_needed") {
            return first;
        }
        let act = Self::act_of(first);
        self.call(GiveProof {}, ProofGiven { act, proof: Proof::Password(given(PASSWORD)) }).await.ok();
        self.call(endpoint, body).await
    }
}

impl super::TestApp {
    /// Takes away an account's recovery codes, as if they were used up.
    pub(crate) async fn without_codes(&self, name: &str) {
        let account =
            self.app.store.account_by_email(&super::entering::address(name)).await.expect("the store answers");
        sqlx::query("DELETE FROM recovery_codes WHERE account_id = $1")
            .bind(account.expect("an account").id.as_str())
            .execute(&self.sql().await)
            .await
            .expect("the codes go");
    }

    /// Suspends all passkeys of an account, as if copies of them had been seen.
    pub(crate) async fn suspend(&self, name: &str) {
        let account =
            self.app.store.account_by_email(&super::entering::address(name)).await.expect("the store answers");
        sqlx::query("UPDATE passkeys SET suspended_at = 1 WHERE account_id = $1")
            .bind(account.expect("an account").id.as_str())
            .execute(&self.sql().await)
            .await
            .expect("the passkeys are suspended");
    }
}
