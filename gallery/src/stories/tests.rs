//! What holds of all stories together, and of what is written about them.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may say what is not as it should be"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{PLAY, all, find};
use crate::{
    facts::{self, COMPONENTS, Component, GUIDES, SHEETS, TOKENS},
    live::KnobKind,
};

fn portal() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries
        .map(|entry| entry.expect("its entries can be read").path())
        .flat_map(|path| if path.is_dir() { files(&path, ending) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|it| it == ending))
        .collect()
}

/// The names of all public components: `pub fn Name` below `#[component]`. Read as text, so that the reader of the build
/// is checked too.
fn declared() -> BTreeSet<String> {
    let sources = files(&portal().join("src/components"), "rs");
    let names = sources.iter().flat_map(|file| {
        let source = fs::read_to_string(file).expect("a source file can be read");
        let after: Vec<_> = source.split("#[component]").skip(1).map(str::to_owned).collect();
        after.into_iter().filter_map(|after| {
            let name = after.split_once("pub fn ")?.1;
            Some(name.split(|letter: char| !letter.is_alphanumeric()).next()?.to_owned())
        })
    });
    names.collect()
}

#[test]
fn every_public_component_has_a_story() {
    let declared = declared();
    let shown: BTreeSet<String> =
        all().iter().flat_map(|story| story.components).map(|name| (*name).to_owned()).collect();
    assert!(declared.len() > 30, "the components were not found: {declared:?}");
    let missing: Vec<_> = declared.difference(&shown).collect();
    assert!(missing.is_empty(), "without a story: {missing:?}");
    let unknown: Vec<_> = shown.difference(&declared).collect();
    assert!(unknown.is_empty(), "stories of components that are not there: {unknown:?}");
}

#[test]
fn the_table_of_props_has_every_component_and_a_meaning_for_every_prop() {
    let known: BTreeSet<String> = COMPONENTS.iter().map(|component| component.name.to_owned()).collect();
    assert_eq!(known, declared());
    for component in COMPONENTS {
        assert!(!component.doc.is_empty(), "{} says nothing about itself", component.name);
        for prop in component.props {
            assert!(!prop.doc.is_empty(), "{}: {} has no meaning", component.name, prop.name);
        }
    }
}

#[test]
fn every_state_has_an_address_of_its_own() {
    let mut stories = BTreeSet::new();
    for story in all() {
        assert!(stories.insert(story.id), "{} is there twice", story.id);
        assert!(![crate::foundations::ID, crate::changes::ID].contains(&story.id), "{} is taken", story.id);
        assert!(!story.about.is_empty(), "{} says nothing about itself", story.id);
        assert!(!story.states.is_empty(), "{} shows nothing", story.id);
        let mut states = BTreeSet::from([PLAY]);
        for state in story.states {
            assert!(states.insert(state.id), "{}/{} is there twice", story.id, state.id);
        }
    }
}

#[test]
fn every_story_of_components_has_a_guide_in_which_every_section_says_something() {
    for story in all().iter().filter(|story| !story.components.is_empty()) {
        let Some(guide) = facts::guide(story.id) else { panic!("guide/{}.md is missing", story.id) };
        let lists = [guide.use_it, guide.instead, guide.dos, guide.donts, guide.keys, guide.heard];
        assert!(lists.iter().all(|list| !list.is_empty()), "{}: a section of its guide is empty", story.id);
        assert!(!guide.code.is_empty(), "{}: its guide shows no code", story.id);
    }
    for guide in GUIDES {
        assert!(find(guide.story).is_some(), "guide/{}.md is about no story", guide.story);
    }
}

#[test]
fn what_a_guide_recommends_instead_is_another_story() {
    for guide in GUIDES {
        for line in guide.instead {
            for other in line.split('`').skip(1).step_by(2) {
                assert!(find(other).is_some(), "guide/{}.md: there is no story `{other}`", guide.story);
                assert_ne!(other, guide.story, "guide/{0}.md recommends {0} instead of itself", guide.story);
            }
        }
    }
}

