//! A part of a page with a heading.

use leptos::{children::ViewFnOnce, prelude::*};

use super::element::fresh_id;

/// A part of a page, named by its heading.
#[component]
pub fn Section(
    /// What stands below the heading.
    children: Children,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// 2 on the page itself, 3 within a card or another section.
    #[prop(default = 2)]
    level: u8,
    /// A link or a chip at the end of the heading's line.
    #[prop(optional, into)]
    action: Option<ViewFnOnce>,
) -> impl IntoView {
    let id = fresh_id("section");
    let heading = {
        let id = id.clone();
        if level == 3 {
            view! { <h3 id=id>{title}</h3> }.into_any()
        } else {
            view! { <h2 id=id>{title}</h2> }.into_any()
        }
    };
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                {heading} {action.map(|action| view! { <div class="section-action">{action.run()}</div> })}
            </div>
            {children()}
        </section>
    }
    .into_any()
}
