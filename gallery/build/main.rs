//! Reads what the gallery shows beside the stories, so that nobody has to keep it up to date by hand: the props of the
//! components from their sources, the tokens from the style sheets, the sizes from both, the guides from `guide/`.

#![expect(clippy::print_stdout, reason = "a build script speaks to cargo on its standard output")]

mod guides;
mod props;
mod styles;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-env-changed=SALUS_SIZES");
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let portal = here.join("..");
    let components = props::read(&portal.join("src/components"))?;
    let sheets = styles::read(&portal.join("style"))?;
    let written = [
        props::write(&components, &sheets, &code_sizes()?),
        styles::write(&sheets),
        styles::write_tokens(&watched(&portal.join("style/tokens.css"))?),
        styles::write_pairs(&sheets),
        guides::write(&here.join("guide"))?,
        format!(
            "/// The first part of the house style.\npub(crate) const HOUSE_STYLE: &str = {:?};\n",
            watched(&portal.join("docs/style.md"))?
        ),
    ];
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("facts.rs"), written.concat())?;
    Ok(())
}

/// Bytes of code by component, from the JSON file that `SALUS_SIZES` names; empty without one.
fn code_sizes() -> Outcome<serde_json::Map<String, serde_json::Value>> {
    match env::var("SALUS_SIZES") {
        Ok(path) => Ok(serde_json::from_str(&watched(Path::new(&path))?)?),
        Err(_) => Ok(serde_json::Map::new()),
    }
}

/// The text of a file, read again when it changes.
fn watched(path: &Path) -> Outcome<String> {
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

/// All files below a folder that end so, in the order of their names. A file that comes or goes is noticed.
fn files(folder: &Path, ending: &str) -> Outcome<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The name of a file without folder and ending.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
