//! Links that people are given on paper.

use salus_protocol::{preferences::Language, words::PaperCode};
use url::{ParseError, Url};

/// The link that opens an invitation. The code stands behind `#`: browsers never send that part to a server, so it is in no log. The
/// language is no secret and stands in the query, where the portal looks for it at every address.
///
/// # Errors
/// [`ParseError`] if the origin cannot carry a path.
pub fn invitation(origin: &Url, path: &str, code: &PaperCode, language: Option<Language>) -> Result<Url, ParseError> {
    let mut link = origin.join(path)?;
    if let Some(language) = language {
        link.query_pairs_mut().append_pair("lang", language.tag());
    }
    link.set_fragment(Some(code.expose()));
    Ok(link)
}
