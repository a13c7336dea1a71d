//! What is shown, and how: `#/button/primary?lang=ar&theme=dark&width=390&text=200`.

mod switches;

use salus_portal::texts::Locale;

pub use self::switches::{Contrast, Dir, Easy, Motion, Switch, TextSize, Theme, Width};

/// How a story is shown. Each field is a switch of the toolbar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The language.
    pub lang: Locale,
    /// The direction of writing, where it is not the one of the language.
    pub dir: Option<Dir>,
    /// Light or dark.
    pub theme: Theme,
    /// How wide the screen is.
    pub width: Width,
    /// How large the letters are.
    pub text: TextSize,
    /// How far light and dark lie apart.
    pub contrast: Contrast,
    /// Whether things move.
    pub motion: Motion,
    /// Whether it is easy read.
    pub easy: Easy,
}

impl Look {
    /// The direction of writing: the language's own, unless it was chosen.
    #[must_use]
    pub fn dir(self) -> Dir {
        self.dir.unwrap_or(Dir::of(self.lang))
    }

    fn read(&mut self, key: &str, value: &str) {
        match key {
            "lang" => self.lang = Switch::read(value),
            "dir" => self.dir = Dir::ALL.iter().find(|(_, word, _)| *word == value).map(|(dir, ..)| *dir),
            "theme" => self.theme = Switch::read(value),
            "width" => self.width = Switch::read(value),
            "text" => self.text = Switch::read(value),
            "contrast" => self.contrast = Switch::read(value),
            "motion" => self.motion = Switch::read(value),
            "easy" => self.easy = Switch::read(value),
            _ => {}
        }
    }

    fn write(self, query: &mut Vec<String>) {
        put(query, "lang", self.lang);
        if let Some(dir) = self.dir {
            query.push(["dir=", dir.word()].concat());
        }
        put(query, "theme", self.theme);
        put(query, "width", self.width);
        put(query, "text", self.text);
        put(query, "contrast", self.contrast);
        put(query, "motion", self.motion);
        put(query, "easy", self.easy);
    }
}

fn put<S: Switch>(query: &mut Vec<String>, key: &str, setting: S) {
    if setting != S::default() {
        query.push([key, "=", setting.word()].concat());
    }
}

/// What is shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Which story, or which of the gallery's own pages.
    pub story: String,
    /// Which of its states; all of them for none.
    pub state: Option<String>,
    /// How.
    pub look: Look,
    /// Whether the state stands alone, without the gallery around it: for pictures and for the frame inside the gallery.
    pub bare: bool,
    /// Whether the story is shown in all combinations at once.
    pub matrix: bool,
    /// What was set on the knobs of the story, by the name of the knob.
    pub knobs: Vec<(String, String)>,
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
                "bare" => address.bare = true,
                "matrix" => address.matrix = true,
                _ => match key.strip_prefix("knob.") {
                    Some(knob) => address.turn(knob, &decoded(value)),
                    None => address.look.read(key, value),
                },
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
        self.look.write(&mut query);
        for (set, word) in [(self.bare, "bare"), (self.matrix, "matrix")] {
            if set {
                query.push(word.to_owned());
            }
        }
        for (knob, value) in &self.knobs {
            query.push(["knob.", knob, "=", &encoded(value)].concat());
        }
        if !query.is_empty() {
            hash.push('?');
            hash.push_str(&query.join("&"));
        }
        hash
    }

    /// The same with one thing changed.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut next = self.clone();
        change(&mut next);
        next
    }

    /// Another story or page in the same look.
    #[must_use]
    pub fn to(&self, story: &str, state: Option<&str>) -> Self {
        Self { story: story.to_owned(), state: state.map(str::to_owned), look: self.look, ..Self::default() }
    }

    /// Sets a knob.
    pub fn turn(&mut self, knob: &str, value: &str) {
        match self.knobs.iter_mut().find(|(name, _)| name == knob) {
            Some((_, set)) => value.clone_into(set),
            None => self.knobs.push((knob.to_owned(), value.to_owned())),
        }
    }
}

/// A text as it may stand in an address.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
            }
        }
    }
    out
}

/// The text that stood in an address. A `%` that begins no byte stays one.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte =
            text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Address, Contrast, Dir, Easy, Locale, Look, Motion, Switch, TextSize, Theme, Width};

    #[test]
    fn an_address_survives_being_written_and_read() {
        let address = Address {
            story: "button".into(),
            state: Some("primary".into()),
            look: Look {
                lang: Locale::Ar,
                dir: Some(Dir::Ltr),
                theme: Theme::Dark,
                width: Width::Phone,
                text: TextSize::Double,
                contrast: Contrast::More,
                motion: Motion::Reduced,
                easy: Easy::On,
            },
            bare: true,
            matrix: true,
            knobs: vec![("kind".into(), "quiet".into()), ("text".into(), "أرسل & 100 %".into())],
        };
        let hash = address.hash();
        assert!(
            hash.starts_with(
                "#/button/primary?lang=ar&dir=ltr&theme=dark&width=390&text=200&contrast=more&motion=reduced&easy=on&bare&matrix&knob.kind=quiet&knob.text="
            ),
            "{hash}"
        );
        assert!(hash.is_ascii(), "{hash}");
        assert_eq!(Address::parse(&hash), address);
    }

    #[test]
    fn every_setting_of_every_switch_survives() {
        fn check<S: Switch + std::fmt::Debug>(key: &str, pick: fn(&Look) -> S) {
            for (setting, word, _) in S::ALL {
                let address = Address::parse(&format!("#/chip?{key}={word}"));
                assert_eq!(pick(&address.look), *setting, "{key}={word}");
                assert_eq!(Address::parse(&address.hash()), address, "{key}={word}");
            }
        }
        check("lang", |look| look.lang);
        check("dir", |look| look.dir());
        check("theme", |look| look.theme);
        check("width", |look| look.width);
        check("text", |look| look.text);
        check("contrast", |look| look.contrast);
        check("motion", |look| look.motion);
        check("easy", |look| look.easy);
    }

    #[test]
    fn an_empty_address_shows_the_first_page_as_the_device_is_set() {
        assert_eq!(Address::parse(""), Address::default());
        assert_eq!(Address::parse("#/"), Address::default());
    }

    #[test]
    fn an_unknown_switch_or_setting_changes_nothing() {
        assert_eq!(
            Address::parse("#/button?theme=sepia&grid=1&text=150"),
            Address { story: "button".into(), ..Address::default() }
        );
    }

    #[test]
    fn the_direction_follows_the_language_unless_it_was_chosen() {
        assert_eq!(Address::parse("#/chip?lang=ar").look.dir(), Dir::Rtl);
        assert_eq!(Address::parse("#/chip?lang=ar-XB").look.dir(), Dir::Rtl);
        assert_eq!(Address::parse("#/chip?lang=fr").look.dir(), Dir::Ltr);
        assert_eq!(Address::parse("#/chip?lang=ar&dir=ltr").look.dir(), Dir::Ltr);
        assert_eq!(Address::parse("#/chip?dir=rtl").look.dir(), Dir::Rtl);
    }

    #[test]
    fn a_broken_escape_stays_as_it_was_typed() {
        let address = Address::parse("#/chip?knob.text=100%&knob.more=%zz%C3%A9");
        assert_eq!(address.knobs[0].1, "100%");
        assert_eq!(address.knobs[1].1, "%zzé");
    }
}
