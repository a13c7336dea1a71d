//! Every endpoint with one sample of its body and its reply. The snapshot of this list is the wire's public face; the
//! server's route table, the authorization matrix and the API's description are made from it.

use crate::{
    Access, Endpoint, Method, Sample, activation, feedback, home, log_chain, messages, preferences, proof, protection,
    record, recovery, security, session, sign_in, staff,
};

/// What is known of an endpoint without calling it.
#[derive(Clone, Debug)]
pub struct EndpointCard {
    /// Its name.
    pub name: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path with parameters in braces.
    pub pattern: &'static str,
    /// What a caller must have proved.
    pub access: Access,
    /// Whether it must have been proved anew for exactly this request.
    pub fresh_proof: bool,
    /// One sample of its body, as JSON.
    pub body: String,
    /// One sample of its reply, as JSON.
    pub reply: String,
}

/// The card of one endpoint.
fn card<E: Endpoint>() -> EndpointCard {
    EndpointCard {
        name: E::NAME,
        method: E::METHOD,
        pattern: E::PATTERN,
        access: E::ACCESS,
        fresh_proof: E::FRESH_PROOF,
        body: serde_json::to_string(&E::Body::sample()).unwrap_or_default(),
        reply: serde_json::to_string(&E::Reply::sample()).unwrap_or_default(),
    }
}

/// All endpoints, in the order in which a patient meets them.
#[must_use]
pub fn all() -> Vec<EndpointCard> {
    vec![
        card::<session::GetSession>(),
        card::<session::KeepSession>(),
        card::<session::StartUnlock>(),
        card::<session::UnlockWithPasskey>(),
        card::<session::UnlockWithPassword>(),
        card::<session::DeclineOffer>(),
        card::<session::SignOut>(),
        card::<protection::GetProtection>(),
        card::<sign_in::GivePassword>(),
        card::<sign_in::StartPasskeySignIn>(),
        card::<sign_in::FinishPasskeySignIn>(),
        card::<sign_in::UseTotp>(),
        card::<sign_in::UseRecoveryCode>(),
        card::<recovery::AskForCode>(),
        card::<recovery::GiveMailedCode>(),
        card::<recovery::StartRecoveryPasskey>(),
        card::<recovery::FinishRecovery>(),
        card::<recovery::StopResetByLink>(),
        card::<activation::OpenInvitation>(),
        card::<activation::ChoosePassword>(),
        card::<activation::StartFirstPasskey>(),
        card::<activation::FinishFirstPasskey>(),
        card::<activation::StartFirstTotp>(),
        card::<activation::FinishFirstTotp>(),
        card::<preferences::SavePreferences>(),
        card::<home::GetHome>(),
        card::<record::ListResults>(),
        card::<record::GetResult>(),
        card::<record::ListVitals>(),
        card::<record::ListMedications>(),
        card::<record::ListConditions>(),
        card::<record::ListAllergies>(),
        card::<record::ListImmunizations>(),
        card::<record::ListVisits>(),
        card::<messages::ListThreads>(),
        card::<messages::StartThread>(),
        card::<messages::GetThread>(),
        card::<messages::Reply>(),
        card::<messages::MarkThreadRead>(),
        card::<feedback::ListFeedback>(),
        card::<feedback::GiveFeedback>(),
        card::<security::GetSecurity>(),
        card::<security::StartAddPasskey>(),
        card::<security::FinishAddPasskey>(),
        card::<security::RenamePasskey>(),
        card::<security::RemovePasskey>(),
        card::<security::RenewRecoveryCode>(),
        card::<security::ChangePassword>(),
        card::<security::StartTotp>(),
        card::<security::FinishTotp>(),
        card::<security::RemoveTotp>(),
        card::<security::EndSession>(),
        card::<security::EndOtherSessions>(),
        card::<security::SignOutEverywhere>(),
        card::<security::SearchAccess>(),
        card::<security::ExportAccess>(),
        card::<log_chain::GetLogChain>(),
        card::<recovery::StopMyReset>(),
        card::<proof::StartProof>(),
        card::<proof::GiveProof>(),
        card::<staff::ListInbox>(),
        card::<staff::GetStaffThread>(),
        card::<staff::StaffReply>(),
        card::<staff::MarkStaffThreadRead>(),
        card::<staff::CloseThread>(),
        card::<staff::GetFeedbackReport>(),
        card::<recovery::FindPatient>(),
        card::<recovery::ListResets>(),
        card::<recovery::StartReset>(),
        card::<recovery::ConfirmReset>(),
        card::<recovery::StopReset>(),
    ]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "tests fail by panicking")]

    use super::*;

    #[test]
    fn the_wire_has_not_changed_unnoticed() {
        let wire: Vec<String> = all()
            .into_iter()
            .map(|e| {
                format!(
                    "{} {} ({}, {:?}{})\n  body  {}\n  reply {}",
                    e.method.as_str(),
                    e.pattern,
                    e.name,
                    e.access,
                    if e.fresh_proof { " and a fresh proof" } else { "" },
                    e.body,
                    e.reply
                )
            })
            .collect();
        insta::assert_snapshot!("wire", wire.join("\n"));
    }

    #[test]
    fn every_sample_can_be_read_back() {
        fn check<E: Endpoint>() {
            let body = serde_json::to_string(&E::Body::sample()).expect("a sample can be written");
            let reply = serde_json::to_string(&E::Reply::sample()).expect("a sample can be written");
            serde_json::from_str::<E::Body>(&body).expect(E::NAME);
            serde_json::from_str::<E::Reply>(&reply).expect(E::NAME);
        }
        check::<sign_in::GivePassword>();
        check::<activation::OpenInvitation>();
        check::<activation::FinishFirstPasskey>();
        check::<preferences::SavePreferences>();
        check::<home::GetHome>();
        check::<record::GetResult>();
        check::<record::ListVitals>();
        check::<messages::StartThread>();
        check::<feedback::GiveFeedback>();
        check::<security::SearchAccess>();
        check::<proof::GiveProof>();
        check::<session::UnlockWithPasskey>();
        check::<staff::GetFeedbackReport>();
    }

    #[test]
    fn only_reads_use_get_and_no_two_operations_share_an_address() {
        let cards = all();
        for (place, card) in cards.iter().enumerate() {
            assert!(card.pattern.starts_with("/api/v1/"), "{}", card.name);
            assert!(
                cards[place + 1..].iter().all(|other| (other.method, other.pattern) != (card.method, card.pattern)),
                "{} shares its address",
                card.name
            );
        }
    }
}
