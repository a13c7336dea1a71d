//! The head of a page.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconName},
    words::{Title, Words},
};

/// Leads back to where one came from.
#[component]
pub fn BackLink(
    /// The address.
    #[prop(into)]
    href: String,
    /// The place by its name, for example "All results".
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="back" href=href>
            <Icon name=IconName::Back />
            <span>{text}</span>
        </a>
    }
    .into_any()
}

/// The title of a page. Its heading can take the focus, so that whoever comes here hears where they are.
#[component]
pub fn PageTitle(
    /// The title.
    #[prop(into)]
    title: Title,
    /// A line above: a day, a step.
    #[prop(optional, into)]
    eyebrow: Words,
    /// A sentence below.
    #[prop(optional, into)]
    lead: MaybeProp<String>,
    /// Chips or a button at the end of the line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-title">
            <div class="page-title-words">
                {eyebrow.get().map(|eyebrow| view! { <p class="eyebrow">{eyebrow}</p> })}
                <h1 tabindex="-1" dir="auto">
                    {title.draw()}
                </h1>
                {move || lead.get().map(|lead| view! { <p class="lead">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-title-side">{children()}</div> })}
        </header>
    }
    .into_any()
}
