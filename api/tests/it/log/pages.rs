//! Pages of a chain as a browser gets them from a server that it does not trust: any text is read and checked, or refused.

use proptest::{prelude::*, sample::Index};
use salus_protocol::{
    Sample,
    ids::PatientId,
    log_chain::{ChainCheck, ChainLine, ChainPage, ChainVerdict, Digest, Head, line_hash},
    time::Timestamp,
};

/// A page with a whole log of so many lines, and where it ends.
fn page(length: u64) -> (ChainPage, Head) {
    let patient = PatientId::sample();
    let mut head = Head { patient_id: patient.clone(), number: 0, hash: Digest::default() };
    let mut lines = Vec::new();
    for number in 1..=length {
        let at = Timestamp(i64::try_from(number).expect("a small number"));
        let mut line = ChainLine { number, at, ..ChainLine::sample() };
        line.hash = line_hash(&patient, &head.hash, &line);
        (head.number, head.hash) = (number, line.hash);
        lines.push(line);
    }
    (ChainPage { patient_id: patient, lines, more: false, proof: None, unreadable: false }, head)
}

/// What a browser finds that remembers where the log ended.
fn found(page: &ChainPage, remembered: &Head) -> Option<ChainVerdict> {
    let mut check = ChainCheck::new(page.patient_id.clone());
    check.take(&page.lines).ok()?;
    check.finish(page.proof.as_ref(), Some(remembered)).ok()
}

proptest! {
    #[test]
    fn a_page_with_any_byte_changed_is_refused_or_found_or_says_the_same(length in 1_u64..6, place: Index, byte: u8) {
        let (page, head) = page(length);
        prop_assert_eq!(found(&page, &head), Some(ChainVerdict { head: head.clone(), proved: None, overdue: false }));
        let mut text = serde_json::to_vec(&page).expect("a page can be written");
        let place = place.index(text.len());
        text[place] = byte;
        let Ok(read) = serde_json::from_slice::<ChainPage>(&text) else { return Ok(()) };
        let is_same = (&read.patient_id, &read.lines) == (&page.patient_id, &page.lines);
        prop_assert_eq!(found(&read, &head).is_some(), is_same, "{:?}", read);
    }

    #[test]
    fn a_proof_with_any_figures_is_checked(number: u64, size: u64, index: u64, steps in 0_usize..70) {
        let (mut page, head) = page(2);
        page.proof = ChainPage::sample().proof.map(|mut proof| {
            (proof.head.number, proof.signed.checkpoint.size, proof.index) = (number, size, index);
            proof.path = vec![Digest::default(); steps];
            proof
        });
        prop_assert!(page.proof.is_some() && found(&page, &head).is_none(), "a proof of nothing holds");
        let far = Head { number, hash: Digest([1; 32]), ..head };
        prop_assert_eq!(found(&ChainPage { proof: None, ..page }, &far).is_some(), number == 0);
    }
}
