//! The catalogues as a flat list: `area.key` and what stands there.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

/// The plural categories of the Unicode CLDR.
pub(crate) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What stands under one key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entry {
    /// One text.
    Text(String),
    /// A text for each plural category.
    Plural(BTreeMap<String, String>),
}

impl Entry {
    /// The texts, each with its category, or with nothing where there are no categories.
    pub(crate) fn forms(&self) -> Box<dyn Iterator<Item = (&str, &str)> + '_> {
        match self {
            Self::Text(text) => Box::new(std::iter::once(("", text.as_str()))),
            Self::Plural(forms) => Box::new(forms.iter().map(|(form, text)| (form.as_str(), text.as_str()))),
        }
    }
}

/// All texts of one language, by `area.key`.
pub(crate) type Catalogue = BTreeMap<String, Entry>;

/// The languages that have a folder, sorted.
pub(crate) fn languages() -> Vec<String> {
    names(&root(), |path| path.is_dir())
}

/// The areas of the English catalogue, sorted.
pub(crate) fn areas() -> Vec<String> {
    names(&root().join("en"), Path::is_file)
}

/// The texts of a language.
pub(crate) fn plain(language: &str) -> Catalogue {
    read(&root().join(language))
}

/// The easy-read texts of a language, which stand for some of the plain ones.
pub(crate) fn easy(language: &str) -> Catalogue {
    let folder = root().join(language).join("easy");
    if folder.is_dir() { read(&folder) } else { Catalogue::new() }
}

/// A catalogue from one area's JSON.
pub(crate) fn flat(area: &str, json: &Value) -> Catalogue {
    let mut catalogue = Catalogue::new();
    add(&mut catalogue, area.to_owned(), json);
    catalogue
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")
}

fn names(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = paths
        .filter(|path| wanted(path))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(!names.is_empty(), "{} is empty", folder.display());
    names
}

fn read(folder: &Path) -> Catalogue {
    let mut catalogue = Catalogue::new();
    for area in names(folder, Path::is_file) {
        let path = folder.join(format!("{area}.json"));
        let json = serde_json::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        catalogue.extend(flat(&area, &json));
    }
    catalogue
}

fn add(catalogue: &mut Catalogue, key: String, json: &Value) {
    let entry = match json {
        Value::String(text) => Entry::Text(text.clone()),
        Value::Object(map)
            if map.contains_key("other") && map.keys().all(|form| CATEGORIES.contains(&form.as_str())) =>
        {
            let text =
                |value: &Value| value.as_str().unwrap_or_else(|| panic!("{key} has a form without a text")).to_owned();
            Entry::Plural(map.iter().map(|(form, value)| (form.clone(), text(value))).collect())
        }
        Value::Object(map) => {
            for (name, value) in map {
                add(catalogue, format!("{key}.{name}"), value);
            }
            return;
        }
        _ => panic!("{key} is neither a text nor a group of texts"),
    };
    catalogue.insert(key, entry);
}

#[test]
fn groups_become_longer_keys_and_plurals_stay_together() {
    let json = serde_json::json!({
        "topic": { "health": "How I feel", "other": "Something else" },
        "left": { "one": "{{ count }} day", "other": "{{ count }} days" },
    });
    let catalogue = flat("messages", &json);
    let keys: Vec<&str> = catalogue.keys().map(String::as_str).collect();
    assert_eq!(keys, ["messages.left", "messages.topic.health", "messages.topic.other"]);
    assert_eq!(catalogue["messages.left"].forms().count(), 2);
}
