//! The finisher: from what Trunk leaves to what a browser should get.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::{
    compress, files_under, hex, html, integrity, relative,
    split::{GLUE, LINK, Parts},
    texts::Texts,
};
use crate::{place, run, say, tools::npm};

/// Makes WebAssembly smaller.
pub const WASM_OPT: &str = "binaryen/bin/wasm-opt";
/// Makes scripts and style sheets smaller.
pub const ESBUILD: &str = "esbuild/bin/esbuild";

/// The offline shell, with two marks for its version and its files.
const WORKER: &str = include_str!("../../assets/sw.js");

/// What our compiler may use of WebAssembly. The parts carry no note of it, so wasm-opt must be told.
const WASM_FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Writes the finished portal; gives the paths that a first visit loads.
pub fn finish(stage: &Path, parts: &Parts, out: &Path) -> Result<Vec<String>> {
    let page = read_text(&stage.join("index.html"))?;
    let script = html::tags(&page, "script").into_iter().find(|tag| tag.get("data-wasm").is_some());
    let script = script.context("Trunk wrote no script tag with data-wasm: is pattern_script in Trunk.toml?")?;
    let staged = |name: &str| -> Result<PathBuf> {
        let path = script.get(name).with_context(|| format!("Trunk's script tag has no {name}"))?;
        Ok(stage.join(path.trim_start_matches('/')))
    };
    // Trunk bound the program in one piece; the finished portal is bound in parts.
    let (whole_glue, whole_wasm, boot_from) = (staged("data-js")?, staged("data-wasm")?, staged("src")?);
    let (styles, page) = take_styles(&page, stage)?;

    let assets = out.join("assets");
    fs::create_dir_all(&assets).context("cannot make the folder for the finished portal")?;
    let program = Program::write(&assets, parts)?;
    let texts = Texts::read()?;
    let boot = Asset::write(&assets, "boot", "js", &minified("js", &texts.told_to(&read_text(&boot_from)?)?)?)?;
    let style = Asset::write(&assets, "salus", "css", &minified("css", &styles)?)?;

    let taken = [&whole_glue, &whole_wasm, &boot_from];
    copy_rest(stage, out, |file| {
        taken.contains(&file) || file.extension().is_some_and(|kind| kind == "css" || kind == "html")
    })?;
    let page = html::squeeze(&rewrite(&page, &program, &boot, &style)?);
    let (page, policy) = integrity::with_import_map(&page, &scripts_in(out, &boot)?)?;
    fs::write(out.join("index.html"), page).context("cannot write index.html")?;
    texts.write(&assets)?;
    write_worker(out, &texts)?;
    {
        let _work = say::quiet_work("compressing");
        for file in files_under(out)? {
            compress::twins(&file)?;
        }
    }
    // Last, since it is for the server and not for browsers.
    fs::write(out.join(integrity::POLICY), policy).context("cannot write what the server allows the page")?;
    first_visit_of(out)
}

/// The scripts that are imported, by address, each with the hash of what it must be. The boot script has its hash in its tag.
fn scripts_in(out: &Path, boot: &Asset) -> Result<BTreeMap<String, String>> {
    let mut scripts = BTreeMap::new();
    for file in files_under(&out.join("assets"))? {
        let address = format!("/{}", relative(out, &file));
        if file.extension().is_some_and(|kind| kind == "js") && address != boot.path {
            let content = fs::read(&file).with_context(|| format!("cannot read {address}"))?;
            scripts.insert(address, integrity::of(&content));
        }
    }
    Ok(scripts)
}

/// The program as it is loaded: its main module, the glue, the script that loads parts,
struct Program {
    wasm: Asset,
    glue: Asset,
    link: Asset,
}

