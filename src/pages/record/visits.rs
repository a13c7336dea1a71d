//! Visits: those to come first, then past ones.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::record::{ListVisits, Visit, Visits};

use super::back;
use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{
        Columns, ColumnsKind, Drawing, Empty, IconName, PageTitle, PendingShape, Row, RowList, Section, Tone, Words,
    },
    shared::{
        record_words::{quoted, sentences, visit_title},
        show,
    },
    text,
};

/// All visits.
pub struct VisitsPage {
    visits: Remote<Visits>,
}

impl LazyRoute for VisitsPage {
    fn data() -> Self {
        Self { visits: Remote::read(ListVisits {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.visits.title));
        view! {
            {back()}
            <PageTitle title=text!(record.visits.title) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(this.visits, PendingShape::Rows, draw)}</div>
            </Columns>
        }
        .into_any()
    }
}

fn draw(visits: Visits) -> AnyView {
    if visits.visits.is_empty() {
        return view! {
            <Empty title=text!(record.visits.empty_title) text=text!(record.visits.empty_text) drawing=Drawing::Visits />
        }
        .into_any();
    }
    let (upcoming, past): (Vec<_>, Vec<_>) = visits.visits.into_iter().partition(|visit| visit.upcoming);
    [(text!(record.visits.upcoming), upcoming), (text!(record.visits.past), past)]
        .into_iter()
        .filter(|(_, visits)| !visits.is_empty())
        .map(|(title, visits)| {
            let rows = visits.into_iter().map(draw_row).collect_view();
            view! {
                <Section title=title>
                    <RowList>{rows}</RowList>
                </Section>
            }
        })
        .collect_view()
        .into_any()
}

fn draw_row(visit: Visit) -> AnyView {
    let Visit { title, reason, date, upcoming, with, place, language, .. } = visit;
    let language = language.as_ref();
    let when = date.as_ref().map_or_else(|| text!(dates.no_date).to_owned(), clock::date_and_time);
    let mut lines: Vec<Words> = vec![when.into()];
    if let Some(name) = with {
        lines.push(text!(record.visits.with, name = name.as_str()).into());
    }
    lines.extend(place.map(|place| quoted(place, language)));
    // "Because of the same" says nothing.
    let reason = reason.filter(|reason| title.words() != Some(reason)).map(|reason| {
        let [place, _] = Words::PLACES;
        Words::within(&text!(record.visits.because, reason = place), [quoted(reason, language)])
    });
    view! {
        <Row
            title=visit_title(title, language)
            icon=IconName::Calendar
            tone=if upcoming { Tone::Brand } else { Tone::Plain }
            text=sentences(lines)
        >
            {reason.map(|reason| view! { <span class="row-text">{reason.draw()}</span> })}
        </Row>
    }
    .into_any()
}
