//! Cards, sections, columns and facts.

use leptos::prelude::*;
use salus_portal::components::{
    Button, ButtonKind, Card, Chip, Columns, ColumnsKind, DefinitionList, Divider, IconName, Section, Tone,
};

use super::{State, Story, nothing};
use crate::live::{Knob, Live};
use crate::words::{say, say_with};

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
                            title=say("Next visit", "الزيارة القادمة")
                            action=|| view! { <Chip text=say("In 4 days", "بعد 4 أيام") kind=Tone::Brand /> }
                        >
                            <div>
                                <p class="strong">
                                    {say("Thursday 26 November, 10:30 am", "الخميس 26 نوفمبر، 10:30 صباحاً")}
                                </p>
                                <p class="soft">
                                    {say("Diabetes review with Dr Salma Haddad", "مراجعة السكري مع د. سلمى حداد")}
                                </p>
                            </div>
                            <Button kind=ButtonKind::Quiet icon=IconName::Calendar on_press=nothing()>
                                {say("Add to calendar", "أضف إلى التقويم")}
                            </Button>
                        </Section>
                    </Card>
                }
                .into_any()
            }),
            State::new("divided", "Divided", || {
                view! {
                    <Card>
                        <p>{say("What the laboratory found.", "ما وجده المختبر.")}</p>
                        <Divider />
                        <p>{say("What your care team says about it.", "ما يقوله فريق رعايتك عن ذلك.")}</p>
                    </Card>
                }
                .into_any()
            }),
            State::new("flush", "Contents reach the edges", || {
                view! {
                    <Card flush=true>
                        <p class="notice">
                            {say("A strip that reaches the edges of its card.", "شريط يصل إلى حواف بطاقته.")}
                        </p>
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
        live: Some(play_section()),
        states: vec![
            State::new("action", "With a link", || {
                view! {
                    <Section
                        title=say("Your record", "سجلك")
                        action=|| view! { <a href="#/section">{say("Open your record", "فتح سجلك الصحي")}</a> }
                    >
                        <Card>
                            <p>{say("What belongs to this heading.", "ما يخص هذا العنوان.")}</p>
                        </Card>
                    </Section>
                }
                .into_any()
            }),
            State::new("third", "Third level", || {
                view! {
                    <Section level=3 title=say("Your care team", "فريق رعايتك")>
                        <p class="soft">{say("They answer within 2 working days.", "يجيبون خلال يومي عمل.")}</p>
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
        live: Some(play_columns()),
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
    let cards = (1..=count)
        .map(|place| view! { <Card><p>{say_with("Column {}", "العمود {}", place)}</p></Card> })
        .collect_view();
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
                (
                    say("How to take it", "طريقة تناوله"),
                    say("One tablet twice a day with food", "قرص واحد مرتين يومياً مع الطعام"),
                ),
                (say("What it is for", "لماذا تتناوله"), say("Type 2 diabetes", "السكري من النوع الثاني")),
                (say("Prescribed by", "وصفه"), say("Dr Salma Haddad", "د. سلمى حداد")),
                (say("Since", "منذ"), say("2 November 2026", "2 نوفمبر 2026")),
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

fn play_columns() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::choice("kind", "Kind", &["main and side", "halves", "three panes", "cards", "narrow", "reading"]),
        Knob::number("children", "Columns", 1, 8, 2),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let kind = set.choose(
                "kind",
                [
                    ColumnsKind::MainAndSide,
                    ColumnsKind::Halves,
                    ColumnsKind::ThreePanes,
                    ColumnsKind::Cards,
                    ColumnsKind::Narrow,
                    ColumnsKind::Reading,
                ],
            );
            draw(kind, usize::try_from(set.number("children")).unwrap_or_default())
        },
    }
}

fn play_section() -> Live {
    const KNOBS: &[Knob] =
        &[Knob::words("title", "Heading", "Your record", "سجلك"), Knob::choice("level", "Level", &["2", "3"])];
    Live {
        knobs: KNOBS,
        render: |set| {
            view! {
                <Section title=set.words("title") level=set.choose("level", [2, 3])>
                    <p>{say("What belongs to this heading.", "ما يخص هذا العنوان.")}</p>
                </Section>
            }
            .into_any()
        },
    }
}
