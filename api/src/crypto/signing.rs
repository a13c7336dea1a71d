//! Signatures under checkpoints of the access log (Ed25519, RFC 8032).

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use salus_protocol::log_chain::{Checkpoint, Digest, SignedCheckpoint};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Keeps this use of the root apart from all others.
const LABEL: &[u8] = b"salus/access-checkpoint-signing/v1";

/// The key that signs. Has no `Debug`, and is wiped when dropped.
pub struct CheckpointKey(SigningKey);

impl CheckpointKey {
    /// The key that follows from a root (HKDF-SHA-256, RFC 5869).
    pub(super) fn derive(root: &Zeroizing<[u8; 32]>) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        #[expect(clippy::expect_used, reason = "32 bytes are fewer than HKDF can give")]
        Hkdf::<Sha256>::new(None, &**root).expand(LABEL, &mut *seed).expect("HKDF gives 32 bytes");
        Self(SigningKey::from_bytes(&seed))
    }

    /// The public half, which is also the key's name.
    #[must_use]
    pub fn public(&self) -> Digest {
        Digest(self.0.verifying_key().to_bytes())
    }

    /// Signs a checkpoint.
    #[must_use]
    pub fn sign(&self, checkpoint: Checkpoint) -> SignedCheckpoint {
        let signature = self.0.sign(&checkpoint.canonical()).to_bytes();
        let signature = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        SignedCheckpoint { key: self.public(), signature, checkpoint }
    }
}

/// Whether a checkpoint was signed with the key that it names. Whose key that is has to be known from elsewhere.
#[must_use]
pub fn is_signed(signed: &SignedCheckpoint) -> bool {
    let Some((half, other)) = signed.signature.split_at_checked(64) else { return false };
    let (Ok(half), Ok(other)) = (Digest::parse(half), Digest::parse(other)) else { return false };
    let Ok(key) = VerifyingKey::from_bytes(&signed.key.0) else { return false };
    key.verify_strict(&signed.checkpoint.canonical(), &Signature::from_components(half.0, other.0)).is_ok()
}

#[cfg(test)]
mod tests {
    use salus_protocol::{Sample, log_chain::HeadProof};

    use super::*;

    fn key(root: u8) -> CheckpointKey {
        CheckpointKey::derive(&Zeroizing::new([root; 32]))
    }

    #[test]
    fn a_signature_holds_for_its_checkpoint_and_its_key_alone() {
        let signed = key(1).sign(HeadProof::sample().signed.checkpoint);
        assert!(is_signed(&signed));
        assert_eq!(signed.key, key(1).public(), "the same root gives the same key");

        let checkpoint = Checkpoint { number: 4, ..signed.checkpoint.clone() };
        assert!(!is_signed(&SignedCheckpoint { checkpoint, ..signed.clone() }));
        assert!(!is_signed(&SignedCheckpoint { key: key(2).public(), ..signed.clone() }));
        for signature in [String::new(), signed.signature[..126].to_owned(), format!("{}00", signed.signature)] {
            assert!(!is_signed(&SignedCheckpoint { signature, ..signed.clone() }));
        }
        let turned = signed.signature.chars().rev().collect();
        assert!(!is_signed(&SignedCheckpoint { signature: turned, ..signed.clone() }));
        let not_ascii = "ä".repeat(64);
        assert!(!is_signed(&SignedCheckpoint { signature: not_ascii, ..signed }));
    }
}
