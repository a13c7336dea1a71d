//! Rows and people.

use leptos::prelude::*;
use salus_portal::components::{
    Avatar, Button, ButtonKind, Chip, FlagChip, FlagDirection, IconName, PersonRow, Row, RowList, Tone,
};

use super::{State, Story, nothing};

pub(super) fn row_list() -> Story {
    Story {
        id: "row-list",
        title: "Row list",
        about: "Things to open or to read, at most 50 at a time. The first line says what it is, the second what one wants to know of it.",
        components: &["RowList", "Row"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("links", "Things to open", || {
                view! {
                    <RowList label="For you today">
                        <Row
                            href="#/row-list"
                            icon=IconName::Drop
                            tone=Tone::Watch
                            title="New result: HbA1c"
                            text="A little higher than the range. Your care team added a comment."
                            aside=|| view! { <Chip text="Today" /> }
                        />
                        <Row
                            href="#/row-list"
                            icon=IconName::Messages
                            title="Nurse Idris answered you"
                            text="Metformin and stomach ache"
                            unseen="New"
                            aside=|| view! { <Chip text="9:20 am" /> }
                        />
                        <Row
                            href="#/row-list"
                            icon=IconName::Feedback
                            tone=Tone::Clay
                            title="How was your visit on 14 November?"
                            text="Three questions, about one minute."
                        />
                    </RowList>
                }
                .into_any()
            }),
            State::new("results", "With values", || {
                view! {
                    <RowList label="Blood test">
                        <Row href="#/row-list" title="HbA1c" aside=|| view! { <bdi dir="ltr">"7.3 %"</bdi> }>
                            <FlagChip direction=FlagDirection::High text="A little higher than the range" />
                        </Row>
                        <Row href="#/row-list" title="Creatinine" aside=|| view! { <bdi dir="ltr">"71 µmol/L"</bdi> }>
                            <FlagChip direction=FlagDirection::Normal text="Within the range" />
                        </Row>
                        <Row
                            href="#/row-list"
                            title="Natriuretic peptide B prohormone N-Terminal [Mass/volume] in Serum or Plasma"
                            aside=|| view! { <bdi dir="ltr">"<5 pg/mL"</bdi> }
                        />
                    </RowList>
                }
                .into_any()
            }),
            State::new("actions", "With a button", || {
                view! {
                    <RowList label="Your passkeys">
                        <Row icon=IconName::Key title="iCloud Keychain" text="Added in March 2026. On all your Apple devices.">
                            <Chip text="In use now" kind=Tone::Good />
                        </Row>
                        <Row icon=IconName::Key title="Blue security key" text="Added in April 2026. Last used on 2 October.">
                            <Button kind=ButtonKind::Plain on_press=nothing()>
                                "Remove"
                            </Button>
                        </Row>
                    </RowList>
                }
                .into_any()
            }),
            State::new("current", "One stands open beside it", || {
                view! {
                    <RowList label="Queue">
                        <Row href="#/row-list" title="Chest tightness since this morning" text="Omar N." current=true>
                            <Chip text="Due now" kind=Tone::Urgent icon=IconName::Clock />
                        </Row>
                        <Row href="#/row-list" title="Form for my employer" text="Peter A.">
                            <Chip text="Due Wednesday" icon=IconName::Clock />
                        </Row>
                    </RowList>
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn people() -> Story {
    Story {
        id: "people",
        title: "People",
        about: "Who they are, what they do, what they did. In a card without lines wrap them in a list of class people.",
        components: &["PersonRow", "Avatar"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("log", "Who looked", || {
                view! {
                    <RowList label="Who looked at your record">
                        <PersonRow name="Dr Salma Haddad" role="Your doctor" aside="Today, 8:40 am">
                            "Read your blood test results"
                        </PersonRow>
                        <PersonRow name="Idris Kane" role="Nurse, diabetes clinic" tone=Tone::Clay aside="Saturday, 8:03 am">
                            "Read your message and your medicines"
                        </PersonRow>
                    </RowList>
                }
                .into_any()
            }),
            State::new("avatars", "Circles", || {
                view! {
                    <div class="cluster">
                        <Avatar name="Lina Marsh" />
                        <Avatar name="Idris Kane" tone=Tone::Clay />
                        <Avatar name="سلمى حداد" />
                        <Avatar name="Omar" tone=Tone::Plain />
                    </div>
                }
                .into_any()
            }),
        ],
    }
}
