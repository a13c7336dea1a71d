//! Every text that a person reads, from the catalogues in `locales/`: [`text!`](crate::text) and [`plural!`](crate::plural).
//!
//! The keys and their arguments are checked when the portal is built. English is the first language; a further one is a
//! folder of files and a name in `build.rs`.

use leptos::prelude::*;

/// What `build.rs` makes of the catalogues.
mod catalogue {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
    pub use i18n::Locale;
}

pub use catalogue::Locale;

/// The reader's language; lives in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Language(pub RwSignal<Locale>);

/// The reader's language now, English where nothing is chosen. Not tracked: a change of language draws the whole app anew.
#[must_use]
pub fn locale() -> Locale {
    use_context::<Language>().map_or_else(Locale::default, |language| language.0.get_untracked())
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
