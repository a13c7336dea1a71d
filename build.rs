//! Makes the typed keys of the catalogues in `locales/`, which `src/texts.rs` includes, and the file of texts of each language.
//! A missing key, a key that only one language has, or a wrong place fails the build.

use std::{env, error::Error, fmt::Write, fs, path::PathBuf};

use salus_catalogue::{Catalogues, Portion, pseudo};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let catalogues = match Catalogues::read("locales".as_ref()) {
        Ok(catalogues) => catalogues,
        Err(faults) => {
            for fault in faults.faults {
                println!("cargo::error={fault}");
            }
            return Ok(());
        }
    };
    fs::write(out.join("keys.rs"), catalogues.keys())?;

    // The files of texts: where each is found beside the portal, and all of them for tests and the gallery.
    let (mut names, mut whole) = (String::new(), String::new());
    type Named = Option<[(String, String); 2]>;
    let mut add = |tag: &str, easy: bool, data: Option<String>, name: Named| -> Result<(), Box<dyn Error>> {
        let data = data.ok_or("a language without texts")?;
        let file = format!("{tag}-{easy}.txt");
        fs::write(out.join(&file), data)?;
        writeln!(whole, "({tag:?}, {easy}) => include_str!(concat!(env!(\"OUT_DIR\"), \"/{file}\")),")?;
        if let Some([(first, proof), (rare, rare_proof)]) = name {
            writeln!(
                names,
                "({tag:?}, {easy}) => Some([(\"/assets/{first}\", {proof:?}), (\"/assets/{rare}\", {rare_proof:?})]),"
            )?;
        }
        Ok(())
    };
    for easy in [false, true] {
        for tag in catalogues.tags() {
            let file = |portion| catalogues.file_name(tag, easy, portion).zip(catalogues.integrity(tag, easy, portion));
            let names = file(Portion::First).zip(file(Portion::Rare));
            add(tag, easy, catalogues.data(tag, easy), names.map(|(first, rare)| [first, rare]))?;
        }
        for tag in [pseudo::ACCENTED, pseudo::MIRRORED] {
            add(tag, easy, catalogues.pseudo_data(tag, easy), None)?;
        }
    }
    let source = format!(
        "fn address(tag: &str, easy: bool) -> Option<[(&'static str, &'static str); 2]> {{ match (tag, easy) {{ {names} _ => None }} }}\n\
         fn whole(tag: &str, easy: bool) -> &'static str {{ match (tag, easy) {{ {whole} _ => \"\" }} }}\n"
    );
    fs::write(out.join("files.rs"), source)?;
    Ok(())
}
