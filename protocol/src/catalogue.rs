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

/// Something to be done with every endpoint.
pub trait Visitor {
    /// Does it with this one.
    fn visit<E: Endpoint>(&mut self);
}

/// All endpoints, in the order in which a patient meets them.
#[must_use]
pub fn all() -> Vec<EndpointCard> {
    struct Cards(Vec<EndpointCard>);
    impl Visitor for Cards {
        fn visit<E: Endpoint>(&mut self) {
            self.0.push(card::<E>());
        }
    }
    let mut cards = Cards(Vec::new());
    each(&mut cards);
    cards.0
}

/// Does something with every endpoint, in the order in which a patient meets them.
pub fn each(visitor: &mut impl Visitor) {
    visitor.visit::<session::GetSession>();
    visitor.visit::<session::KeepSession>();
    visitor.visit::<session::StartUnlock>();
    visitor.visit::<session::UnlockWithPasskey>();
    visitor.visit::<session::UnlockWithPassword>();
    visitor.visit::<session::DeclineOffer>();
    visitor.visit::<session::SignOut>();
    visitor.visit::<protection::GetProtection>();
    visitor.visit::<sign_in::GivePassword>();
    visitor.visit::<sign_in::StartPasskeySignIn>();
    visitor.visit::<sign_in::FinishPasskeySignIn>();
    visitor.visit::<sign_in::UseTotp>();
    visitor.visit::<sign_in::UseRecoveryCode>();
    visitor.visit::<recovery::AskForCode>();
    visitor.visit::<recovery::GiveMailedCode>();
    visitor.visit::<recovery::StartRecoveryPasskey>();
    visitor.visit::<recovery::FinishRecovery>();
    visitor.visit::<recovery::StopResetByLink>();
    visitor.visit::<activation::OpenInvitation>();
    visitor.visit::<activation::ChoosePassword>();
    visitor.visit::<activation::StartFirstPasskey>();
    visitor.visit::<activation::FinishFirstPasskey>();
    visitor.visit::<activation::StartFirstTotp>();
    visitor.visit::<activation::FinishFirstTotp>();
    visitor.visit::<preferences::SavePreferences>();
    visitor.visit::<home::GetHome>();
    visitor.visit::<record::ListResults>();
    visitor.visit::<record::GetResult>();
    visitor.visit::<record::ListVitals>();
    visitor.visit::<record::ListMedications>();
    visitor.visit::<record::ListConditions>();
    visitor.visit::<record::ListAllergies>();
    visitor.visit::<record::ListImmunizations>();
    visitor.visit::<record::ListVisits>();
    visitor.visit::<messages::ListThreads>();
    visitor.visit::<messages::StartThread>();
    visitor.visit::<messages::GetThread>();
    visitor.visit::<messages::Reply>();
    visitor.visit::<messages::MarkThreadRead>();
    visitor.visit::<feedback::ListFeedback>();
    visitor.visit::<feedback::GiveFeedback>();
    visitor.visit::<security::GetSecurity>();
    visitor.visit::<security::StartAddPasskey>();
    visitor.visit::<security::FinishAddPasskey>();
    visitor.visit::<security::RenamePasskey>();
    visitor.visit::<security::RemovePasskey>();
    visitor.visit::<security::RenewRecoveryCode>();
    visitor.visit::<security::ChangePassword>();
    visitor.visit::<security::StartTotp>();
    visitor.visit::<security::FinishTotp>();
    visitor.visit::<security::RemoveTotp>();
    visitor.visit::<security::EndSession>();
    visitor.visit::<security::EndOtherSessions>();
    visitor.visit::<security::SignOutEverywhere>();
    visitor.visit::<security::SearchAccess>();
    visitor.visit::<security::ExportAccess>();
    visitor.visit::<log_chain::GetLogChain>();
    visitor.visit::<recovery::StopMyReset>();
    visitor.visit::<proof::StartProof>();
    visitor.visit::<proof::GiveProof>();
    visitor.visit::<staff::ListInbox>();
    visitor.visit::<staff::GetStaffThread>();
    visitor.visit::<staff::StaffReply>();
    visitor.visit::<staff::MarkStaffThreadRead>();
    visitor.visit::<staff::CloseThread>();
    visitor.visit::<staff::GetFeedbackReport>();
    visitor.visit::<recovery::FindPatient>();
    visitor.visit::<recovery::ListResets>();
    visitor.visit::<recovery::StartReset>();
    visitor.visit::<recovery::ConfirmReset>();
    visitor.visit::<recovery::StopReset>();
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
        struct Check;
        impl Visitor for Check {
            fn visit<E: Endpoint>(&mut self) {
                let body = serde_json::to_string(&E::Body::sample()).expect("a sample can be written");
                let reply = serde_json::to_string(&E::Reply::sample()).expect("a sample can be written");
                serde_json::from_str::<E::Body>(&body).expect(E::NAME);
                serde_json::from_str::<E::Reply>(&reply).expect(E::NAME);
            }
        }
        each(&mut Check);
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
