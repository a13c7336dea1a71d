//! The typed keys, as Rust source.

use std::{collections::BTreeMap, fmt::Write};

use super::{Catalogues, Entry, LANGUAGES, in_order, is_rare};

/// A module of keys: those it has itself, and the modules in it.
#[derive(Default)]
struct Module<'a> {
    keys: BTreeMap<&'a str, (usize, &'a Entry)>,
    modules: BTreeMap<&'a str, Module<'a>>,
}

impl Catalogues {
    /// Rust source with one type for each key, in a module for each area, and constants with the number of lines of
    /// the files of texts. A text without places is a unit type with `text()`; one with places is a struct with a field for each, and
    /// `text()`; a plural text has `plural()`. All call `$crate::texts::{line, fill, plural}`.
    #[must_use]
    pub fn keys(&self) -> String {
        let mut root = Module::default();
        let (mut line, mut first_lines) = (0, 0);
        let Some(first) = self.texts(LANGUAGES[0], false) else { return String::new() };
        for (key, entry) in in_order(first) {
            let mut parts: Vec<_> = key.split('.').collect();
            let name = parts.pop().unwrap_or_default();
            let module = parts.into_iter().fold(&mut root, |module, part| module.modules.entry(part).or_default());
            module.keys.insert(name, (line, entry));
            line += entry.height();
            if !is_rare(key) {
                first_lines = line;
            }
        }
        let mut source = format!(
            "/// How many lines all texts have.\npub const LINES: usize = {line};\n\
             /// How many of them come first, without the rare areas.\npub const FIRST_LINES: usize = {first_lines};\n"
        );
        write_module(&root, &mut source);
        source
    }
}

fn write_module(module: &Module<'_>, source: &mut String) {
    for (name, (line, entry)) in &module.keys {
        write_key(name, *line, entry, source);
    }
    for (name, inner) in &module.modules {
        // Writing into a string cannot fail, here and below.
        let _ = writeln!(source, "pub mod {name} {{");
        write_module(inner, source);
        source.push_str("}\n");
    }
}

fn write_key(name: &str, line: usize, entry: &Entry, source: &mut String) {
    let places = entry.places();
    let is_count = |place: &str| matches!(entry, Entry::Plural(_)) && place == "count";
    let values: Vec<_> = places
        .iter()
        .map(|place| if is_count(place) { "&self.count".to_owned() } else { format!("self.{place}") })
        .collect();
    let values = values.join(", ");
    let fields: String = places
        .iter()
        .map(|place| {
            let kind = if is_count(place) { "u32" } else { "&'a dyn ::core::fmt::Display" };
            format!("pub {place}: {kind}, ")
        })
        .collect();
    let life = if fields.contains("'a") { "<'a>" } else { "" };
    let any_life = if life.is_empty() { "" } else { "<'_>" };
    let _ = match entry {
        Entry::Plain(_) if places.is_empty() => writeln!(
            source,
            "pub struct {name}; impl {name} {{ pub fn text(self) -> &'static str {{ crate::texts::line({line}) }} }}"
        ),
        Entry::Plain(_) => writeln!(
            source,
            "pub struct {name}{life} {{ {fields} }} impl {name}{any_life} {{ pub fn text(self) -> ::std::string::String {{ crate::texts::fill(crate::texts::line({line}), &[{values}]) }} }}"
        ),
        Entry::Plural(_) => writeln!(
            source,
            "pub struct {name}{life} {{ {fields} }} impl {name}{any_life} {{ pub fn plural(self) -> ::std::string::String {{ crate::texts::fill(crate::texts::plural_line({line}, self.count), &[{values}]) }} }}"
        ),
    };
}
