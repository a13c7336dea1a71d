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
const INHERITED: [(&str, &str, f64, &str); 20] = [
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
];

/// The grounds on which something can have the focus. One of the two colours of the ring has to stand out on each.
const RING: (&str, &str) = ("focus", "focus-edge");
const RING_GROUNDS: [&str; 8] = ["paper", "surface", "sunken", "raised", "brand", "brand-soft", "clay-soft", "urgent"];

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

/// The contrasts of the ring on a ground in every look: those of the colour that stands out more.
fn ring_on(ground: &str, values: &BTreeMap<&str, Vec<Colour>>) -> Option<Vec<f64>> {
    let (bright, dark, grounds) = (values.get(RING.0)?, values.get(RING.1)?, values.get(ground)?);
    let best = bright.iter().zip(dark).zip(grounds);
    Some(best.map(|((bright, dark), ground)| contrast(*bright, *ground).max(contrast(*dark, *ground))).collect())
}

fn draw_contrasts(values: &BTreeMap<&str, Vec<Colour>>) -> AnyView {
    let mut failing = 0;
    let mut cell = |ratio: f64, needs: f64| {
        if ratio < needs {
            failing += 1;
            view! { <strong class="gallery-bad">{format!("{ratio:.2} too little")}</strong> }.into_any()
        } else {
            format!("{ratio:.2}").into_any()
        }
    };
    let mut rows = pairs()
        .into_iter()
        .filter_map(|pair| {
            let (texts, grounds) = (values.get(pair.text)?, values.get(pair.ground)?);
            let ratios: Vec<_> =
                texts.iter().zip(grounds).map(|(text, ground)| cell(contrast(*text, *ground), pair.needs)).collect();
            let name = view! {
                <code>{pair.text}</code>
                " on "
                <code>{pair.ground}</code>
            }
            .into_any();
            let rest = [pair.needs.to_string().into_any(), pair.used.into_any()];
            Some(std::iter::once(name).chain(ratios).chain(rest).collect())
        })
        .collect::<Vec<Vec<AnyView>>>();
    for ground in RING_GROUNDS {
        let Some(ratios) = ring_on(ground, values) else { continue };
        let name = view! {
            "the ring on "
            <code>{ground}</code>
        };
        let mut row = vec![name.into_any()];
        row.extend(ratios.into_iter().map(|ratio| cell(ratio, MARK)));
        row.extend([MARK.to_string().into_any(), "the colour of the ring that stands out more".into_any()]);
        rows.push(row);
    }
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
    use super::{INHERITED, RING, RING_GROUNDS};
    use crate::facts::TOKENS;

    #[test]
    fn the_measured_pairs_are_made_of_tokens_that_are_there() {
        let pairs = INHERITED.iter().flat_map(|(text, ground, ..)| [*text, *ground]);
        for name in pairs.chain(RING_GROUNDS).chain([RING.0, RING.1]) {
            assert!(TOKENS.iter().any(|token| token.name == name), "--{name} is no token");
        }
    }
}
