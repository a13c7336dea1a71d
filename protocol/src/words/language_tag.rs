//! The language that words are in.

use serde::{Deserialize, Serialize};

use super::{Reason, Refused, length};
use crate::sample::Sample;

/// The language of words that somebody else wrote, such as those of a record: a well-formed language tag (BCP 47, that is
/// RFC 5646, section 2.1) like `ar`, `pt-BR` or `sr-Latn`, in its usual case. Fit for the attribute `lang`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// How many characters it may have. RFC 5646, section 4.4.1 asks for room for 35.
    pub const MAX: u32 = 64;

    /// Reads a tag and writes its parts in their usual case (section 2.1.1), so that `AR-eg` is `ar-EG`. Tags of before
    /// 2005 that have no parts (`i-klingon`) are not read.
    ///
    /// # Errors
    /// [`Reason::Empty`], [`Reason::TooLong`] or [`Reason::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Reason::Empty);
        }
        if length(text) > Self::MAX {
            return Err(Reason::TooLong { max: Self::MAX });
        }
        let parts: Vec<&str> = text.split('-').collect();
        if !well_formed(&parts) {
            return Err(Reason::Malformed);
        }
        let mut tag = String::with_capacity(text.len());
        let mut own = true;
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                tag.push('-');
            }
            // Behind a single letter nothing is a script or a region any more.
            own &= part.len() > 1;
            match (place, part.len()) {
                (1.., 2) if own => tag.push_str(&part.to_ascii_uppercase()),
                (1.., 4) if own => {
                    tag.push_str(&part[..1].to_ascii_uppercase());
                    tag.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        Ok(Self(tag))
    }

    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, without script and region: `pt` of `pt-BR`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

/// Whether these are the parts of a tag, in their order: language, up to three extensions of it, script, region, variants,
/// extensions, private use.
fn well_formed(parts: &[&str]) -> bool {
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let plain = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let Some((language, rest)) = parts.split_first() else { return false };
    if !parts.iter().all(|part| plain(part)) || !letters(language) || language.len() < 2 {
        return false;
    }
    let mut rest = rest;
    let mut take = |fits: &dyn Fn(&str) -> bool, most: usize| {
        let taken = rest.iter().take(most).take_while(|part| fits(part)).count();
        rest = &rest[taken..];
    };
    take(&|part| language.len() <= 3 && part.len() == 3 && letters(part), 3);
    take(&|part| part.len() == 4 && letters(part), 1);
    take(&|part| (part.len() == 2 && letters(part)) || (part.len() == 3 && digits(part)), 1);
    take(&|part| part.len() >= 5 || (part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit())), usize::MAX);
    // What is left are groups behind a single letter or digit; behind `x` a single one stands for itself.
    while let Some((single, group)) = rest.split_first() {
        let private = single.eq_ignore_ascii_case("x");
        let length = group.iter().take_while(|part| private || part.len() > 1).count();
        if single.len() != 1 || length == 0 {
            return false;
        }
        rest = &group[length..];
    }
    true
}

word_conversions!(LanguageTag, "en");

impl std::fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_kept_in_its_usual_case() {
        for (text, tag) in [
            ("ar", "ar"),
            (" EN ", "en"),
            ("ar-eg", "ar-EG"),
            ("PT-br", "pt-BR"),
            ("SR-LATN-rs", "sr-Latn-RS"),
            ("es-419", "es-419"),
            ("zh-cmn-hans-cn", "zh-cmn-Hans-CN"),
            ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994"),
            ("de-CH-1901", "de-CH-1901"),
            ("en-u-ca-GREGORY", "en-u-ca-gregory"),
            ("fr-x-HOME-a", "fr-x-home-a"),
        ] {
            assert_eq!(LanguageTag::parse(text).map(String::from), Ok(tag.to_owned()), "{text}");
        }
        assert_eq!(LanguageTag::parse("pt-BR").map(|tag| tag.primary().to_owned()), Ok("pt".to_owned()));
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in [
            "e",
            "the language",
            "en_US",
            "en-",
            "-en",
            "en--US",
            "12",
            "en-US-US",
            "en-Latn-Latn",
            "en-u",
            "en-x",
            "fr-é",
            "en\" onclick=\"",
            "i-klingon",
            "x-home",
        ] {
            assert_eq!(LanguageTag::parse(text), Err(Reason::Malformed), "{text}");
        }
        assert_eq!(LanguageTag::parse("  "), Err(Reason::Empty));
        assert_eq!(LanguageTag::parse(&format!("en-{}", "abcde-".repeat(20))), Err(Reason::TooLong { max: 64 }));
    }
}
