//! Words, codes and digests as people and browsers send them: any text is read or refused, and what is read has one form.

use std::fmt::Debug;

use proptest::prelude::*;
use salus_protocol::{
    ids::PatientId,
    log_chain::Digest,
    time::Day,
    words::{
        EmailAddress, FeedbackComment, GivenPassword, IdempotencyKey, LanguageTag, LookupValue, MailedCode,
        MessageBody, NewPassword, PaperCode, PasskeyName, PersonName, Subject, TimeZoneName, TotpCode,
    },
};
use serde::{Serialize, de::DeserializeOwned};

/// Text like that of a code, with what people put between and around it, and now and then something else.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[0-9A-Za-z \\-]{0,40}",
        "[0-9A-HJKMNP-TV-Z]{26}",
        "[0-9\u{0660}-\u{0669}\u{06F0}-\u{06F9} \\-]{4,12}",
        "[0-9a-f]{62,66}",
    ]
}

/// A word that is read from this text is read again as it was written.
fn stays<W: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) -> Result<(), TestCaseError> {
    if let Ok(word) = serde_json::from_value::<W>(text.into()) {
        let written = serde_json::to_value(&word).expect("a word can be written");
        prop_assert_eq!(serde_json::from_value::<W>(written).ok(), Some(word));
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_word_that_is_read_stays_what_it_is(
        any in "\\PC{0,60}", lines in "[\\PC\r\n\t]{0,60}",
        likely in "([a-z.+]{1,12}@[a-zA-Z.-]{1,16}|[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,2}|[A-Z][a-z]{1,8}/[A-Z][a-z_]{1,10}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9a-f-]{36})",
    ) {
        for text in [any, lines, likely] {
            stays::<EmailAddress>(&text)?;
            stays::<PersonName>(&text)?;
            stays::<PasskeyName>(&text)?;
            stays::<LookupValue>(&text)?;
            stays::<LanguageTag>(&text)?;
            stays::<TimeZoneName>(&text)?;
            stays::<Subject>(&text)?;
            stays::<MessageBody>(&text)?;
            stays::<FeedbackComment>(&text)?;
            stays::<NewPassword>(&text)?;
            stays::<GivenPassword>(&text)?;
            stays::<IdempotencyKey>(&text)?;
            stays::<Day>(&text)?;
            stays::<PatientId>(&text)?;
        }
    }

    #[test]
    fn a_code_that_is_read_has_one_form(text in typed()) {
        if let Ok(code) = PaperCode::parse(&text) {
            prop_assert_eq!(code.expose().len(), PaperCode::LENGTH);
            prop_assert!(code.expose().bytes().all(|byte| PaperCode::ALPHABET.contains(&byte)));
            prop_assert_eq!(PaperCode::parse(&code.grouped()), Ok(code));
        }
        if let Ok(code) = MailedCode::parse(&text) {
            prop_assert!(code.expose().len() == MailedCode::LENGTH && code.expose().bytes().all(|b| b.is_ascii_digit()));
            prop_assert_eq!(MailedCode::parse(code.expose()), Ok(code));
        }
        if let Ok(code) = TotpCode::parse(&text) {
            prop_assert!(code.expose().len() == TotpCode::LENGTH && code.expose().bytes().all(|b| b.is_ascii_digit()));
            prop_assert_eq!(TotpCode::parse(code.expose()), Ok(code));
        }
        if let Ok(digest) = Digest::parse(&text) {
            prop_assert_eq!(digest.to_string(), text);
        }
    }

    #[test]
    fn every_code_and_digest_is_read_back_as_it_is_written(bits: u128, bytes: [u8; 32]) {
        let code = PaperCode::from_bits(bits);
        prop_assert_eq!(PaperCode::parse(&code.grouped().to_lowercase()), Ok(code));
        prop_assert_eq!(Digest::parse(&Digest(bytes).to_string()).ok(), Some(Digest(bytes)));
    }
}
