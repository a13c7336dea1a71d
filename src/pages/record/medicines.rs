//! Medicines: what is taken now, how, and what was taken before.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    messages::About,
    record::{Dosage, ListMedications, Medication, MedicationState, Medications, Term},
    words::LanguageTag,
};

use super::{back, dosage, notes};
use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{
        ButtonKind, Card, Chip, Columns, ColumnsKind, DefinitionList, Details, Drawing, Empty, IconName, LinkButton,
        PageTitle, PendingShape, Row, RowList, Section, Tone, Words,
    },
    route::Route,
    shared::{record_words::quoted, show},
    text,
};

/// All medicines.
pub struct MedicinesPage {
    medications: Remote<Medications>,
}

impl LazyRoute for MedicinesPage {
    fn data() -> Self {
        Self { medications: Remote::read(ListMedications {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.medicines.title));
        view! {
            {back()}
            <PageTitle title=text!(record.medicines.title) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(this.medications, PendingShape::Rows, draw)}</div>
            </Columns>
        }
        .into_any()
    }
}

fn draw(medications: Medications) -> AnyView {
    if medications.medications.is_empty() {
        return view! {
            <Empty
                title=text!(record.medicines.empty_title)
                text=text!(record.medicines.empty_text)
                drawing=Drawing::Record
            />
        }
        .into_any();
    }
    let of = |state: MedicationState| -> Vec<Medication> {
        medications.medications.iter().filter(|medication| medication.state == state).cloned().collect()
    };
    let current = of(MedicationState::Current);
    let none_now = current.is_empty();
    let rest = [
        (text!(record.medicines.on_hold), of(MedicationState::OnHold)),
        (text!(record.medicines.unknown), of(MedicationState::Unknown)),
    ];
    let past = of(MedicationState::Past);
    view! {
        <Section title=text!(record.medicines.current)>
            {none_now.then(|| view! { <p class="soft">{text!(record.medicines.none_current)}</p> })}
            {current.into_iter().map(draw_card).collect_view()}
        </Section>
        {rest
            .into_iter()
            .filter(|(_, medications)| !medications.is_empty())
            .map(|(title, medications)| {
                view! { <Section title=title>{medications.into_iter().map(draw_card).collect_view()}</Section> }
            })
            .collect_view()}
        {(!past.is_empty())
            .then(|| {
                let rows = past.into_iter().map(draw_row).collect_view();
                view! {
                    <Section title=text!(record.medicines.past)>
                        <RowList>{rows}</RowList>
                    </Section>
                }
            })}
    }
    .into_any()
}

/// A medicine that matters now: how to take it first.
fn draw_card(medication: Medication) -> AnyView {
    let ask = Route::NewMessage(Some(About::Medication(medication.id.clone()))).path();
    let Medication { name, instructions, reason, prescriber, since, notes: comments, language, .. } = medication;
    let language = language.as_ref();
    let instructions = steps(instructions, language);
    let mut facts: Vec<(String, Words)> = Vec::new();
    if let Some(reason) = reason {
        facts.push((text!(record.medicines.for_).to_owned(), quoted(reason, language)));
    }
    if let Some(prescriber) = prescriber {
        facts.push((text!(record.medicines.prescriber).to_owned(), prescriber.into()));
    }
    if let Some(since) = since {
        facts.push((text!(record.medicines.since_label).to_owned(), clock::date(&since).into()));
    }
    let comments = notes(comments, language);
    let name = quoted(name, language);
    let about = name.clone();
    view! {
        <Card>
            <Section level=3 title=name>
                {(!instructions.is_empty())
                    .then(|| {
                        view! {
                            <ul class="plain-list prose">
                                {instructions
                                    .into_iter()
                                    .map(|step| view! { <li dir="auto">{step.draw()}</li> })
                                    .collect_view()}
                            </ul>
                        }
                    })}
                {(!facts.is_empty()).then(|| view! { <DefinitionList items=facts /> })} {comments}
                <div class="actions">
                    <LinkButton href=ask kind=ButtonKind::Quiet icon=IconName::Messages>
                        {text!(record.ask)} <span class="visually-hidden">": " {about.draw()}</span>
                    </LinkButton>
                </div>
            </Section>
        </Card>
    }
    .into_any()
}

/// A medicine of the past: its name and when.
fn draw_row(medication: Medication) -> AnyView {
    let Medication { name, do_not_take, instructions, since, language, .. } = medication;
    let language = language.as_ref();
    let instructions = steps(instructions, language);
    let since = since.map(|since| text!(record.medicines.since, date = clock::date(&since)));
    view! {
        <Row title=quoted(name, language) icon=IconName::Pill text=since.unwrap_or_default()>
            {do_not_take
                .then(|| {
                    view! { <Chip text=text!(record.medicines.do_not_take) kind=Tone::Urgent icon=IconName::Alert /> }
                })}
            {(!instructions.is_empty())
                .then(|| {
                    view! {
                        <Details summary=text!(record.medicines.how)>
                            {instructions
                                .into_iter()
                                .map(|step| view! { <p class="prose" dir="auto">{step.draw()}</p> })
                                .collect_view()}
                        </Details>
                    }
                })}
        </Row>
    }
    .into_any()
}

/// How to take it, step by step.
fn steps(instructions: Vec<Term<Dosage>>, language: Option<&LanguageTag>) -> Vec<Words> {
    instructions.into_iter().map(|step| dosage::words(step, language)).collect()
}
