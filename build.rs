//! Reads the catalogues in `locales/<language>/<area>.json` and writes the module of typed texts that `src/texts.rs` includes.
//! A missing key, a key that only one language has, or a wrong argument fails the build.

use std::{env, error::Error, fs, path::PathBuf};

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

/// The first language is the one the others are compared with. A new language is a folder beside `en` and its name here.
const LANGUAGES: [&str; 1] = ["en"];

/// One file for each area of the portal, in the order in which a patient meets them.
const AREAS: [&str; 12] = [
    "common",
    "dates",
    "errors",
    "sign_in",
    "activation",
    "home",
    "record",
    "tests",
    "messages",
    "feedback",
    "security",
    "team",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let config = Config::new(LANGUAGES[0])?
        .add_locales(&LANGUAGES[1..])?
        .add_namespaces(AREAS)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let catalogues = parse_locales(None, config)?;
    let attributes =
        "#![allow(missing_docs, unreachable_pub, unused, clippy::all, clippy::expect_used, clippy::unwrap_used, clippy::allow_attributes)]".parse()?;
    let module = leptos_i18n_codegen::gen_code(&catalogues, None, true, Some(&attributes), false)?;
    let folder = PathBuf::from(env::var("OUT_DIR")?).join("i18n");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("mod.rs"), module.to_string())?;
    Ok(())
}
