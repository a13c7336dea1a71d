//! The switches of the toolbar: each has a few settings, a word for the address and a word for the screen.

use salus_portal::texts::Locale;

/// A switch with a fixed set of settings. The first is what holds when the address does not say.
pub trait Switch: Copy + PartialEq + Default + 'static {
    /// All settings, each with the word in the address and the word on the screen.
    const ALL: &'static [(Self, &'static str, &'static str)];

    /// The setting that the address names; the first one for a word that it does not know.
    #[must_use]
    fn read(word: &str) -> Self {
        Self::ALL.iter().find(|(_, known, _)| *known == word).map_or_else(Self::default, |(setting, ..)| *setting)
    }

    /// The word in the address.
    #[must_use]
    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(setting, ..)| *setting == self).map_or("", |(_, word, _)| word)
    }

    /// The word on the screen.
    #[must_use]
    fn label(self) -> &'static str {
        Self::ALL.iter().find(|(setting, ..)| *setting == self).map_or("", |(.., label)| label)
    }
}

macro_rules! switch {
    ($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident = $first_word:literal $first_label:literal, $($(#[$setting_doc:meta])* $setting:ident = $word:literal $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $(#[$first_doc])*
            #[default]
            $first,
            $($(#[$setting_doc])* $setting,)*
        }

        impl Switch for $name {
            const ALL: &'static [(Self, &'static str, &'static str)] =
                &[(Self::$first, $first_word, $first_label), $((Self::$setting, $word, $label),)*];
        }
    };
}

/// The language of the story: one that patients can choose, or one of the two that only show what breaks.
impl Switch for Locale {
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::En, "en", "English"),
        (Self::Ar, "ar", "Arabic"),
        (Self::Fr, "fr", "French"),
        (Self::Es, "es", "Spanish"),
        (Self::Accented, "en-XA", "Long English"),
        (Self::Mirrored, "ar-XB", "Mirrored English"),
    ];
}

switch! {
    /// The direction of writing.
    Dir {
        /// From left to right.
        Ltr = "ltr" "Left to right",
        /// From right to left.
        Rtl = "rtl" "Right to left",
    }
}

impl Dir {
    /// The direction in which a language is written.
    #[must_use]
    pub const fn of(language: Locale) -> Self {
        if language.is_right_to_left() { Self::Rtl } else { Self::Ltr }
    }
}

switch! {
    /// Light or dark.
    Theme {
        /// As the device is set.
        System = "system" "Device",
        /// Always light.
        Light = "light" "Light",
        /// Always dark.
        Dark = "dark" "Dark",
    }
}

switch! {
    /// How wide the screen is.
    Width {
        /// As wide as there is room.
        Full = "full" "Full",
        /// A small phone: nothing may need more.
        Small = "320" "320",
        /// A phone.
        Phone = "390" "390",
        /// A tablet.
        Tablet = "768" "768",
        /// A computer.
        Desktop = "1280" "1280",
    }
}

impl Width {
    /// The width as CSS has it.
    #[must_use]
    pub const fn css(self) -> &'static str {
        match self {
            Self::Full => "100%",
            Self::Small => "320px",
            Self::Phone => "390px",
            Self::Tablet => "768px",
            Self::Desktop => "1280px",
        }
    }
}

switch! {
    /// How large the letters are.
    TextSize {
        /// As the device is set.
        Normal = "100" "100 %",
        /// Twice as large, as a person may set it in the browser.
        Double = "200" "200 %",
    }
}

switch! {
    /// How far light and dark lie apart.
    Contrast {
        /// As the device is set.
        Normal = "normal" "Device",
        /// Farther than usual.
        More = "more" "More",
        /// Only the colours of the system: a drawing of what Windows calls a contrast theme.
        Forced = "forced" "Forced",
    }
}

switch! {
    /// Whether things move.
    Motion {
        /// As the device is set.
        Normal = "normal" "Device",
        /// Nothing moves.
        Reduced = "reduced" "Reduced",
    }
}

switch! {
    /// Larger letters, shorter texts, one thing on a page.
    Easy {
        /// As for everybody.
        Off = "off" "Off",
        /// Easy read.
        On = "on" "On",
    }
}
