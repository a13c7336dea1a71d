//! Loads the files of texts of a language, when the reader changes it, and the one of the rare areas when a page needs it. On
//! arrival `boot.js` has loaded the first one.

use super::ClientError;
#[cfg(feature = "split")]
use super::fetch_text;
use crate::texts::{self, Locale};

/// Speaks a language from now on, plain or for easy read, if that is `still_wanted` when its file is here: a person may have
/// chosen another meanwhile.
///
/// # Errors
/// [`ClientError::Offline`] without a network; [`ClientError::Unreadable`] where the server holds a newer version of the
/// portal already. Then the language stays as it was.
pub async fn load(locale: Locale, easy: bool, still_wanted: impl FnOnce() -> bool) -> Result<(), ClientError> {
    if texts::locale() == locale && texts::is_easy() == easy {
        return Ok(());
    }
    let file = file(locale, easy).await?;
    if !still_wanted() || texts::speak(locale, easy, &file) { Ok(()) } else { Err(ClientError::Unreadable) }
}

/// Loads the texts of the rare areas in the language that is spoken, if they are not here yet.
///
/// # Errors
/// As for [`load`].
#[cfg(feature = "split")]
pub async fn load_rare() -> Result<(), ClientError> {
    // Once more where the reader has changed the language meanwhile.
    while !texts::has_rare() {
        let (locale, easy) = (texts::locale(), texts::is_easy());
        let [_, (address, integrity)] = texts::address(locale, easy).ok_or(ClientError::Unreadable)?;
        let file = fetch_text(address, integrity).await?;
        let same = texts::locale() == locale && texts::is_easy() == easy;
        if same && !texts::has_rare() && !texts::add_rare(locale, easy, &file) {
            return Err(ClientError::Unreadable);
        }
    }
    Ok(())
}

/// A build in one piece has all of them in it.
///
/// # Errors
/// None.
#[cfg(not(feature = "split"))]
pub async fn load_rare() -> Result<(), ClientError> {
    Ok(())
}

/// The first file of a language, and the one of the rare areas as well where these are spoken already: a page of theirs may be open.
#[cfg(feature = "split")]
async fn file(locale: Locale, easy: bool) -> Result<String, ClientError> {
    let [first, rare] = texts::address(locale, easy).ok_or(ClientError::Unreadable)?;
    let mut file = fetch_text(first.0, first.1).await?;
    if texts::has_rare() {
        file.push_str(&fetch_text(rare.0, rare.1).await?);
    }
    Ok(file)
}

/// A build in one piece has all languages in it.
#[cfg(not(feature = "split"))]
async fn file(locale: Locale, easy: bool) -> Result<String, ClientError> {
    Ok(texts::embedded(locale, easy).to_owned())
}
