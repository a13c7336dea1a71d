//! All results, grouped by the test they belong to.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::record::{ListResults, ResultGroup, ResultLine, ResultStatus, Results};

use super::back;
use crate::{
    browser::focus::name_page,
    client::Remote,
    components::{
        Button, ButtonKind, Chip, Columns, ColumnsKind, Drawing, Empty, FlagChip, Notice, PageTitle, PendingShape, Row,
        RowList, Section, Tone,
    },
    plural,
    route::Route,
    shared::{
        easy,
        record_words::{self, lang_of},
        show, switch, wording,
    },
    text,
};

/// How many groups are drawn at once: long lists are slow on old phones.
const PAGE: usize = 20;

/// All results.
pub struct ResultsPage {
    results: Remote<Results>,
}

impl LazyRoute for ResultsPage {
    fn data() -> Self {
        Self { results: Remote::read(ListResults {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.results.title));
        view! {
            {back()}
            <PageTitle title=text!(record.results.title) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(this.results, PendingShape::Rows, |results| view! { <AllResults results /> })}</div>
            </Columns>
        }
        .into_any()
    }
}

#[component]
fn AllResults(results: Results) -> impl IntoView {
    if results.groups.is_empty() {
        return view! {
            <Empty title=text!(record.results.empty_title) text=text!(record.results.empty_text) drawing=Drawing::Record />
        }
        .into_any();
    }
    let any_outside =
        results.groups.iter().any(|group| group.results.iter().any(|line| wording::is_outside(line.flag)));
    let outside = RwSignal::new(false);
    let page = if easy::is_on() { 1 } else { PAGE };
    let shown = RwSignal::new(page);
    let groups = StoredValue::new(results.groups);
    let list =
        move || {
            let outside = outside.get();
            let groups: Vec<ResultGroup> = groups.with_value(|groups| {
                if outside { groups.iter().filter_map(only_outside).collect() } else { groups.clone() }
            });
            let more = groups.len().saturating_sub(shown.get());
            let drawn = groups.into_iter().take(shown.get()).map(draw_group).collect_view();
            view! {
                {drawn}
                {(more > 0)
                    .then(|| {
                        let count = u32::try_from(more.min(page)).unwrap_or(u32::MAX);
                        view! {
                            <div class="actions">
                                <Button kind=ButtonKind::Quiet on_press=move |()| shown.update(|shown| *shown += page)>
                                    {plural!(count, record.results.more)}
                                </Button>
                            </div>
                        }
                    })}
            }
        };
    view! {
        {any_outside
            .then(|| {
                let words = [text!(record.results.filter_all), text!(record.results.filter_outside)];
                switch(text!(record.results.filter_label), "show", outside, words)
            })}
        {list}
    }
    .into_any()
}

/// The group with those results that lie outside of their range, if there are any.
fn only_outside(group: &ResultGroup) -> Option<ResultGroup> {
    let results: Vec<_> = group.results.iter().filter(|line| wording::is_outside(line.flag)).cloned().collect();
    (!results.is_empty()).then(|| ResultGroup { results, ..group.clone() })
}

fn draw_group(group: ResultGroup) -> AnyView {
    let ResultGroup { title, date, results, conclusion, language } = group;
    let lang = lang_of(language.as_ref());
    let title = record_words::test_name(title, language.as_ref());
    let date = wording::date(date.as_ref());
    let rows = results.into_iter().map(draw_line).collect_view();
    view! {
        <Section title=title action=move || view! { <span class="soft">{date}</span> }>
            <RowList>{rows}</RowList>
            {conclusion
                .map(|words| {
                    view! {
                        <Notice title=text!(record.results.conclusion)>
                            <p class="prose" lang=lang dir="auto">
                                {words}
                            </p>
                        </Notice>
                    }
                })}
        </Section>
    }
    .into_any()
}

/// One result as a row that opens it.
fn draw_line(line: ResultLine) -> AnyView {
    let ResultLine { id, name, value, flag, status, language, .. } = line;
    let language = language.as_ref();
    let words = record_words::value(&value, language);
    let flag = flag.map(wording::flag);
    let status = status_words(status);
    view! {
        <Row
            href=Route::Result(id).path()
            title=record_words::test_name(name, language)
            aside=move || view! { <span class="row-value"><bdi>{words.draw()}</bdi></span> }
        >
            {flag.map(|(direction, text)| view! { <FlagChip direction text /> })}
            {status.map(|text| view! { <Chip text kind=Tone::Plain /> })}
        </Row>
    }
    .into_any()
}

/// What to know about a result that is not final.
pub(super) fn status_words(status: ResultStatus) -> Option<&'static str> {
    match status {
        ResultStatus::Final => None,
        ResultStatus::Preliminary => Some(text!(record.result.preliminary)),
        ResultStatus::Corrected => Some(text!(record.result.corrected)),
        ResultStatus::Cancelled => Some(text!(record.result.cancelled)),
    }
}
