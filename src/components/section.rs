//! A part of a page with a heading.

use leptos::{children::ViewFnOnce, prelude::*};

use super::words::Words;

/// A part of a page below its heading. It is no landmark: a page of twenty would have none that helps.
#[component]
pub fn Section(
    /// What stands below the heading.
    children: Children,
    /// The heading.
    #[prop(into)]
    title: Words,
    /// 2 on the page itself, 3 within a card or another section.
    #[prop(default = 2)]
    level: u8,
    /// A link or a chip at the end of the heading's line.
    #[prop(optional, into)]
    action: Option<ViewFnOnce>,
) -> impl IntoView {
    let title = title.draw();
    let heading =
        if level == 3 { view! { <h3>{title}</h3> }.into_any() } else { view! { <h2>{title}</h2> }.into_any() };
    view! {
        <section class="section">
            <div class="section-head">
                {heading} {action.map(|action| view! { <div class="section-action">{action.run()}</div> })}
            </div>
            {children()}
        </section>
    }
    .into_any()
}
