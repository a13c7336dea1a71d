//! Words with rules, as people type them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use salus_protocol::{
    ids::PatientId,
    log_chain::Digest,
    time::Day,
    words::{
        EmailAddress, IdempotencyKey, LanguageTag, MailedCode, MessageBody, NewPassword, PaperCode, PasskeyName, PersonName,
        Subject, TimeZoneName, TotpCode,
    },
};

fuzz_target!(|text: &str| {
    if let Ok(code) = PaperCode::parse(text) {
        assert!(PaperCode::parse(&code.grouped()).is_ok_and(|again| again == code));
    }
    if let Ok(digest) = Digest::parse(text) {
        assert_eq!(digest.to_string(), text);
    }
    let _ = (MailedCode::parse(text), TotpCode::parse(text), Day::parse(text), PatientId::parse(text));
    let _ = (EmailAddress::parse(text), PersonName::parse(text), PasskeyName::parse(text), LanguageTag::parse(text));
    let _ = (Subject::parse(text), MessageBody::parse(text), NewPassword::parse(text));
    let _ = (TimeZoneName::parse(text), IdempotencyKey::parse(text));
});