impl Program {
    /// Makes each module small, and gives everything the name of its content.
    fn write(assets: &Path, parts: &Parts) -> Result<Self> {
        let _work = say::quiet_work("making the program small (wasm-opt)");
        let wasm = Asset::write(assets, "portal", "wasm", &small_wasm(&parts.main)?)?;
        let mut link = read_text(&parts.link)?;
        for module in &parts.modules {
            let stem = module.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let asset = Asset::write(assets, "part", "wasm", &small_wasm(module)?)?;
            link = with_part(&link, &stem, &asset)?;
        }
        let glue = read_text(&parts.glue)?.replace("portal_bg.wasm", wasm.file_name());
        // Each of the two scripts imports the other, so neither can be named after what it is called in the other: both
        // get the name of their common content before that.
        let together = hex(&Sha256::digest([glue.as_bytes(), link.as_bytes()].concat()));
        let version = together.get(..16).unwrap_or(&together);
        let (glue_name, link_name) = (format!("portal-{version}.js"), format!("parts-{version}.js"));
        let glue = minified("js", &imported_as(&glue, LINK, &link_name))?;
        let link = minified("js", &imported_as(&link, GLUE, &glue_name))?;
        Ok(Self {
            wasm,
            glue: Asset::named(assets, &glue_name, &glue)?,
            link: Asset::named(assets, &link_name, &link)?,
        })
    }
}

/// The script that loads parts, with the final name of one, and with the hash that the browser holds it to.
fn with_part(link: &str, stem: &str, part: &Asset) -> Result<String> {
    let (old, name) = (format!("fetch(new URL(\"./{stem}.wasm\", import.meta.url))"), part.file_name());
    // A part without anything in it is never asked for.
    if !link.contains(&old) && link.contains(&format!("{stem}.wasm")) {
        bail!("the script that loads the parts asks for {stem}.wasm in a way that we do not know");
    }
    let new = format!("fetch(new URL(\"./{name}\", import.meta.url), {{ integrity: \"{}\" }})", part.integrity);
    Ok(link.replace(&old, &new))
}

/// The script with another file in its import statements. The program itself knows the link by its first name, so that name
/// stays everywhere else.
fn imported_as(script: &str, old: &str, new: &str) -> String {
    script.replace(&format!("from \"{old}\""), &format!("from \"./{new}\""))
}

/// What a first visit loads: the page, its style, its scripts, its program, and the texts of the largest language.
pub fn first_visit_of(dist: &Path) -> Result<Vec<String>> {
    let page = read_text(&dist.join("index.html"))?;
    let script = html::tags(&page, "script").into_iter().find(|tag| tag.get("data-wasm").is_some());
    let script =
        script.context("dist/index.html has no script tag with data-wasm: build it again with `cargo xtask dist`")?;
    let style = html::tags(&page, "link").into_iter().find(|tag| tag.get("rel") == Some("stylesheet"));
    let paths = [
        script.get("src"),
        script.get("data-js"),
        script.get("data-wasm"),
        style.as_ref().and_then(|tag| tag.get("href")),
    ];
    let preloaded: Vec<_> =
        html::tags(&page, "link").into_iter().filter(|tag| tag.get("rel") == Some("modulepreload")).collect();
    let mut loaded = vec!["index.html".to_owned()];
    let more = preloaded.iter().filter_map(|tag| tag.get("href"));
    for path in paths.into_iter().flatten().chain(more) {
        let path = path.trim_start_matches('/').to_owned();
        if !loaded.contains(&path) {
            loaded.push(path);
        }
    }
    loaded.push(largest_texts(dist)?);
    Ok(loaded)
}

/// The file of texts that weighs most on a first visit.
fn largest_texts(dist: &Path) -> Result<String> {
    let files = files_under(&dist.join("assets"))?.into_iter().map(|file| relative(dist, &file));
    let texts = files.filter(|name| name.starts_with("assets/texts-") && name.ends_with(".txt"));
    let weight = |name: &String| {
        let twin = dist.join(format!("{name}.br"));
        fs::metadata(&twin).or_else(|_| fs::metadata(dist.join(name))).map_or(0, |file| file.len())
    };
    texts.max_by_key(weight).context("dist/assets has no texts: build it again with `cargo xtask dist`")
}

/// A finished file whose name follows its content.
struct Asset {
    path: String,
    integrity: String,
}

impl Asset {
    fn write(assets: &Path, stem: &str, kind: &str, content: &[u8]) -> Result<Self> {
        let hash = hex(&Sha256::digest(content));
        Self::named(assets, &format!("{stem}-{}.{kind}", hash.get(..16).unwrap_or(&hash)), content)
    }

    fn named(assets: &Path, name: &str, content: &[u8]) -> Result<Self> {
        fs::write(assets.join(name), content).with_context(|| format!("cannot write {name}"))?;
        Ok(Self { path: format!("/assets/{name}"), integrity: integrity::of(content) })
    }

    fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// Takes the style sheets out of the page and gives their text in the page's order.
fn take_styles(page: &str, stage: &Path) -> Result<(String, String)> {
    let (mut styles, mut rest) = (String::new(), page.to_owned());
    let links: Vec<_> =
        html::tags(page, "link").into_iter().filter(|tag| tag.get("rel") == Some("stylesheet")).collect();
    for link in &links {
        let href = link.get("href").context("a style sheet in index.html has no address")?;
        styles.push_str(&read_text(&stage.join(href.trim_start_matches('/')))?);
        styles.push('\n');
    }
    for link in links.into_iter().rev() {
        rest.replace_range(link.at, "");
    }
    Ok((styles, rest))
}

/// The page with the final names, and with the hash of what each must be.
fn rewrite(page: &str, program: &Program, boot: &Asset, style: &Asset) -> Result<String> {
    let Program { wasm, glue, link } = program;
    let mut page = page.to_owned();
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for tag in html::tags(&page, "script") {
        if tag.get("data-wasm").is_some() {
            edits.push((
                tag.at,
                format!(
                    r#"<script type="module" src="{}" integrity="{}" data-js="{}" data-wasm="{}" data-wasm-integrity="{}" data-sw="/sw.js">"#,
                    boot.path,
                    boot.integrity,
                    glue.path,
                    wasm.path,
                    wasm.integrity
                ),
            ));
        }
    }
    for tag in html::tags(&page, "link") {
        if tag.get("rel") == Some("modulepreload") {
            edits.push((
                tag.at,
                [glue, link]
                    .map(|script| {
                        format!(r#"<link rel="modulepreload" href="{}" integrity="{}">"#, script.path, script.integrity)
                    })
                    .concat(),
            ));
        }
    }
    let head = page.find("</head>").context("index.html has no </head>")?;
    edits.push((
        head..head,
        format!("<link rel=\"stylesheet\" href=\"{}\" integrity=\"{}\">\n", style.path, style.integrity),
    ));
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, text) in edits {
        page.replace_range(range, &text);
    }
    Ok(page)
}

/// The program, optimised for size where wasm-opt is there.
fn small_wasm(path: &Path) -> Result<Vec<u8>> {
    let Some(wasm_opt) = npm::file(WASM_OPT) else {
        return fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    };
    let small = place::target().join("portal.small.wasm");
    let mut command = run::command(wasm_opt);
    command.arg(path).arg("-o").arg(&small);
    command.args(WASM_FEATURES);
    // It says of each part that it does not know one of the linker's name lists, which it then drops.
    run::quietly(command.args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"]))?;
    fs::read(&small).context("wasm-opt left nothing to read")
}

/// A script or style sheet without what only people need, where esbuild is there.
fn minified(kind: &str, text: &str) -> Result<Vec<u8>> {
    let Some(esbuild) = npm::file(ESBUILD) else { return Ok(text.as_bytes().to_vec()) };
    let from = place::target().join(format!("unminified.{kind}"));
    fs::write(&from, text).with_context(|| format!("cannot write {}", from.display()))?;
    // Started as it is: npm leaves a script there, or the program itself where install scripts are allowed.
    let mut command = run::command(esbuild);
    command
        .args(["--minify", "--legal-comments=none", "--charset=utf8", "--log-override:duplicate-object-key=silent"])
        .arg(format!("--loader={kind}"));
    let output =
        command.stdin(fs::File::open(&from)?).stderr(Stdio::inherit()).output().context("could not start esbuild")?;
    if !output.status.success() || output.stdout.is_empty() {
        bail!("esbuild could not read our {kind}; its message above says where");
    }
    Ok(output.stdout)
}

/// Copies what the finisher has not written itself.
fn copy_rest(stage: &Path, out: &Path, is_taken: impl Fn(&PathBuf) -> bool) -> Result<()> {
    for file in files_under(stage)? {
        if is_taken(&file) {
            continue;
        }
        let name = relative(stage, &file);
        // The glue imports them by a relative path, so they stay beside it.
        let to = if name.starts_with("snippets/") { out.join("assets").join(&name) } else { out.join(&name) };
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::copy(&file, &to).with_context(|| format!("cannot copy {name}"))?;
    }
    Ok(())
}

/// Writes the offline shell with its list: everything that is served as a file, the page itself as `/`.
fn write_worker(out: &Path, texts: &Texts) -> Result<()> {
    let texts = texts.by_kind();
    let (mut paths, mut hash) = (Vec::new(), Sha256::new());
    for file in files_under(out)? {
        let name = relative(out, &file);
        // Nobody asks for a compressed twin by its name: the server chooses it.
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        hash.update(&name);
        hash.update(fs::read(&file).with_context(|| format!("cannot read {name}"))?);
        let address = if name == "index.html" { "/".to_owned() } else { format!("/{name}") };
        // Kept for the languages that are read on a device, and not for all.
        if !texts.values().any(|text| *text == address) {
            paths.push(address);
        }
    }
    let version = hex(&hash.finalize());
    let worker = worker(version.get(..16).unwrap_or(&version), &paths, &texts)?;
    // Its name never changes: the browser compares its bytes to learn of a new version.
    fs::write(out.join("sw.js"), minified("js", &worker)?).context("cannot write sw.js")
}

/// The offline shell for these files.
fn worker(version: &str, paths: &[String], texts: &BTreeMap<String, String>) -> Result<String> {
    Ok(WORKER
        .replace("__VERSION__", version)
        .replace("__FILES__", &serde_json::to_string(paths)?)
        .replace("__TEXTS__", &serde_json::to_string(texts)?))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn the_offline_shell_lists_its_files_and_leaves_the_api_alone() {
        let worker = worker("0123", &["/".into(), "/assets/portal-1.wasm".into()], &BTreeMap::new()).unwrap();
        assert!(worker.contains(r#"["/","/assets/portal-1.wasm"]"#));
        assert!(worker.contains("salus-shell-0123"));
        assert!(worker.contains(r#""/api/""#));
        assert!(!worker.contains("__"), "a mark was left");
    }

    #[test]
    fn each_part_is_asked_for_with_its_hash() {
        let link = "const src = fetch(new URL(\"./0_voice.wasm\", import.meta.url));";
        let part = Asset { path: "/assets/part-1.wasm".into(), integrity: "sha384-of".into() };
        let with = with_part(link, "0_voice", &part).unwrap();
        let whole = "const src = fetch(new URL(\"./part-1.wasm\", import.meta.url), { integrity: \"sha384-of\" });";
        assert_eq!(with, whole);
        assert_eq!(with_part(link, "1_empty", &part).unwrap(), link);
        assert!(with_part("import(\"./0_voice.wasm\")", "0_voice", &part).is_err());
    }

    #[test]
    fn the_program_still_finds_its_parts_by_the_name_it_was_compiled_with() {
        let glue = format!("import * as import1 from \"{LINK}\"\nreturn {{ \"{LINK}\": import1 }};");
        let renamed = imported_as(&glue, LINK, "parts-1.js");
        assert_eq!(renamed, format!("import * as import1 from \"./parts-1.js\"\nreturn {{ \"{LINK}\": import1 }};"));
    }

    #[test]
    fn style_sheets_leave_the_page_in_their_order() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.css"), "a{}").unwrap();
        fs::write(dir.path().join("b.css"), "b{}").unwrap();
        let page = r#"<head><link rel="stylesheet" href="/a.css"/><link rel="icon" href="/i"/><link rel="stylesheet" href="/b.css"/></head>"#;
        let (styles, rest) = take_styles(page, dir.path()).unwrap();
        assert_eq!(styles, "a{}\nb{}\n");
        assert_eq!(rest, r#"<head><link rel="icon" href="/i"/></head>"#);
    }

    #[test]
    fn the_finished_page_has_no_script_of_its_own_and_names_what_each_file_must_be() {
        let asset = |path: &str| Asset { path: path.into(), integrity: format!("sha384-of{path}") };
        let page = r#"<head><link rel="modulepreload" href="/old.js"></head><body><script type="module" src="/boot.js" data-js="/old.js" data-wasm="/old.wasm"></script></body>"#;
        let program = Program { wasm: asset("/p.wasm"), glue: asset("/g.js"), link: asset("/l.js") };
        let page = rewrite(page, &program, &asset("/boot-1.js"), &asset("/s.css")).unwrap();
        assert!(!page.contains("old"), "{page}");
        assert!(page.contains(r#"src="/boot-1.js" integrity="sha384-of/boot-1.js""#), "{page}");
        assert!(page.contains(r#"data-wasm-integrity="sha384-of/p.wasm""#), "{page}");
        assert!(page.contains(r#"data-sw="/sw.js"></script>"#), "{page}");
    }
}
