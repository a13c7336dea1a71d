//! What is shown, and how: `#/button/primary?theme=dark&dir=rtl&width=390`.

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The direction of writing. Right to left also means Arabic, so that its type is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dir {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

/// How wide the screen is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as there is room.
    #[default]
    Full,
    /// A small phone: nothing may need more.
    Narrow,
    /// A phone.
    Phone,
    /// A computer.
    Desktop,
}

impl Theme {
    /// All, each with the word in the address and the word on the screen.
    pub const ALL: [(Self, &str, &str); 3] =
        [(Self::System, "system", "System"), (Self::Light, "light", "Light"), (Self::Dark, "dark", "Dark")];
}

impl Dir {
    /// All, each with the word in the address and the word on the screen.
    pub const ALL: [(Self, &str, &str); 2] = [(Self::Ltr, "ltr", "Left to right"), (Self::Rtl, "rtl", "Right to left")];
}

impl Width {
    /// All, each with the word in the address and the word on the screen.
    pub const ALL: [(Self, &str, &str); 4] = [
        (Self::Full, "full", "Full"),
        (Self::Narrow, "320", "320"),
        (Self::Phone, "390", "390"),
        (Self::Desktop, "1280", "1280"),
    ];

    /// The width as CSS has it.
    #[must_use]
    pub const fn css(self) -> &'static str {
        match self {
            Self::Full => "100%",
            Self::Narrow => "320px",
            Self::Phone => "390px",
            Self::Desktop => "1280px",
        }
    }
}

/// What is shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Which story.
    pub story: String,
    /// Which of its states; all of them for none.
    pub state: Option<String>,
    /// Light or dark.
    pub theme: Theme,
    /// The direction of writing.
    pub dir: Dir,
    /// How wide the screen is.
    pub width: Width,
    /// Whether the state stands alone, without the gallery around it: for pictures and for the frame inside the gallery.
    pub bare: bool,
}

impl Address {
    /// Reads what stands behind the `#`. What it does not understand it leaves at its default.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let hash = hash.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let mut address = Self {
            story: parts.next().unwrap_or_default().to_owned(),
            state: parts.next().map(str::to_owned),
            ..Self::default()
        };
        for pair in query.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match key {
                "theme" => address.theme = chosen(Theme::ALL, value),
                "dir" => address.dir = chosen(Dir::ALL, value),
                "width" => address.width = chosen(Width::ALL, value),
                "bare" => address.bare = true,
                _ => {}
            }
        }
        address
    }

    /// As it stands behind the `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = ["#/", &self.story].concat();
        if let Some(state) = &self.state {
            hash.push('/');
            hash.push_str(state);
        }
        let mut query = Vec::new();
        if self.theme != Theme::default() {
            query.push(["theme=", word(Theme::ALL, self.theme)].concat());
        }
        if self.dir != Dir::default() {
            query.push(["dir=", word(Dir::ALL, self.dir)].concat());
        }
        if self.width != Width::default() {
            query.push(["width=", word(Width::ALL, self.width)].concat());
        }
        if self.bare {
            query.push("bare".to_owned());
        }
        if !query.is_empty() {
            hash.push('?');
            hash.push_str(&query.join("&"));
        }
        hash
    }
}

fn chosen<T: Copy + Default, const N: usize>(all: [(T, &str, &str); N], wanted: &str) -> T {
    all.into_iter().find(|(_, word, _)| *word == wanted).map_or_else(T::default, |(value, ..)| value)
}

fn word<T: Copy + PartialEq, const N: usize>(all: [(T, &'static str, &str); N], wanted: T) -> &'static str {
    all.into_iter().find(|(value, ..)| *value == wanted).map_or("", |(_, word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::{Address, Dir, Theme, Width};

    #[test]
    fn an_address_survives_being_written_and_read() {
        let address = Address {
            story: "button".into(),
            state: Some("primary".into()),
            theme: Theme::Dark,
            dir: Dir::Rtl,
            width: Width::Phone,
            bare: true,
        };
        assert_eq!(address.hash(), "#/button/primary?theme=dark&dir=rtl&width=390&bare");
        assert_eq!(Address::parse(&address.hash()), address);
    }

    #[test]
    fn an_empty_address_shows_the_first_page_as_the_device_is_set() {
        assert_eq!(Address::parse(""), Address::default());
        assert_eq!(Address::parse("#/"), Address::default());
    }

    #[test]
    fn an_unknown_switch_changes_nothing() {
        assert_eq!(
            Address::parse("#/button?theme=sepia&grid=1"),
            Address { story: "button".into(), ..Address::default() }
        );
    }
}
