//! The files of texts, one for each language and kind, and the words of the shell.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};
use salus_catalogue::{Catalogues, Portion};

use crate::place;

/// The catalogues as a finished portal has them.
pub struct Texts(Catalogues);

impl Texts {
    /// Reads the catalogues.
    pub fn read() -> Result<Self> {
        Ok(Self(Catalogues::read(&place::root().join("locales"))?))
    }

    /// Writes all files of texts.
    pub fn write(&self, assets: &Path) -> Result<()> {
        for (tag, easy) in self.kinds() {
            for portion in Portion::ALL {
                let file = self.0.file_name(tag, easy, portion).zip(self.0.portion(tag, easy, portion));
                let (name, data) = file.with_context(|| format!("the catalogues have no texts in {tag}"))?;
                fs::write(assets.join(&name), data).with_context(|| format!("cannot write {name}"))?;
            }
        }
        Ok(())
    }

    /// The addresses of the files by language and kind: `ar-easy`, and `ar-easy-rare` for its rare areas.
    pub fn by_kind(&self) -> BTreeMap<String, String> {
        let mut addresses = BTreeMap::new();
        for (tag, easy) in self.kinds() {
            for (portion, rare) in [(Portion::First, ""), (Portion::Rare, "-rare")] {
                if let Some(name) = self.0.file_name(tag, easy, portion) {
                    let easy = if easy { "-easy" } else { "" };
                    addresses.insert(format!("{tag}{easy}{rare}"), format!("/assets/{name}"));
                }
            }
        }
        addresses
    }

    /// The boot script with the addresses, what each file must be, and with the shell's words in every language.
    pub fn told_to(&self, boot: &str) -> Result<String> {
        let kinds = self.by_kind();
        let (mut addresses, mut words) = (BTreeMap::new(), BTreeMap::new());
        for tag in self.0.tags() {
            let hash = |easy| self.0.integrity(tag, easy, Portion::First).unwrap_or_default();
            addresses.insert(tag, [(&kinds[tag], hash(false)), (&kinds[&format!("{tag}-easy")], hash(true))]);
            words.insert(tag, self.0.area(tag, "shell").unwrap_or_default());
        }
        let mut told = boot.to_owned();
        for (mark, value) in [
            ("const TEXTS = {};", format!("const TEXTS = {};", serde_json::to_string(&addresses)?)),
            ("const WORDS = {};", format!("const WORDS = {};", serde_json::to_string(&words)?)),
        ] {
            if !told.contains(mark) {
                bail!("public/boot.js has no line `{mark}` to be filled in");
            }
            told = told.replacen(mark, &value, 1);
        }
        Ok(told)
    }

    fn kinds(&self) -> Vec<(&str, bool)> {
        self.0.tags().flat_map(|tag| [(tag, false), (tag, true)]).collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn the_boot_script_is_told_where_each_language_is_and_what_the_shell_says() {
        let boot = fs::read_to_string(place::root().join("public/boot.js")).unwrap();
        let texts = Texts::read().unwrap();
        let told = texts.told_to(&boot).unwrap();
        // The rare areas are loaded by the program.
        for (_, address) in texts.by_kind().iter().filter(|(kind, _)| !kind.ends_with("-rare")) {
            assert!(told.contains(&format!(r#"["{address}","sha256-"#)), "{address} is missing, or its hash");
        }
        assert!(told.contains("Emergency? {{ call }}"), "the words of the shell are missing");
        assert!(texts.told_to("").is_err());
    }
}
