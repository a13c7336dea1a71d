//! Loads the file of texts of a language, when the reader changes it. On arrival `boot.js` has loaded the first one.

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

#[cfg(feature = "split")]
async fn file(locale: Locale, easy: bool) -> Result<String, ClientError> {
    match texts::address(locale, easy) {
        Some((address, integrity)) => fetch_text(address, integrity).await,
        None => Err(ClientError::Unreadable),
    }
}

/// A build in one piece has all languages in it.
#[cfg(not(feature = "split"))]
async fn file(locale: Locale, easy: bool) -> Result<String, ClientError> {
    Ok(texts::embedded(locale, easy).to_owned())
}
