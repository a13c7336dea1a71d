//! Cards, sections, columns and facts.

use leptos::prelude::*;
use salus_portal::components::{
    Button, ButtonKind, Card, Chip, Columns, ColumnsKind, DefinitionList, Divider, IconName, Section, Tone,
};

use super::{State, Story, nothing};

pub(super) fn card() -> Story {
    Story {
        id: "card",
        title: "Card",
        about: "A sheet that holds what belongs together. Not every paragraph needs one.",
        components: &["Card", "Divider"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("plain", "Plain", || {
                view! {
                    <Card>
                        <Section
                            title="Next visit"
                            action=|| view! { <Chip text="In 4 days" kind=Tone::Brand /> }
                        >
                            <div>
                                <p class="strong">"Thursday 26 November, 10:30 am"</p>
                                <p class="soft">"Diabetes review with Dr Salma Haddad"</p>
                            </div>
                            <Button kind=ButtonKind::Quiet icon=IconName::Calendar on_press=nothing()>
                                "Add to calendar"
                            </Button>
                        </Section>
                    </Card>
                }
                .into_any()
            }),
            State::new("divided", "Divided", || {
                view! {
                    <Card>
                        <p>"What the laboratory found."</p>
                        <Divider />
                        <p>"What your care team says about it."</p>
                    </Card>
                }
                .into_any()
            }),
            State::new("flush", "Contents reach the edges", || {
                view! {
                    <Card flush=true>
                        <p class="notice">"A strip that reaches the edges of its card."</p>
                    </Card>
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn section() -> Story {
    Story {
        id: "section",
        title: "Section",
        about: "A part of a page, named by its heading; a link or a chip may stand at the end of the line.",
        components: &["Section"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("action", "With a link", || {
                view! {
                    <Section title="Your record" action=|| view! { <a href="#/section">"See all"</a> }>
                        <Card>
                            <p>"What belongs to this heading."</p>
                        </Card>
                    </Section>
                }
                .into_any()
            }),
            State::new("third", "Third level", || {
                view! {
                    <Section level=3 title="Your care team">
                        <p class="soft">"They answer within 2 working days."</p>
                    </Section>
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn columns() -> Story {
    Story {
        id: "columns",
        title: "Columns",
        about: "How a page divides its width. On a phone everything stands below one another, in the order of the document.",
        components: &["Columns"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("main", "The matter and what goes with it", || draw(ColumnsKind::MainAndSide, 2)),
            State::new("halves", "Halves", || draw(ColumnsKind::Halves, 2)),
            State::new("panes", "Three panes", || draw(ColumnsKind::ThreePanes, 3)),
            State::new("cards", "Cards", || draw(ColumnsKind::Cards, 5)),
            State::new("narrow", "Narrow", || draw(ColumnsKind::Narrow, 1)),
            State::new("reading", "Reading", || draw(ColumnsKind::Reading, 1)),
        ],
    }
}

fn draw(kind: ColumnsKind, count: usize) -> AnyView {
    let cards = (1..=count).map(|place| view! { <Card><p>{format!("Column {place}")}</p></Card> }).collect_view();
    view! { <Columns kind>{cards}</Columns> }.into_any()
}

pub(super) fn facts() -> Story {
    Story {
        id: "facts",
        title: "Definition list",
        about: "Facts with their names, where each has one value. For several values in columns use a table.",
        components: &["DefinitionList"],
        whole_pages: false,
        live: None,
        states: vec![State::new("facts", "Facts", || {
            let items = [
                ("How to take it", "One tablet twice a day with food"),
                ("What it is for", "Type 2 diabetes"),
                ("Prescribed by", "Dr Salma Haddad"),
                ("Since", "2 November 2026"),
            ]
            .map(|(name, fact)| (name.to_owned(), fact.to_owned()))
            .to_vec();
            view! {
                <Card>
                    <DefinitionList items />
                </Card>
            }
            .into_any()
        })],
    }
}
