//! Every text that a person reads, from the catalogues in `locales/`: [`text!`](crate::text) and [`plural!`](crate::plural).
//!
//! The keys and their arguments are checked when the portal is built. English is the first language; a further one is a
//! folder of files and a name in `build.rs`.

use std::cell::Cell;

use leptos_i18n::Locale as _;

/// What `build.rs` makes of the catalogues.
mod catalogue {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
    pub use i18n::Locale;
}

pub use catalogue::Locale;

thread_local! {
    /// The reader's language. Not in a context, because what is said after an answer from the network has none.
    static LANGUAGE: Cell<Locale> = const { Cell::new(Locale::en) };
}

/// The reader's language, English until [`speak`] has been called.
#[must_use]
pub fn locale() -> Locale {
    LANGUAGE.get()
}

/// Speaks a language from now on: the first one that the reader prefers and the portal knows. `preferred` are language tags,
/// such as `fr-CA`, the best one first.
pub fn speak(preferred: &[String]) {
    let known = preferred.iter().find_map(|tag| {
        let language = tag.split('-').next().unwrap_or_default();
        Locale::get_all().iter().find(|locale| locale.as_str() == language)
    });
    LANGUAGE.set(known.copied().unwrap_or_default());
}

/// A text by its area and key, with its arguments: `text!(home.morning, name = person)`.
#[macro_export]
macro_rules! text {
    ($($key:tt)*) => {
        leptos_i18n::td_string!($crate::texts::locale(), $($key)*)
    };
}

/// A text that depends on a count: `plural!(left, common.characters_left)`. The catalogue has one text for each plural
/// form of the language, and each names the count.
#[macro_export]
macro_rules! plural {
    ($count:expr, $area:ident $(. $key:ident)+ $(, $name:ident = $value:expr)*) => {{
        let count: u32 = $count;
        match $crate::browser::clock::plural_form(count) {
            $crate::browser::clock::PluralForm::One => {
                $crate::text!($area $(. $key)+ .one, count = count $(, $name = $value)*)
            }
            $crate::browser::clock::PluralForm::Other => {
                $crate::text!($area $(. $key)+ .other, count = count $(, $name = $value)*)
            }
        }
    }};
}
