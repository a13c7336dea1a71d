//! The style sheets: which tokens they use, how large they are, which colours they put on which ground.

use std::{collections::BTreeSet, path::Path};

use crate::{Outcome, files, stem, watched};

/// A style sheet of components.
pub(crate) struct Sheet {
    pub(crate) name: String,
    bytes: usize,
    packed: usize,
    tokens: BTreeSet<String>,
    classes: BTreeSet<String>,
    pairs: BTreeSet<(String, String)>,
}

impl Sheet {
    /// Whether a component that has these words in its source wears it.
    pub(crate) fn dresses(&self, words: &BTreeSet<String>) -> bool {
        self.classes.iter().any(|class| words.contains(class))
    }
}

/// Reads the sheets of the components, and the one that divides pages.
pub(crate) fn read(folder: &Path) -> Outcome<Vec<Sheet>> {
    let mut sheets = files(&folder.join("components"), "css")?;
    sheets.push(folder.join("layout.css"));
    sheets
        .iter()
        .map(|path| {
            let text = watched(path)?;
            let plain = without_comments(&text);
            Ok(Sheet {
                name: stem(path),
                bytes: text.len(),
                packed: packed(&text)?,
                tokens: tokens(&plain),
                classes: classes(&plain),
                pairs: pairs(&plain),
            })
        })
        .collect()
}

/// The bytes that travel: the sheet as Brotli packs it.
fn packed(text: &str) -> Outcome<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut text.as_bytes(), &mut out, &params)?;
    Ok(out.len())
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.filter_map(|part| part.split_once("*/")).map(|(_, rest)| rest).collect::<Vec<_>>().join(" ")
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

fn tokens(css: &str) -> BTreeSet<String> {
    css.split("var(--")
        .skip(1)
        .filter_map(|rest| rest.split(|letter| !is_name(letter)).next())
        .map(str::to_owned)
        .collect()
}

/// The classes with which selectors begin: those are the sheet's own, what follows is only where they stand.
fn classes(css: &str) -> BTreeSet<String> {
    let selectors = css.split('{').map(|part| part.rsplit(['}', ';']).next().unwrap_or_default());
    selectors
        .flat_map(|selectors| selectors.split(','))
        .filter_map(|selector| selector.trim().strip_prefix('.'))
        .filter_map(|rest| rest.split(|letter| !is_name(letter)).next())
        .filter(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

/// Text and ground where one rule sets both from tokens.
fn pairs(css: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for block in css.split('}').filter_map(|part| part.rsplit_once('{')) {
        let (mut text, mut ground) = (None, None);
        for declaration in block.1.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let token = value.trim().strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')'));
            match name.trim() {
                "color" => text = token,
                "background" | "background-color" => ground = token,
                _ => {}
            }
        }
        if let (Some(text), Some(ground)) = (text, ground) {
            found.insert((text.to_owned(), ground.to_owned()));
        }
    }
    found
}

/// Writes the table of the sheets.
pub(crate) fn write(sheets: &[Sheet]) -> String {
    let mut out = String::from("/// Every style sheet of components.\npub(crate) static SHEETS: &[Sheet] = &[\n");
    for Sheet { name, bytes, packed, tokens, .. } in sheets {
        let tokens: Vec<_> = tokens.iter().collect();
        out += &format!("Sheet {{ name: {name:?}, bytes: {bytes}, packed: {packed}, tokens: &{tokens:?} }},\n");
    }
    out + "];\n"
}

/// Writes the pairs of text and ground with the sheets in which they occur.
pub(crate) fn write_pairs(sheets: &[Sheet]) -> String {
    let all: BTreeSet<_> = sheets.iter().flat_map(|sheet| &sheet.pairs).collect();
    let mut out = String::from(
        "/// Text and ground that one rule sets together, and the sheets that do.\npub(crate) static PAIRS: &[(&str, &str, &[&str])] = &[\n",
    );
    for pair in all {
        let used: Vec<_> = sheets.iter().filter(|sheet| sheet.pairs.contains(pair)).map(|sheet| &sheet.name).collect();
        out += &format!("({:?}, {:?}, &{used:?}),\n", pair.0, pair.1);
    }
    out + "];\n"
}

/// Writes the tokens: name, value as written, and the comment above their group.
pub(crate) fn write_tokens(css: &str) -> String {
    let root = css.split_once(":root").and_then(|(_, rest)| rest.split_once('{')).map_or("", |(_, rest)| rest);
    let root = without_semicolons_in_comments(root.split('}').next().unwrap_or_default());
    let mut out =
        String::from("/// The tokens in the order of their sheet.\npub(crate) static TOKENS: &[Token] = &[\n");
    let mut group = String::new();
    for part in root.split(';') {
        let mut declaration = part;
        if let Some((_, rest)) = part.split_once("/*")
            && let Some((comment, rest)) = rest.rsplit_once("*/")
        {
            group = comment.split_whitespace().collect::<Vec<_>>().join(" ");
            declaration = rest;
        }
        let Some((name, value)) = declaration.split_once(':') else { continue };
        if let Some(name) = name.trim().strip_prefix("--") {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            out += &format!("Token {{ name: {name:?}, value: {value:?}, group: {group:?} }},\n");
        }
    }
    out + "];\n"
}

fn without_semicolons_in_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| match part.split_once("*/") {
        Some((comment, rest)) => ["/*", &comment.replace(';', ","), "*/", rest].concat(),
        None => String::new(),
    });
    first + &rest.collect::<String>()
}
