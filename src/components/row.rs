//! Lists of rows: things to open, people, devices.

use leptos::{children::ViewFnOnce, prelude::*};

use super::{
    Tone,
    icon::{Icon, IconName},
    words::Words,
};

/// A sheet of rows. Holds [`Row`]s and [`PersonRow`]s and nothing else.
#[component]
pub fn RowList(
    /// The rows.
    children: Children,
    /// What they are, where no heading says so.
    #[prop(optional, into)]
    label: MaybeProp<String>,
) -> impl IntoView {
    // Safari forgets that a list without bullets is one, unless it is told.
    view! {
        <ul class="card card-flush rows" role="list" aria-label=move || label.get()>
            {children()}
        </ul>
    }
    .into_any()
}

/// A row: something to open where it has an address, something to read where it has none.
#[component]
pub fn Row(
    /// The first line.
    #[prop(into)]
    title: Words,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// The icon in the tile at its beginning.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The colour of the tile.
    #[prop(default = Tone::Brand)]
    tone: Tone,
    /// The second line.
    #[prop(optional, into)]
    text: Words,
    /// A word at its end: a day, a time. A chip or a value can stand there too.
    #[prop(optional, into)]
    aside: Option<ViewFnOnce>,
    /// Says that the person has not seen it, for example "New". A dot shows it.
    #[prop(optional, into)]
    unseen: Words,
    /// Whether it is the one that stands open beside the list.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// Further lines, or buttons. Not links in a row that is itself a link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let unseen = unseen.get();
    let fresh = unseen.is_some();
    let is_link = href.is_some();
    let inside = view! {
        {icon.map(|name| view! { <span class=tile_class(tone)><Icon name /></span> })}
        <span class="row-body">
            <span class="row-title">
                {unseen
                    .map(|text| {
                        view! { <span class="row-dot"><span class="visually-hidden">{text}": "</span></span> }
                    })} <bdi>{title.draw()}</bdi>
            </span>
            {text.get().map(|text| view! { <span class="row-text">{text}</span> })}
            {children.map(|children| view! { <span class="row-more">{children()}</span> })}
        </span>
        {aside.map(|aside| view! { <span class="row-aside">{aside.run()}</span> })}
        {is_link.then(|| view! { <span class="row-chevron"><Icon name=IconName::Chevron /></span> })}
    };
    let row = match href {
        Some(href) => view! {
            <a class="row row-link" class:row-fresh=fresh href=href aria-current=move || current.get().then_some("true")>
                {inside}
            </a>
        }
        .into_any(),
        None => view! { <div class="row" class:row-fresh=fresh>{inside}</div> }.into_any(),
    };
    view! { <li class="row-item">{row}</li> }.into_any()
}

fn tile_class(tone: Tone) -> String {
    ["tile ", tone.class()].concat()
}

/// The beginnings of a person's names in a circle. It says nothing to a screen reader: the name stands beside it.
#[component]
pub fn Avatar(
    /// The whole name.
    #[prop(into)]
    name: String,
    /// The colour.
    #[prop(default = Tone::Brand)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <span class=["avatar ", tone.class()].concat() aria-hidden="true">
            {initials(&name)}
        </span>
    }
    .into_any()
}

/// The beginnings of the first and the last name, without a title before them. Arabic letters stay apart, because they
/// would otherwise join into a word.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !word.ends_with('.') && !matches!(*word, "Dr" | "Mr" | "Mrs" | "Ms" | "Prof"))
        .collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words.get(1..).and_then(<[&str]>::last).and_then(|word| word.chars().next());
    match (first, last) {
        (Some(first), Some(last)) if first.is_ascii() => [first, last].iter().collect::<String>().to_uppercase(),
        (Some(first), Some(last)) => [first, '\u{200c}', last].iter().collect(),
        (Some(first), None) => first.to_uppercase().collect(),
        (None, _) => String::new(),
    }
}

/// A person: who they are, what they do, and what they did.
#[component]
pub fn PersonRow(
    /// The whole name.
    #[prop(into)]
    name: String,
    /// What they are to the patient.
    #[prop(optional, into)]
    role: Words,
    /// The colour of the circle.
    #[prop(default = Tone::Brand)]
    tone: Tone,
    /// A word at the end: when, for instance.
    #[prop(optional, into)]
    aside: Words,
    /// What they did, or when they answer.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="row-item">
            <div class="row row-person">
                <Avatar name=name.clone() tone />
                <span class="row-body">
                    <span class="row-title"><bdi>{name}</bdi></span>
                    {role.get().map(|role| view! { <span class="row-text">{role}</span> })}
                    {children.map(|children| view! { <span class="row-more">{children()}</span> })}
                </span>
                {aside.get().map(|aside| view! { <span class="row-aside row-when">{aside}</span> })}
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        assert_eq!(initials("Lina Marsh"), "LM");
        assert_eq!(initials("ana maria souza"), "AS");
    }

    #[test]
    fn a_title_is_not_a_name() {
        assert_eq!(initials("Dr Salma Haddad"), "SH");
        assert_eq!(initials("Prof. Idris Kane"), "IK");
    }

    #[test]
    fn one_name_gives_one_letter_and_no_name_gives_none() {
        assert_eq!(initials("Omar"), "O");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn arabic_initials_do_not_join() {
        assert_eq!(initials("سلمى حداد"), "س\u{200c}ح");
    }
}
