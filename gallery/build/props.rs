//! The components with their props, as they are declared.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use quote::ToTokens;
use syn::{Attribute, Expr, FnArg, Item, ItemFn, Lit, Meta, Pat};

use crate::{Outcome, files, stem, styles::Sheet, watched};

/// What there is to know of a component.
pub(crate) struct Component {
    name: String,
    file: String,
    doc: String,
    props: Vec<Prop>,
    /// Every word in the literals of its file: among them the classes it sets.
    words: BTreeSet<String>,
}

struct Prop {
    name: String,
    kind: String,
    default: Option<String>,
    doc: String,
    values: Vec<(String, String)>,
}

/// Reads every `#[component]` below the folder.
pub(crate) fn read(folder: &Path) -> Outcome<Vec<Component>> {
    let mut components = Vec::new();
    let mut enums = BTreeMap::new();
    let mut sources = files(folder, "rs")?;
    sources.push(folder.with_extension("rs"));
    for path in sources {
        let source = watched(&path)?;
        let file = syn::parse_file(&source).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let words = words_of(&source);
        for item in file.items {
            match item {
                Item::Fn(function) if function.attrs.iter().any(|it| it.path().is_ident("component")) => {
                    components.push(component(&function, stem(&path), words.clone()));
                }
                Item::Enum(item) => {
                    let values = item.variants.iter().map(|it| (it.ident.to_string(), doc_of(&it.attrs))).collect();
                    enums.insert(item.ident.to_string(), values);
                }
                _ => {}
            }
        }
    }
    for prop in components.iter_mut().flat_map(|component| &mut component.props) {
        prop.values = enums.get(&prop.kind).cloned().unwrap_or_default();
    }
    components.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(components)
}

fn component(function: &ItemFn, file: String, words: BTreeSet<String>) -> Component {
    let props = function.sig.inputs.iter().filter_map(prop).collect();
    Component { name: function.sig.ident.to_string(), file, doc: doc_of(&function.attrs), props, words }
}

fn prop(argument: &FnArg) -> Option<Prop> {
    let FnArg::Typed(argument) = argument else { return None };
    let Pat::Ident(name) = &*argument.pat else { return None };
    let settings = argument
        .attrs
        .iter()
        .find(|it| it.path().is_ident("prop"))
        .and_then(|it| it.meta.require_list().ok())
        .map(|list| list.tokens.to_string())
        .unwrap_or_default();
    let default = match settings.split_once("default =") {
        Some((_, value)) => Some(tidy(value.split(',').next().unwrap_or_default().trim())),
        None if settings.contains("optional") => Some(String::new()),
        None => None,
    };
    Some(Prop {
        name: name.ident.to_string(),
        kind: tidy(&argument.ty.to_token_stream().to_string()),
        default,
        doc: doc_of(&argument.attrs),
        values: Vec::new(),
    })
}

/// Rust as people write it: tokens come with a space between any two of them.
fn tidy(tokens: &str) -> String {
    let mut out = tokens.to_owned();
    for (apart, together) in
        [(" :: ", "::"), (" < ", "<"), (" >", ">"), (" ,", ","), ("( ", "("), (" )", ")"), ("& ", "&")]
    {
        out = out.replace(apart, together);
    }
    out
}

fn doc_of(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|it| it.path().is_ident("doc")).filter_map(|it| match &it.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    // Links to other items are for rustdoc.
    lines.collect::<Vec<_>>().join(" ").replace(['[', ']'], "").trim().to_owned()
}

/// The words between quotes and behind `class:`, outside comments and tests.
fn words_of(source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let quoted = code.split('"').skip(1).step_by(2).flat_map(str::split_whitespace).map(str::to_owned);
    let named = code.split("class:").skip(1).filter_map(|rest| {
        let name = rest.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).next()?;
        Some(name.to_owned())
    });
    quoted.chain(named).collect()
}

/// Writes the table of the components.
pub(crate) fn write(
    components: &[Component],
    sheets: &[Sheet],
    code: &serde_json::Map<String, serde_json::Value>,
) -> String {
    let mut out =
        String::from("/// Every component with its props.\npub(crate) static COMPONENTS: &[Component] = &[\n");
    for Component { name, file, doc, props, words } in components {
        let sheets: Vec<_> = sheets.iter().filter(|sheet| sheet.dresses(words)).map(|sheet| &sheet.name).collect();
        let code = code.get(name).and_then(serde_json::Value::as_u64);
        out += &format!(
            "Component {{ name: {name:?}, file: {file:?}, doc: {doc:?}, sheets: &{sheets:?}, code_bytes: {code:?}, props: &[\n"
        );
        for Prop { name, kind, default, doc, values } in props {
            out += &format!(
                "Prop {{ name: {name:?}, kind: {kind:?}, default: {default:?}, doc: {doc:?}, values: &{values:?} }},\n"
            );
        }
        out += "] },\n";
    }
    out + "];\n"
}
