//! Cuts the compiled program into the parts that its `lazy` functions name, so that a first visit loads only what it shows.
//!
//! The linker leaves its relocations in the program (`--emit-relocs`); `wasm_split_cli_support` follows them and writes one
//! module for each part, one for what several parts share, and a script that loads them; `wasm-bindgen` then works on the main
//! module alone.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::{place, run, say, tools};

/// What `#[lazy]` imports its loaders from; the name is fixed by the attribute.
pub const LINK: &str = "./__wasm_split.______________________.js";
/// How the glue is called until its content gives it a name.
pub const GLUE: &str = "./portal.js";

/// Flags that the compiler needs so that the program can be cut. The framework's own switch makes it smaller as well.
pub const RUSTFLAGS: &str = "--cfg erase_components -Clink-args=--emit-relocs";

/// A program in parts.
#[derive(Debug)]
pub struct Parts {
    /// The script that wasm-bindgen wrote for the main module.
    pub glue: PathBuf,
    /// The main module.
    pub main: PathBuf,
    /// The script that loads parts.
    pub link: PathBuf,
    /// The modules of the parts, each under the stem by which the script names it.
    pub modules: Vec<PathBuf>,
}

/// Cuts what cargo compiled.
///
/// # Errors
/// Where the program cannot be read or cut, or wasm-bindgen refuses it.
pub fn split() -> Result<Parts> {
    let _work = say::quiet_work("cutting the program into parts");
    let compiled = place::web_target().join("wasm32-unknown-unknown/wasm-release/salus-portal.wasm");
    let program = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let out = place::target().join("dist-parts");
    super::remove(&out)?;
    fs::create_dir_all(&out).context("cannot make the folder for the parts")?;
    let main = out.join("portal.wasm");
    let mut options = Options::new(&program);
    options.output_dir = &out;
    options.main_out_path = &main;
    options.main_module = GLUE;
    options.link_name = LINK;
    let split = transform(options).map_err(|error| anyhow!("the program cannot be cut into parts: {error:#}"))?;

    let bound = out.join("bound");
    let mut bindgen = run::command(tools::bin("wasm-bindgen"));
    bindgen.args(["--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript", "--out-name", "portal"]);
    run::go(bindgen.arg("--out-dir").arg(&bound).arg(&main))?;
    Ok(Parts {
        glue: bound.join("portal.js"),
        main: bound.join("portal_bg.wasm"),
        link: out.join(Path::new(LINK)),
        modules: split.split_modules,
    })
}