/// The components in a piece of code, each with the names of the props that it is given.
fn used_in(code: &str) -> Vec<(&str, Vec<&str>)> {
    let tags = code.split('<').skip(1).filter(|tag| tag.starts_with(|letter: char| letter.is_ascii_uppercase()));
    tags.map(|tag| {
        let end = tag.find('>').unwrap_or(tag.len());
        let mut words = tag[..end].trim_end_matches('/').split_whitespace();
        let name = words.next().unwrap_or_default();
        // Words within a text in quotes are none: they have no `=` before the quote that opens it.
        let mut quoted = false;
        let props = words.filter_map(move |word| {
            let inside = quoted;
            quoted ^= word.matches('"').count() % 2 == 1;
            let name = word.split('=').next().unwrap_or_default();
            let is_name = name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_') && !name.is_empty();
            (!inside && is_name).then_some(name)
        });
        (name, props.collect())
    })
    .collect()
}

#[test]
fn the_code_in_a_guide_gives_components_what_they_take_and_what_they_need() {
    for guide in GUIDES {
        let used = used_in(guide.code);
        assert!(!used.is_empty(), "guide/{}.md uses no component", guide.story);
        for (name, props) in used {
            let place = format!("guide/{}.md: {name}", guide.story);
            let Some(Component { props: taken, .. }) = facts::component(name) else {
                panic!("{place} is no component")
            };
            for prop in &props {
                assert!(taken.iter().any(|it| it.name == *prop), "{place} takes no `{prop}`");
            }
            for needed in taken.iter().filter(|it| it.default.is_none() && it.name != "children") {
                assert!(props.contains(&needed.name), "{place} needs `{}`", needed.name);
            }
        }
    }
}

#[test]
fn every_knob_is_a_prop_or_what_stands_inside() {
    for story in all() {
        let Some(live) = story.live else { continue };
        let mut seen = BTreeSet::new();
        for knob in live.knobs {
            assert!(seen.insert(knob.id), "{}: the knob {} is there twice", story.id, knob.id);
            assert!(knob.id.bytes().all(|it| it.is_ascii_lowercase() || it == b'_'), "{}: {}", story.id, knob.id);
            if let KnobKind::Choice(words) = knob.kind {
                assert!(words.len() > 1, "{}: the knob {} leaves no choice", story.id, knob.id);
            }
            let taken = story.components.iter().filter_map(|name| facts::component(name)).flat_map(|it| it.props);
            assert!(taken.clone().any(|prop| prop.name == knob.id), "{}: no prop is called {}", story.id, knob.id);
        }
    }
}

#[test]
fn every_token_that_a_style_sheet_uses_is_set_somewhere() {
    let mut sheets = files(&portal().join("style"), "css");
    sheets.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("gallery.css"));
    assert!(sheets.len() > 15, "the style sheets were not found");
    let texts: Vec<_> = sheets.iter().map(|sheet| fs::read_to_string(sheet).unwrap()).collect();
    for (sheet, css) in sheets.iter().zip(&texts) {
        for rest in css.split("var(--").skip(1) {
            let name = rest.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).next().unwrap();
            // A sheet may hand a value down by a property of its own.
            let handed_down = texts.iter().any(|css| css.contains(&format!("--{name}:")));
            let known = handed_down || TOKENS.iter().any(|token| token.name == name);
            assert!(known, "{}: there is no token --{name}", sheet.display());
        }
    }
}

#[test]
fn every_component_that_is_seen_wears_a_style_sheet() {
    // A form looks like what it holds.
    let bare = ["Form"];
    for component in COMPONENTS.iter().filter(|it| !bare.contains(&it.name)) {
        assert!(!component.sheets.is_empty(), "{} wears no style sheet of style/components", component.name);
    }
    let worn: BTreeSet<_> = COMPONENTS.iter().flat_map(|component| component.sheets).copied().collect();
    let unworn: Vec<_> = SHEETS.iter().map(|sheet| sheet.name).filter(|name| !worn.contains(name)).collect();
    assert!(unworn.is_empty(), "style sheets that no component wears: {unworn:?}");
}
