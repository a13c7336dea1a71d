//! The portal's own words, from its English catalogues, so that a journey follows when a text changes.

use std::{collections::HashMap, fs, path::Path, sync::OnceLock};

use serde_json::Value;

/// The text under a key: `t("sign_in.email")` is `email` in `locales/en/sign_in.json`; deeper keys go on with dots.
///
/// # Panics
/// If there is no such text: the journey names a word that the portal does not have.
#[must_use]
pub fn t(key: &str) -> String {
    let found = key.split_once('.').and_then(|(area, rest)| {
        let value = rest.split('.').try_fold(catalogues().get(area)?, |value, part| value.get(part))?;
        value.as_str().map(ToOwned::to_owned)
    });
    #[expect(clippy::panic, reason = "a journey with a wrong word cannot go on")]
    found.unwrap_or_else(|| panic!("the catalogues have no text `{key}`"))
}

/// The text under a key with its places filled: `tf("feedback.visit", &[("title", "Review"), ("date", "today")])`.
///
/// # Panics
/// If there is no such text.
#[must_use]
pub fn tf(key: &str, places: &[(&str, &str)]) -> String {
    let fill = |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{{ {name} }}}}"), value);
    places.iter().fold(t(key), fill)
}

/// The part of a text before its first place, for texts whose values the journey does not know.
///
/// # Panics
/// If there is no such text.
#[must_use]
pub fn beginning(key: &str) -> String {
    t(key).split("{{").next().unwrap_or_default().trim_end().to_owned()
}

fn catalogues() -> &'static HashMap<String, Value> {
    static READ: OnceLock<HashMap<String, Value>> = OnceLock::new();
    READ.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/en");
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let read = |path: &Path| serde_json::from_str(&fs::read_to_string(path).ok()?).ok();
        files
            .filter_map(|file| Some((file.path().file_stem()?.to_string_lossy().into_owned(), read(&file.path())?)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_under_its_area_and_its_places_are_filled() {
        assert_eq!(t("common.nav.record"), "Record");
        assert_eq!(tf("common.emergency_call", &[("number", "112")]), "Call 112");
        assert_eq!(beginning("common.emergency_call"), "Call");
    }
}
