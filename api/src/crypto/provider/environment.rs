//! Keys in variables: for trying things out. A variable is seen by whoever can look at the process, so each start says so.

use std::{env, path::Path};

use salus_protocol::protection::KeysFrom;
use zeroize::Zeroizing;

use super::{KeyProvider, KeyringError, Root, Roots, root_of};

/// The variable with the master keys: the active one first, older ones after it, with commas between them.
const MASTER: &str = "SALUS_MASTER_KEY";
/// The variable with the index root.
const INDEX: &str = "SALUS_INDEX_KEY";

/// The roots in the variables `SALUS_MASTER_KEY` and `SALUS_INDEX_KEY`.
pub struct Environment {
    masters: Zeroizing<String>,
    index: Zeroizing<String>,
}

impl Environment {
    /// What every start has to say where keys come from here.
    pub const WARNING: &'static str = "the keys come from variables, which others on this computer may be able to read: \
        use this for trying things out only, and never with the records of real people";

    /// Takes the roots out of the variables.
    ///
    /// # Errors
    /// [`KeyringError::NotSet`] if one of the two is not there.
    pub fn take() -> Result<Self, KeyringError> {
        let value = |name| env::var(name).map(Zeroizing::new).map_err(|_| KeyringError::NotSet { name });
        Ok(Self { masters: value(MASTER)?, index: value(INDEX)? })
    }
}

impl KeyProvider for Environment {
    fn kind(&self) -> KeysFrom {
        KeysFrom::Environment
    }

    fn read(&self) -> Result<Roots, KeyringError> {
        let root = |name, text: &str| root_of(text).ok_or(KeyringError::Variable { name });
        let mut masters = self.masters.split(',').map(|text| root(MASTER, text));
        let active = masters.next().ok_or(KeyringError::NotSet { name: MASTER })??;
        Ok(Roots { active, older: masters.collect::<Result<_, _>>()?, index: root(INDEX, &self.index)? })
    }

    fn replace(&self, _: &Root) -> Result<bool, KeyringError> {
        Ok(false)
    }

    fn folder(&self) -> Option<&Path> {
        None
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    fn with(masters: &str, index: &str) -> Result<Roots, KeyringError> {
        Environment { masters: Zeroizing::new(masters.into()), index: Zeroizing::new(index.into()) }.read()
    }

    #[test]
    fn the_first_key_of_the_variable_is_active_and_the_others_are_older() {
        let (one, two, index) = ("1".repeat(64), "2".repeat(64), "3".repeat(64));
        let roots = with(&format!("{two},{one}"), &index).unwrap();
        assert_eq!((*roots.active, *roots.older[0], *roots.index), ([0x22; 32], [0x11; 32], [0x33; 32]));
        assert!(matches!(with("short", &index), Err(KeyringError::Variable { name: MASTER })));
        assert!(matches!(with(&one, "short"), Err(KeyringError::Variable { name: INDEX })));
    }
}
