//! Immunizations, newest first.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::record::{Immunization, Immunizations, ListImmunizations, VaccineDose};

use super::back;
use crate::{
    browser::focus::name_page,
    client::Remote,
    components::{
        Chip, Columns, ColumnsKind, Drawing, Empty, IconName, PageTitle, PendingShape, Row, RowList, Tone, Words,
    },
    shared::{
        record_words::{quoted, sentences},
        show, wording,
    },
    text,
};

/// All immunizations.
pub struct ImmunizationsPage {
    immunizations: Remote<Immunizations>,
}

impl LazyRoute for ImmunizationsPage {
    fn data() -> Self {
        Self { immunizations: Remote::read(ListImmunizations {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.immunizations.title));
        view! {
            {back()}
            <PageTitle title=text!(record.immunizations.title) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(this.immunizations, PendingShape::Rows, draw)}</div>
            </Columns>
        }
        .into_any()
    }
}

fn draw(immunizations: Immunizations) -> AnyView {
    if immunizations.immunizations.is_empty() {
        return view! {
            <Empty
                title=text!(record.immunizations.empty_title)
                text=text!(record.immunizations.empty_text)
                drawing=Drawing::Record
            />
        }
        .into_any();
    }
    let rows = immunizations.immunizations.into_iter().map(draw_row).collect_view();
    view! { <RowList label=text!(record.immunizations.title)>{rows}</RowList> }.into_any()
}

fn draw_row(immunization: Immunization) -> AnyView {
    let Immunization { name, date, not_given, dose, place, language, .. } = immunization;
    let language = language.as_ref();
    let date = wording::date(date.as_ref());
    let mut lines = Vec::new();
    if let Some(dose) = dose {
        let VaccineDose { number, of } = dose;
        let [first, second] = Words::PLACES;
        let number = quoted(number, language);
        lines.push(match of {
            Some(all) => Words::within(
                &text!(record.immunizations.dose_of, number = first, all = second),
                [number, quoted(all, language)],
            ),
            None => Words::within(&text!(record.immunizations.dose, dose = first), [number]),
        });
    }
    lines.extend(place.map(|place| quoted(place, language)));
    view! {
        <Row
            title=quoted(name, language)
            icon=IconName::Syringe
            tone=if not_given { Tone::Plain } else { Tone::Brand }
            text=sentences(lines)
            aside=move || view! { <span class="row-when">{date}</span> }
        >
            {not_given.then(|| view! { <Chip text=text!(record.immunizations.not_given) kind=Tone::Watch /> })}
        </Row>
    }
    .into_any()
}
