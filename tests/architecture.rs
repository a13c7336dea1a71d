//! Holds the invariants of ARCHITECTURE.md by reading the sources.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// One source file without its tests and comments, so that words in prose do not count.
struct Source {
    path: String,
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files with this ending under a folder of the repository, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|kind| kind == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The sources of a module: `<module>.rs` and everything in `<module>/`.
fn sources(modules: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for module in modules {
        let file = root().join(format!("{module}.rs"));
        let mut paths = if root().join(module).is_dir() { files(module, "rs") } else { Vec::new() };
        if file.is_file() {
            paths.push(file);
        }
        assert!(!paths.is_empty(), "there is no module {module}");
        found.extend(paths.into_iter().map(|path| Source {
            code: code_of(&fs::read_to_string(&path).unwrap()),
            path: path.strip_prefix(root()).unwrap().display().to_string(),
        }));
    }
    found
}

/// A source's code: without line comments, and up to its test module.
fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

/// Asserts that none of the sources contains any of the words.
#[track_caller]
fn absent(sources: &[Source], words: &[&str], why: &str) {
    let mut broken = Vec::new();
    for source in sources {
        for (number, line) in source.code.lines().enumerate() {
            for word in words {
                if line.contains(word) {
                    broken.push(format!("{}:{}: `{word}`", source.path, number + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{why}\n{}", broken.join("\n"));
}

#[test]
fn the_wire_has_no_io_no_async_and_no_framework() {
    let words = ["std::fs", "std::net", "std::io", "async fn", "axum", "leptos", "tokio", "web_sys", "sqlx", "js_sys"];
    absent(&sources(&["protocol/src"]), &words, "protocol is plain data");
}

#[test]
fn components_know_neither_session_client_pages_nor_language() {
    let words = [
        "crate::session",
        "crate::client",
        "crate::pages",
        "crate::route",
        "crate::texts",
        "crate::i18n",
        "use_i18n",
        "t!(",
        "leptos_router",
    ];
    absent(&sources(&["src/components"]), &words, "components take texts and addresses as props");
}

#[test]
fn only_the_client_calls_http_and_only_the_browser_room_uses_web_sys() {
    let portal: Vec<Source> = sources(&["src"]);
    let outside = |rooms: &[&str]| -> Vec<Source> {
        sources(&["src"]).into_iter().filter(|source| !rooms.iter().any(|room| source.path.starts_with(room))).collect()
    };
    assert!(portal.iter().any(|source| source.code.contains("gloo_net")), "the client has moved");
    absent(
        &outside(&["src/client"]),
        &["gloo_net", "XmlHttpRequest", "EventSource"],
        "src/client is the one door to the network",
    );
    absent(&outside(&["src/browser"]), &["web_sys::"], "src/browser is the only user of web_sys");
}

#[test]
fn no_page_uses_another_page() {
    let pages = root().join("src/pages");
    for entry in fs::read_dir(&pages).unwrap() {
        let area = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let others: Vec<String> = fs::read_dir(&pages)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|other| *other != area)
            .map(|other| format!("pages::{other}"))
            .collect();
        let words: Vec<&str> = others.iter().map(String::as_str).collect();
        absent(&sources(&[&format!("src/pages/{area}")]), &words, "what two pages share lives below both");
    }
}

#[test]
fn the_rules_name_no_axum_sqlx_or_serde() {
    absent(&sources(&["api/src/domain"]), &["axum", "sqlx", "serde", "tokio", "async fn"], "api::domain is rules only");
}

#[test]
fn only_the_store_holds_sql() {
    let elsewhere: Vec<Source> =
        sources(&["api/src"]).into_iter().filter(|source| !source.path.starts_with("api/src/store")).collect();
    let words = ["sqlx::", "SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "PRAGMA"];
    absent(&elsewhere, &words, "api::store holds the only SQL");
}

#[test]
fn only_the_fhir_room_reads_fhir_and_it_knows_no_store() {
    let elsewhere: Vec<Source> = sources(&["api/src"])
        .into_iter()
        .filter(|source| {
            !["api/src/fhir", "api/src/import", "api/src/cli/demo"].iter().any(|room| source.path.starts_with(room))
        })
        .collect();
    let words = ["\"resourceType\"", "\"valueQuantity\"", "\"CodeableConcept\"", "fhir::read"];
    absent(&elsewhere, &words, "api::fhir is the only reader of FHIR");
    absent(
        &sources(&["api/src/fhir"]),
        &["crate::store", "crate::routes", "crate::auth"],
        "api::fhir reads and keeps nothing",
    );
}

#[test]
fn only_the_crypto_room_makes_and_opens_ciphertext() {
    let elsewhere: Vec<Source> =
        sources(&["api/src"]).into_iter().filter(|source| !source.path.starts_with("api/src/crypto")).collect();
    absent(&elsewhere, &["aes_gcm", "Aes256Gcm", "hkdf", "Hmac<"], "api::crypto is the only room with ciphers");
}

#[test]
fn proof_is_made_only_in_the_auth_room() {
    for source in sources(&["api/src/auth/guard"]) {
        for session in ["PatientSession", "StaffSession", "SignedIn"] {
            let body = source
                .code
                .split(&format!("pub struct {session} {{"))
                .nth(1)
                .unwrap_or_else(|| panic!("{session} is gone"));
            let fields = body.split('}').next().unwrap();
            assert!(!fields.contains("pub "), "{session} can be made by anyone: its fields are public");
        }
    }
    let outside_store: Vec<Source> =
        sources(&["api/src"]).into_iter().filter(|source| !source.path.starts_with("api/src/store")).collect();
    absent(
        &outside_store,
        &["PatientStore::new", "StaffStore::new"],
        "stores come from Store::patient and Store::staff",
    );
}

#[test]
fn time_and_randomness_arrive_as_arguments() {
    let server: Vec<Source> =
        sources(&["api/src", "protocol/src"]).into_iter().filter(|source| source.path != "api/src/world.rs").collect();
    let words = [
        "SystemTime::now",
        "Timestamp::now",
        "Zoned::now",
        "Utc::now",
        "getrandom",
        "thread_rng",
        "OsRng",
        "Uuid::new_v4",
        "Uuid::now_v7",
    ];
    absent(&server, &words, "only api/src/world.rs asks the system for time and randomness");
}

#[test]
fn no_style_inside_a_page_and_no_html_made_of_text() {
    absent(&sources(&["src"]), &["style=\"", "inner_html", "set_inner_html"], "the content policy refuses it");
}

#[test]
fn styles_use_logical_properties_only() {
    let physical = [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "text-align:left",
        "text-align:right",
        "float:",
        " left:",
        " right:",
        "margin-top",
        "margin-bottom",
        "padding-top",
        "padding-bottom",
    ];
    for path in files("style", "css") {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            for word in physical {
                assert!(!line.contains(word), "{}:{}: `{word}`", path.display(), number + 1);
            }
        }
    }
}

#[test]
fn every_path_that_the_map_names_exists() {
    for page in ["ARCHITECTURE.md", "README.md", "docs/security.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let mut named = 0;
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path =
                quoted.contains('/') && !quoted.contains([' ', '*', '<', '{', ':', '$']) && !quoted.starts_with('/');
            let rooms = ["src/", "api/", "protocol/", "gallery/", "tests/", "xtask/", "docs/", "style/", "public/"];
            if is_path && rooms.iter().any(|room| quoted.starts_with(room)) {
                named += 1;
                assert!(root().join(quoted).exists(), "{page} names `{quoted}`, which is not there");
            }
        }
        assert!(named > 0 || page == "README.md", "{page} names no path at all");
    }
}

/// The names of the tests in a source: functions below an attribute that makes them one.
fn tests_in(text: &str) -> Vec<String> {
    let mut is_test = false;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim_start) {
        is_test |= ["#[test]", "#[tokio::test", "#[wasm_bindgen_test"].iter().any(|start| line.starts_with(start));
        let function = line.trim_start_matches("pub ").trim_start_matches("async ").strip_prefix("fn ");
        if let Some(name) = function.and_then(|rest| rest.split(['(', '<']).next()) {
            if is_test {
                found.push(name.to_owned());
            }
            is_test = false;
        }
    }
    found
}

#[test]
fn a_function_that_a_test_calls_is_no_test() {
    let text = "fn no_test_at_all() {}\n    #[tokio::test(flavor = \"x\")]\n    #[ignore = \"why\"]\n    async fn a_test() {}\n\
                /// #[test]\nasync fn a_helper(it: u8) {}\n#[test]\nfn another(it in 0..9) {}\n";
    assert_eq!(tests_in(text), ["a_test", "another"]);
}

#[test]
fn every_test_that_the_security_page_names_is_one() {
    let page = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let tests: BTreeSet<String> = ["api", "protocol/src", "tests", "src", "xtask/src"]
        .iter()
        .flat_map(|folder| files(folder, "rs"))
        .flat_map(|path| tests_in(&fs::read_to_string(path).unwrap()))
        .collect();
    let mut named = 0;
    for name in page.split('`').skip(1).step_by(2) {
        // The names of tests are sentences: nothing else on the page has so many words.
        let is_test = name.matches('_').count() >= 3
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if is_test {
            named += 1;
            assert!(tests.contains(name), "docs/security.md names `{name}`, which is no test");
        }
    }
    assert!(named > 40, "the security page names only {named} tests");
}
