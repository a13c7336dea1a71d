//! Every colour in every look, and the contrast of what is put on what, measured on the spot.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{
    contrast::{Colour, contrast, hex},
    page_of_token,
};
use crate::{
    facts::{PAIRS, TOKENS},
    story_page::{panel, table},
};

#[wasm_bindgen(module = "/js/measure.js")]
extern "C" {
    fn measure(looks: &str, tokens: &str) -> String;
}

/// The looks that are measured, and as `measure` takes them.
const LOOKS: [&str; 4] = ["Light", "Dark", "Light, more contrast", "Dark, more contrast"];
const ATTRIBUTES: &str =
    r#"[{"theme":"light"},{"theme":"dark"},{"theme":"light","contrast":"more"},{"theme":"dark","contrast":"more"}]"#;

/// Text needs this much contrast, and lines and marks that mean something this much (WCAG 1.4.3 and 1.4.11).
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;

/// What lies on what without one rule that says so: text takes its ground from what it stands in.
const INHERITED: [(&str, &str, f64, &str); 21] = [
    ("ink", "paper", TEXT, "text on the page"),
    ("ink", "surface", TEXT, "text on a card"),
    ("ink", "sunken", TEXT, "text on a sunken ground"),
    ("ink", "raised", TEXT, "text in a dialog"),
    ("ink-soft", "paper", TEXT, "soft text on the page"),
    ("ink-soft", "surface", TEXT, "soft text on a card"),
    ("ink-soft", "sunken", TEXT, "soft text on a sunken ground"),
    ("brand", "paper", TEXT, "a link on the page"),
    ("brand", "surface", TEXT, "a link on a card"),
    ("brand-strong", "brand-soft", TEXT, "the place where one is"),
    ("clay", "surface", TEXT, "words of people"),
    ("good", "good-soft", TEXT, "all is well"),
    ("watch", "watch-soft", TEXT, "worth a look"),
    ("urgent", "urgent-soft", TEXT, "needs an answer now"),
    ("urgent", "paper", TEXT, "what is wrong, on the page"),
    ("urgent", "surface", TEXT, "what is wrong, on a card"),
    ("line-strong", "surface", MARK, "the edge of a control"),
    ("line-strong", "paper", MARK, "the edge of a control on the page"),
    ("brand", "surface", MARK, "a mark that is chosen"),
    ("focus", "focus-edge", MARK, "the two parts of the focus ring"),
    ("focus-edge", "paper", MARK, "the focus ring on the page"),
];

/// A pair with what it needs and where it is used.
struct Pair {
    text: &'static str,
    ground: &'static str,
    needs: f64,
    used: String,
}

fn pairs() -> Vec<Pair> {
    let known: BTreeSet<_> = INHERITED.iter().map(|(text, ground, ..)| (*text, *ground)).collect();
    let inherited = INHERITED.iter().map(|(text, ground, needs, used)| Pair {
        text,
        ground,
        needs: *needs,
        used: (*used).to_owned(),
    });
    let set = PAIRS
        .iter()
        .filter(|(text, ground, _)| !known.contains(&(*text, *ground)))
        .map(|(text, ground, sheets)| Pair { text, ground, needs: TEXT, used: sheets.join(", ") });
    inherited.chain(set).collect()
}

/// Draws the colours and the contrasts.
pub(super) fn draw() -> AnyView {
    let tokens: Vec<_> =
        TOKENS.iter().filter(|token| matches!(page_of_token(token.name), "colour" | "focus")).collect();
    let names: Vec<_> = tokens.iter().map(|token| token.name).collect();
    let measured: Vec<Vec<Colour>> =
        serde_json::from_str(&measure(ATTRIBUTES, &serde_json::to_string(&names).unwrap_or_default()))
            .unwrap_or_default();
    let values: BTreeMap<&str, Vec<Colour>> = names
        .iter()
        .enumerate()
        .map(|(place, name)| (*name, measured.iter().filter_map(|look| look.get(place).copied()).collect()))
        .collect();
    let mut groups: Vec<(&str, Vec<Vec<AnyView>>)> = Vec::new();
    for token in tokens {
        let swatches = values[token.name].iter().map(|colour| draw_swatch(*colour));
        let name = view! { <code>"--"{token.name}</code> }.into_any();
        let row = std::iter::once(name).chain(swatches).collect();
        match groups.last_mut().filter(|(group, _)| *group == token.group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((token.group, vec![row])),
        }
    }
    let columns: Vec<_> = ["Token"].into_iter().chain(LOOKS).collect();
    let tables = groups.into_iter().map(|(group, rows)| table(group.to_owned(), &columns, rows)).collect_view();
    view! {
        {draw_contrasts(&values)}
        {panel("Colours", tables)}
    }
    .into_any()
}

fn draw_swatch(colour: Colour) -> AnyView {
    let [red, green, blue, opaque] = colour;
    let css = format!("rgb({red} {green} {blue} / {})", f64::from(opaque) / 255.0);
    view! {
        <span class="gallery-swatch">
            <span style:background-color=css></span>
            <code>{hex(colour)}</code>
        </span>
    }
    .into_any()
}

fn draw_contrasts(values: &BTreeMap<&str, Vec<Colour>>) -> AnyView {
    let mut failing = 0;
    let rows = pairs()
        .into_iter()
        .filter_map(|pair| {
            let (texts, grounds) = (values.get(pair.text)?, values.get(pair.ground)?);
            let ratios = texts.iter().zip(grounds).map(|(text, ground)| {
                let ratio = contrast(*text, *ground);
                if ratio < pair.needs {
                    failing += 1;
                    view! { <strong class="gallery-bad">{format!("{ratio:.2} too little")}</strong> }.into_any()
                } else {
                    format!("{ratio:.2}").into_any()
                }
            });
            let name = view! {
                <code>{pair.text}</code>
                " on "
                <code>{pair.ground}</code>
            }
            .into_any();
            let rest = [pair.needs.to_string().into_any(), pair.used.into_any()];
            Some(std::iter::once(name).chain(ratios.collect::<Vec<_>>()).chain(rest).collect())
        })
        .collect::<Vec<_>>();
    let columns: Vec<_> = ["Pair"].into_iter().chain(LOOKS).chain(["Needs", "Used for, or in the sheets"]).collect();
    let verdict = match failing {
        0 => "Every pair has the contrast it needs.".to_owned(),
        1 => "One pair has too little contrast.".to_owned(),
        count => format!("{count} pairs have too little contrast."),
    };
    panel(
        "Contrast, measured",
        view! {
            <p class="gallery-verdict" class:gallery-verdict-bad=failing != 0>
                {verdict}
            </p>
            {table("Contrast of text and marks on their ground".into(), &columns, rows)}
        },
    )
}

#[cfg(test)]
mod tests {
    use super::INHERITED;
    use crate::facts::TOKENS;

    #[test]
    fn the_measured_pairs_are_made_of_tokens_that_are_there() {
        for (text, ground, ..) in INHERITED {
            for name in [text, ground] {
                assert!(TOKENS.iter().any(|token| token.name == name), "--{name} is no token");
            }
        }
    }
}
