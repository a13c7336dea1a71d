//! Something is on its way.

use leptos::prelude::*;

/// The outline of what will come, so that nothing jumps when it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PendingShape {
    /// A list of rows.
    #[default]
    Rows,
    /// A card with a large figure and a chart.
    Figure,
    /// A few lines of text.
    Text,
    /// A whole page: its title, and rows below.
    Page,
}

/// Stands in for what is on its way. It shows itself only after 300 ms: an answer that is quick needs no announcement.
#[component]
pub fn Pending(
    /// What a screen reader says, for example "Loading your results".
    #[prop(into)]
    label: Signal<String>,
    /// What will come.
    #[prop(optional)]
    shape: PendingShape,
) -> impl IntoView {
    let outline = match shape {
        PendingShape::Rows => rows(4),
        PendingShape::Figure => view! {
            <div class="card bones">
                <i class="bone bone-figure"></i>
                <i class="bone"></i>
                <i class="bone bone-chart"></i>
            </div>
        }
        .into_any(),
        PendingShape::Text => view! {
            <div class="bones">
                <i class="bone"></i>
                <i class="bone"></i>
                <i class="bone bone-short"></i>
            </div>
        }
        .into_any(),
        PendingShape::Page => view! {
            <div class="bones">
                <i class="bone bone-title"></i>
                {rows(5)}
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="pending">
            // What is busy is the outline: a busy status would be kept back instead of said.
            <p class="visually-hidden" role="status">
                {label}
            </p>
            <div aria-hidden="true" aria-busy="true">
                {outline}
            </div>
        </div>
    }
    .into_any()
}

fn rows(count: usize) -> AnyView {
    let rows = (0..count)
        .map(|_| {
            view! {
                <div class="row">
                    <i class="bone bone-tile"></i>
                    <span class="row-body bones">
                        <i class="bone bone-half"></i>
                        <i class="bone bone-short"></i>
                    </span>
                </div>
            }
        })
        .collect_view();
    view! { <div class="card card-flush rows">{rows}</div> }.into_any()
}
