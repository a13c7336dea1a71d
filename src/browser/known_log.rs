//! What this device remembers of an access log that it has checked: where it ended, and with which key it was signed, so that the
//! next check can tell whether the log has become shorter or another since. Nothing of what the lines say, and no name: the
//! patient's id goes into the entry's name as a part of its hash.

use salus_protocol::{ids::PatientId, log_chain::Digest};
use sha2::{Digest as _, Sha256};

/// What was seen at the last check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// How many lines there were.
    pub number: u64,
    /// The hash of the last one.
    pub hash: Digest,
    /// The public key that the newest checkpoint was signed with, if there was one.
    pub key: Option<Digest>,
}

/// What this device remembers of the patient's log.
#[must_use]
pub fn read(patient: &PatientId) -> Option<Known> {
    let storage = web_sys::window()?.local_storage().ok()??;
    parse(&storage.get_item(&name(patient)).ok()??)
}

/// Remembers it. A browser that refuses checks the next time as it did the first.
pub fn keep(patient: &PatientId, known: &Known) {
    if let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) {
        let _ = storage.set_item(&name(patient), &write(known));
    }
}

/// The name of the entry: a fifth of a hash is enough to keep two patients apart who share a device.
fn name(patient: &PatientId) -> String {
    let hash: [u8; 32] = Sha256::digest(format!("salus/known-log/v1 {patient}")).into();
    let short = Digest(hash).to_string();
    format!("salus-log-{}", short.get(..12).unwrap_or_default())
}

fn write(Known { number, hash, key }: &Known) -> String {
    let key = key.map(|key| key.to_string()).unwrap_or_default();
    format!("{number} {hash} {key}")
}

fn parse(text: &str) -> Option<Known> {
    let mut words = text.split(' ');
    let number = words.next()?.parse().ok()?;
    let hash = Digest::parse(words.next()?).ok()?;
    let key = words.next().and_then(|key| Digest::parse(key).ok());
    Some(Known { number, hash, key })
}

#[cfg(test)]
mod tests {
    use salus_protocol::Sample;

    use super::*;

    #[test]
    fn what_is_remembered_is_read_back() {
        for key in [None, Some(Digest([7; 32]))] {
            let known = Known { number: 412, hash: Digest::sample(), key };
            assert_eq!(parse(&write(&known)), Some(known));
        }
        assert_eq!(parse("something else"), None);
    }

    #[test]
    fn the_entry_names_nobody() {
        let patient = PatientId::sample();
        assert!(!name(&patient).contains(patient.as_str().get(..8).unwrap_or_default()));
        assert_eq!(name(&patient), name(&patient));
    }
}
