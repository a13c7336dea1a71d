//! The props, as the components declare them.

use leptos::prelude::*;

use super::{panel, table};
use crate::facts::{self, Prop};

/// Draws a table for each component.
pub(super) fn draw(components: &[&'static str]) -> Option<AnyView> {
    let tables = components
        .iter()
        .filter_map(|name| facts::component(name))
        .map(|component| {
            let rows = component.props.iter().map(draw_row).collect::<Vec<_>>();
            let body = if rows.is_empty() {
                view! { <p>"It takes no props."</p> }.into_any()
            } else {
                table(["Props of ", component.name].concat(), &["Prop", "Type", "Default", "What it means"], rows)
            };
            view! {
                <h3>
                    <code>{component.name}</code>
                </h3>
                <p>{component.doc}</p>
                {body}
            }
        })
        .collect::<Vec<_>>();
    (!tables.is_empty()).then(|| panel("Props", tables.collect_view()))
}

fn draw_row(prop: &'static Prop) -> Vec<AnyView> {
    let default = match prop.default {
        None => view! { <strong>"needed"</strong> }.into_any(),
        Some("") => "may be left out".into_any(),
        Some(value) => view! { <code>{value}</code> }.into_any(),
    };
    let values = (!prop.values.is_empty()).then(|| {
        let values = prop
            .values
            .iter()
            .map(|(name, doc)| {
                view! {
                    <li>
                        <code>{*name}</code>
                        " "
                        {*doc}
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="gallery-values">{values}</ul> }
    });
    vec![
        view! { <code>{prop.name}</code> }.into_any(),
        view! { <code>{prop.kind}</code> }.into_any(),
        default,
        view! {
            {prop.doc}
            {values}
        }
        .into_any(),
    ]
}
