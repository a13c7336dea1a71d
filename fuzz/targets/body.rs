//! Bodies of the operations that anybody may call, and of those with the most words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use salus_api::routes::wire::read_body;
use salus_protocol::{Endpoint, activation, feedback, messages, preferences, proof, recovery, security, sign_in};

/// Reads a body as the operation's handler would.
fn of<E: Endpoint>(bytes: &[u8]) {
    let _ = read_body::<E::Body>(bytes);
}

fuzz_target!(|bytes: &[u8]| {
    of::<sign_in::GivePassword>(bytes);
    of::<sign_in::FinishPasskeySignIn>(bytes);
    of::<sign_in::UseTotp>(bytes);
    of::<sign_in::UseRecoveryCode>(bytes);
    of::<recovery::AskForCode>(bytes);
    of::<recovery::GiveMailedCode>(bytes);
    of::<recovery::FinishRecovery>(bytes);
    of::<recovery::StopResetByLink>(bytes);
    of::<recovery::FindPatient>(bytes);
    of::<activation::OpenInvitation>(bytes);
    of::<activation::FinishFirstPasskey>(bytes);
    of::<activation::FinishFirstTotp>(bytes);
    of::<preferences::SavePreferences>(bytes);
    of::<messages::StartThread>(bytes);
    of::<messages::Reply>(bytes);
    of::<feedback::GiveFeedback>(bytes);
    of::<security::RenamePasskey>(bytes);
    of::<security::ExportAccess>(bytes);
    of::<proof::GiveProof>(bytes);
});
