//! Codes and digests as people and browsers send them: any text is read or refused, and what is read has one form.

use proptest::prelude::*;
use salus_protocol::{
    log_chain::Digest,
    words::{MailedCode, PaperCode, TotpCode},
};

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

proptest! {
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
