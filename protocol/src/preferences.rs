//! How a person wants the portal: in which language, how plain, how light. Kept with the account, so that it is the same on
//! every device.

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::endpoints,
    sample::Sample,
    words::{LanguageTag, Reason, Refused},
};

endpoints! {
    /// Keeps how this person wants the portal, in place of what was kept before, and answers with what is kept now.
    SavePreferences {} = Put "/api/v1/preferences", SignedIn, Preferences => Preferences;
}

/// How a person wants the portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// The portal's language; `None` until the person has chosen, which leaves it to the browser.
    pub language: Option<Language>,
    /// Whether the portal speaks in shorter, simpler words and shows one thing at a time.
    pub easy_read: bool,
    /// Light or dark.
    pub appearance: Appearance,
}

/// A language that the portal speaks. Not the language of the record: see [`LanguageTag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Language {
    /// English.
    En,
    /// Arabic.
    Ar,
    /// French.
    Fr,
    /// Spanish.
    Es,
}

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Appearance {
    /// As the device is set.
    #[default]
    System,
    /// Dark words on a light ground.
    Light,
    /// Light words on a dark ground.
    Dark,
}

impl Language {
    /// All of them, in the order in which a person chooses.
    pub const ALL: [Self; 4] = [Self::En, Self::Ar, Self::Fr, Self::Es];

    /// The language tag (BCP 47), fit for the attribute `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
            Self::Fr => "fr",
            Self::Es => "es",
        }
    }

    /// What the language calls itself, so that its readers find it in every language.
    #[must_use]
    pub const fn native_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ar => "العربية",
            Self::Fr => "Français",
            Self::Es => "Español",
        }
    }

    /// Which way it is written.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::Ar => Direction::RightToLeft,
            Self::En | Self::Fr | Self::Es => Direction::LeftToRight,
        }
    }

    /// The portal's language for a wish such as `es-MX`: the same language, whatever the region. `None` if the portal does
    /// not speak it, or the wish is no language tag.
    #[must_use]
    pub fn nearest(wish: &str) -> Option<Self> {
        let wish = LanguageTag::parse(wish).ok()?;
        Self::ALL.into_iter().find(|language| language.tag() == wish.primary())
    }
}

impl Direction {
    /// The value for the attribute `dir`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Appearance {
    /// All of them, in the order in which a person chooses.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

// Both are read by hand, so that a value we do not know is refused as a field with its name and not as an unreadable body.

impl TryFrom<String> for Language {
    type Error = Refused;

    fn try_from(tag: String) -> Result<Self, Refused> {
        Self::ALL.into_iter().find(|language| language.tag() == tag).ok_or(Refused(Reason::Malformed))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.tag().to_owned()
    }
}

impl TryFrom<String> for Appearance {
    type Error = Refused;

    fn try_from(word: String) -> Result<Self, Refused> {
        Self::ALL.into_iter().find(|appearance| appearance.as_str() == word).ok_or(Refused(Reason::Malformed))
    }
}

impl From<Appearance> for String {
    fn from(appearance: Appearance) -> Self {
        appearance.as_str().to_owned()
    }
}

impl Sample for Preferences {
    fn sample() -> Self {
        Self { language: Some(Language::En), easy_read: false, appearance: Appearance::System }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_and_appearance_survives_the_wire() {
        for language in Language::ALL {
            for appearance in Appearance::ALL {
                let kept = Preferences { language: Some(language), easy_read: true, appearance };
                let text = serde_json::to_string(&kept).unwrap_or_default();
                assert!(text.contains(language.tag()) && text.contains(appearance.as_str()), "{text}");
                assert_eq!(serde_json::from_str::<Preferences>(&text).ok(), Some(kept));
            }
        }
    }

    #[test]
    fn the_nearest_language_is_the_same_one_whatever_the_region() {
        assert_eq!(Language::nearest("es-MX"), Some(Language::Es));
        assert_eq!(Language::nearest("AR-eg"), Some(Language::Ar));
        for unknown in ["de", "est", "e", "", "*"] {
            assert_eq!(Language::nearest(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn only_arabic_runs_from_right_to_left() {
        for language in Language::ALL {
            let right_to_left = language.direction() == Direction::RightToLeft;
            assert_eq!(right_to_left, language == Language::Ar, "{language:?}");
        }
    }
}
