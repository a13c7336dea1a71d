//! What the build read from the sources: the components and their props, the style sheets and tokens, the guides.

/// A component of the portal.
#[derive(Debug)]
pub struct Component {
    /// Its name.
    pub name: &'static str,
    /// The file that declares it, without folder and ending.
    pub file: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// The style sheets that dress it.
    pub sheets: &'static [&'static str],
    /// Bytes of compiled code, where they were measured.
    pub code_bytes: Option<u64>,
    /// Its props in the order of their declaration.
    pub props: &'static [Prop],
}

/// A prop of a component.
#[derive(Debug)]
pub struct Prop {
    /// Its name.
    pub name: &'static str,
    /// Its type as it is written.
    pub kind: &'static str,
    /// None for a prop that is needed; otherwise its default, empty for that of the type.
    pub default: Option<&'static str>,
    /// What it means.
    pub doc: &'static str,
    /// The values it can have, with their meaning, where the type is one of the portal's own.
    pub values: &'static [(&'static str, &'static str)],
}

/// A style sheet of components.
#[derive(Debug)]
pub struct Sheet {
    /// The file, without folder and ending.
    pub name: &'static str,
    /// Bytes as written.
    pub bytes: usize,
    /// Bytes as Brotli packs it.
    pub packed: usize,
    /// The tokens it uses, without the two hyphens.
    pub tokens: &'static [&'static str],
}

/// A design token.
#[derive(Debug)]
pub struct Token {
    /// Its name, without the two hyphens.
    pub name: &'static str,
    /// Its value as written.
    pub value: &'static str,
    /// What stands above its group in the sheet.
    pub group: &'static str,
}

/// The words that go with a story.
#[derive(Debug)]
pub struct Guide {
    /// The id of the story.
    pub story: &'static str,
    /// When to use it.
    pub use_it: &'static [&'static str],
    /// When to use something else, and what. A story is named as `` `its-id` ``.
    pub instead: &'static [&'static str],
    /// What is good.
    pub dos: &'static [&'static str],
    /// What is not.
    pub donts: &'static [&'static str],
    /// Its parts, where naming them helps.
    pub anatomy: &'static [&'static str],
    /// What keys do.
    pub keys: &'static [&'static str],
    /// What a screen reader says.
    pub heard: &'static [&'static str],
    /// How it is used in the code.
    pub code: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/facts.rs"));

/// The guide of a story.
#[must_use]
pub fn guide(story: &str) -> Option<&'static Guide> {
    GUIDES.iter().find(|guide| guide.story == story)
}

/// A component by its name.
#[must_use]
pub fn component(name: &str) -> Option<&'static Component> {
    COMPONENTS.iter().find(|component| component.name == name)
}

/// A style sheet by its name.
#[must_use]
pub fn sheet(name: &str) -> Option<&'static Sheet> {
    SHEETS.iter().find(|sheet| sheet.name == name)
}
