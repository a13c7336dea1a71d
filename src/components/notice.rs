//! Words that stand out: a notice in place, and the card that tells where to get care.

use leptos::prelude::*;

use super::{
    element::fresh_id,
    icon::{Icon, IconName},
};

/// What a notice means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Worth knowing: a comment, what was done.
    #[default]
    Info,
    /// It worked.
    Good,
    /// Worth care.
    Watch,
    /// Needs an answer now.
    Urgent,
}

/// Words that stand out from the page. It is read where it stands; what must be heard at once is announced by the page.
#[component]
pub fn Notice(
    /// What it means.
    #[prop(optional)]
    kind: NoticeKind,
    /// Its first line.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// The words, where the first line does not say it all.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon) = match kind {
        NoticeKind::Info => ("notice notice-info", None),
        NoticeKind::Good => ("notice notice-good", Some(IconName::Check)),
        NoticeKind::Watch => ("notice notice-watch", Some(IconName::Info)),
        NoticeKind::Urgent => ("notice notice-urgent", Some(IconName::Alert)),
    };
    view! {
        <div class=class>
            {icon.map(|name| view! { <Icon name /> })}
            <div class="notice-words">
                {move || title.get().map(|title| view! { <p class="notice-title">{title}</p> })} {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}

/// How soon care is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CareKind {
    /// Some day soon.
    NonUrgent,
    /// Today.
    Urgent,
    /// At once.
    Emergency,
}

/// Tells where to get care, and when. The title reads "call your practice if:"; the children say when.
#[component]
pub fn CareCard(
    /// When this is the place to go.
    children: Children,
    /// How soon.
    kind: CareKind,
    /// What to do, as a sentence that begins with the verb.
    #[prop(into)]
    title: Signal<String>,
    /// How soon, in words, for those who do not see the colour: "Urgent advice".
    #[prop(optional, into)]
    kind_text: MaybeProp<String>,
) -> impl IntoView {
    let (class, icon) = match kind {
        CareKind::NonUrgent => ("care care-soon", IconName::Phone),
        CareKind::Urgent => ("care care-urgent", IconName::Clock),
        CareKind::Emergency => ("care care-emergency", IconName::Alert),
    };
    let title_id = fresh_id("care");
    view! {
        <section class=class aria-labelledby=title_id>
            <h2 class="care-title" id=title_id.clone()>
                <Icon name=icon />
                <span>
                    {move || kind_text.get().map(|text| view! { <span class="visually-hidden">{text} ": "</span> })} {title}
                </span>
            </h2>
            <div class="care-body">{children()}</div>
        </section>
    }
    .into_any()
}
