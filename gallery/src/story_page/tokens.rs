//! Which tokens a story wears, and what it costs to bring.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{panel, table};
use crate::facts::{self, Sheet, TOKENS};

/// Draws the tokens and the sizes.
pub(super) fn draw(components: &[&'static str]) -> Option<AnyView> {
    let components: Vec<_> = components.iter().filter_map(|name| facts::component(name)).collect();
    let names: BTreeSet<_> = components.iter().flat_map(|component| component.sheets).collect();
    let sheets: Vec<&'static Sheet> = names.into_iter().filter_map(|name| facts::sheet(name)).collect();
    if sheets.is_empty() {
        return None;
    }
    let used: BTreeSet<_> = sheets.iter().flat_map(|sheet| sheet.tokens).copied().collect();
    let tokens = TOKENS
        .iter()
        .filter(|token| used.contains(token.name))
        .map(|token| {
            vec![view! { <code>"--"{token.name}</code> }.into_any(), view! { <code>{token.value}</code> }.into_any()]
        })
        .collect::<Vec<_>>();
    let sizes = sheets
        .iter()
        .map(|sheet| {
            vec![
                view! { <code>{sheet.name}".css"</code> }.into_any(),
                bytes(sheet.bytes as u64).into_any(),
                bytes(sheet.packed as u64).into_any(),
            ]
        })
        .collect();
    let code: Vec<_> = components
        .iter()
        .filter_map(|component| {
            Some(vec![view! { <code>{component.name}</code> }.into_any(), bytes(component.code_bytes?).into_any()])
        })
        .collect();
    let code = (!code.is_empty()).then(|| table("Compiled code".into(), &["Component", "Size"], code));
    Some(panel(
        "Tokens and size",
        view! {
            <details>
                <summary>{tokens.len()}" tokens in its style sheets"</summary>
                {table("Tokens of its style sheets".into(), &["Token", "Value"], tokens)}
            </details>
            {table("Style sheets it wears".into(), &["Sheet", "As written", "Packed with Brotli"], sizes)}
            {code}
        },
    ))
}

fn bytes(count: u64) -> String {
    if count < 1024 { format!("{count} bytes") } else { format!("{:.1} KB", count as f64 / 1024.0) }
}
