//! The files of texts, one for each language and kind, and the words of the shell.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};
use salus_catalogue::Catalogues;

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
            let (name, data) = self.file(tag, easy)?;
            fs::write(assets.join(&name), data).with_context(|| format!("cannot write {name}"))?;
        }
        Ok(())
    }

    /// The addresses of the files by language and kind: `ar-easy`.
    pub fn by_kind(&self) -> BTreeMap<String, String> {
        let address = |(tag, easy): (&str, bool)| {
            let kind = if easy { format!("{tag}-easy") } else { tag.to_owned() };
            Some((kind, format!("/assets/{}", self.0.file_name(tag, easy)?)))
        };
        self.kinds().into_iter().filter_map(address).collect()
    }

    /// The boot script with the addresses, what each file must be, and with the shell's words in every language.
    pub fn told_to(&self, boot: &str) -> Result<String> {
        let kinds = self.by_kind();
        let (mut addresses, mut words) = (BTreeMap::new(), BTreeMap::new());
        for tag in self.0.tags() {
            let hash = |easy| self.0.integrity(tag, easy).unwrap_or_default();
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

    fn file(&self, tag: &str, easy: bool) -> Result<(String, String)> {
        let file = self.0.file_name(tag, easy).zip(self.0.data(tag, easy));
        file.with_context(|| format!("the catalogues have no texts in {tag}"))
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
        for address in texts.by_kind().values() {
            assert!(told.contains(&format!(r#"["{address}","sha256-"#)), "{address} is missing, or its hash");
        }
        assert!(told.contains("Emergency? {{ call }}"), "the words of the shell are missing");
        assert!(texts.told_to("").is_err());
    }
}
