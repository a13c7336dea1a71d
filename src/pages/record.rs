//! The record: its parts, each on a page of its own.

pub mod allergies;
pub mod conditions;
pub mod immunizations;
pub mod medicines;
pub mod result;
pub mod results;
pub mod visits;
pub mod vitals;

mod dosage;
mod explain;
mod trend;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::words::LanguageTag;

use crate::{
    browser::focus::name_page,
    components::{BackLink, Columns, ColumnsKind, IconName, PageTitle, Row, RowList},
    route::Route,
    session::use_here,
    shared::record_words::lang_of,
    text,
};

/// The parts of the record.
pub struct RecordPage;

impl LazyRoute for RecordPage {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        name_page(text!(record.title));
        let practice = untrack(|| use_here().practice_name());
        view! {
            <PageTitle title=text!(record.title) lead=text!(record.intro, practice = practice.as_str()) />
            <Columns kind=ColumnsKind::Reading>
                <RowList label=text!(record.title)>
                    <Row
                        href=Route::Results.path()
                        icon=IconName::Drop
                        title=text!(record.results.link)
                        text=text!(record.results.text)
                    />
                    <Row
                        href=Route::Vitals.path()
                        icon=IconName::HeartPulse
                        title=text!(record.vitals.link)
                        text=text!(record.vitals.text)
                    />
                    <Row
                        href=Route::Medicines.path()
                        icon=IconName::Pill
                        title=text!(record.medicines.link)
                        text=text!(record.medicines.text)
                    />
                    <Row
                        href=Route::Conditions.path()
                        icon=IconName::List
                        title=text!(record.conditions.link)
                        text=text!(record.conditions.text)
                    />
                    <Row
                        href=Route::Allergies.path()
                        icon=IconName::Leaf
                        title=text!(record.allergies.link)
                        text=text!(record.allergies.text)
                    />
                    <Row
                        href=Route::Immunizations.path()
                        icon=IconName::Syringe
                        title=text!(record.immunizations.link)
                        text=text!(record.immunizations.text)
                    />
                    <Row
                        href=Route::Visits.path()
                        icon=IconName::Calendar
                        title=text!(record.visits.link)
                        text=text!(record.visits.text)
                    />
                </RowList>
            </Columns>
        }
        .into_any()
    }
}

/// Leads back to the parts of the record.
fn back() -> AnyView {
    view! { <BackLink href=Route::Record.path() text=text!(record.back) /> }.into_any()
}

/// Comments, each as a paragraph, in the language of the entry.
fn notes(notes: Vec<String>, language: Option<&LanguageTag>) -> AnyView {
    let lang = lang_of(language);
    notes
        .into_iter()
        .map(|note| view! { <span class="row-text prose" lang=lang.clone() dir="auto">{note}</span> })
        .collect_view()
        .into_any()
}
