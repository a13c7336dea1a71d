//! One result: the value, what it means, how it went over time, and a way to ask.

use std::cmp::Ordering;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    ids::ResultId,
    messages::About,
    record::{GetResult, Point, Range, ResultDetail, ResultLine, ResultPart, ResultStatus, Value},
};

use super::{explain, trend};
use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{
        BackLink, Card, Columns, Figure, FlagChip, IconName, LinkButton, Notice, NoticeKind, PageTitle, PendingShape,
        RangeBar, Row, RowList, Section,
    },
    route::Route,
    shared::{easy, show, wording},
    text,
};

/// One result with its history.
pub struct ResultPage {
    detail: Remote<ResultDetail>,
}

impl LazyRoute for ResultPage {
    fn data() -> Self {
        Self { detail: Remote::read(GetResult { result_id: expect_context::<ResultId>() }) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.result.title));
        let part = RwSignal::new(0);
        view! {
            <BackLink href=Route::Results.path() text=text!(record.results.all) />
            {show(this.detail, PendingShape::Figure, move |detail| draw(detail, part))}
        }
        .into_any()
    }
}

/// `part` is what easy read shows.
fn draw(detail: ResultDetail, part: RwSignal<usize>) -> AnyView {
    let explained = detail.loinc.as_deref().and_then(explain::test);
    let ResultDetail { result, group_title, range, parts, notes, performer, history, siblings, .. } = detail;
    let date = wording::date(result.date.as_ref());
    let eyebrow = match &group_title {
        Some(group) => text!(dates.day_at, day = group.as_str(), time = date.as_str()),
        None => date,
    };
    let title = match explained {
        // "White blood cells: White blood cells" says nothing twice.
        Some((about, _)) if !about.eq_ignore_ascii_case(&result.name) => {
            text!(record.result.about_title, name = result.name.as_str(), about = about)
        }
        _ => result.name.clone(),
    };
    let unit = match &result.value {
        Value::Quantity { unit, .. } => unit.clone(),
        _ => String::new(),
    };
    let over_time = trend::draw(&result.name, &unit, &history);
    let siblings: Vec<_> = siblings.into_iter().filter(|sibling| sibling.id != result.id).collect();
    let value = draw_value(&result, range.as_ref(), &history, notes, performer);
    let parts = (!parts.is_empty()).then(|| draw_parts(parts));
    let over_time = over_time.map(|chart| {
        view! {
            <Card>
                <Section title=text!(record.result.over_time)>{chart}</Section>
            </Card>
        }
        .into_any()
    });
    let explanation = explained.map(|(_, words)| draw_explanation(words));
    let siblings = (!siblings.is_empty()).then(|| draw_siblings(group_title, siblings));
    let title = view! { <PageTitle eyebrow=eyebrow title=title /> };
    if easy::is_on() {
        let shown = [Some(value), explanation, parts, over_time, siblings].into_iter().flatten().collect();
        return view! {
            {title}
            {easy::one_at_a_time(part, shown)}
        }
        .into_any();
    }
    view! {
        {title}
        <Columns>
            <div class="stack">{value} {parts} {over_time}</div>
            <div class="stack">{explanation} {siblings}</div>
        </Columns>
    }
    .into_any()
}

/// The value, where it lies, how it changed, what was said about it, and the way to ask.
fn draw_value(
    result: &ResultLine,
    range: Option<&Range>,
    history: &[Point],
    notes: Vec<String>,
    performer: Option<String>,
) -> AnyView {
    let flag = result.flag.map(wording::flag);
    let flag = flag.map(|(direction, text)| view! { <FlagChip direction text /> });
    let figure = match &result.value {
        Value::Quantity { figure, unit } => view! { <Figure value=figure.clone() unit=unit.clone() /> }.into_any(),
        Value::Text { text } | Value::Parts { text } => {
            view! { <p class="figure figure-words" dir="auto">{text.clone()}</p> }.into_any()
        }
        value @ Value::Absent { .. } => view! { <p class="soft">{wording::value(value)}</p> }.into_any(),
    };
    let ask = Route::NewMessage(Some(About::Result(result.id.clone()))).path();
    let bar = draw_range_bar(&result.value, range);
    let sentences = [range_sentence(&result.value, range), since_last_time(result, history)].join(" ");
    let status = draw_status(result.status);
    view! {
        <Card>
            <div class="stack">
                <div class="cluster">{figure} {flag}</div>
                {bar}
                <p>{sentences}</p>
                {status}
                {notes
                    .into_iter()
                    .map(|note| {
                        view! {
                            <Notice title=text!(record.result.comment)>
                                <p class="prose" dir="auto">
                                    {note}
                                </p>
                            </Notice>
                        }
                    })
                    .collect_view()}
                <div class="actions">
                    <LinkButton href=ask icon=IconName::Messages>
                        {text!(record.ask)}
                    </LinkButton>
                </div>
                {performer
                    .map(|name| {
                        view! { <p class="soft small">{text!(record.result.performer, name = name.as_str())}</p> }
                    })}
            </div>
        </Card>
    }
    .into_any()
}

fn draw_range_bar(value: &Value, range: Option<&Range>) -> Option<AnyView> {
    let Value::Quantity { figure, .. } = value else { return None };
    let (low, high) = trend::ends(range?);
    if low.is_none() && high.is_none() {
        return None;
    }
    let value = wording::number(figure)?;
    let label = wording::range(range?).unwrap_or_default();
    Some(view! { <RangeBar low high value label /> }.into_any())
}

/// The laboratory's range, in a sentence. Never one of our own.
fn range_sentence(value: &Value, range: Option<&Range>) -> String {
    let unit = match value {
        Value::Quantity { unit, .. } => unit.as_str(),
        _ => "",
    };
    let Some(range) = range else {
        return match value {
            Value::Quantity { .. } => text!(record.result.range_none).to_owned(),
            _ => String::new(),
        };
    };
    match (&range.low, &range.high, &range.text) {
        (Some(low), Some(high), _) => {
            text!(record.result.range_both, low = low.as_str(), high = wording::with_unit(high, unit))
        }
        (Some(low), None, _) => text!(record.result.range_low, low = wording::with_unit(low, unit)),
        (None, Some(high), _) => text!(record.result.range_high, high = wording::with_unit(high, unit)),
        (None, None, Some(words)) => text!(record.result.range_text, text = words.as_str()),
        (None, None, None) => String::new(),
    }
}

/// What has changed since the last time, exactly, where both values are plain figures in the same unit.
fn since_last_time(result: &ResultLine, history: &[Point]) -> String {
    let Value::Quantity { figure, unit } = &result.value else { return String::new() };
    let Some(date) = &result.date else { return String::new() };
    let earlier: Vec<_> = history.iter().filter(|point| point.date < *date).collect();
    let Some(before) = earlier.last() else {
        return if history.len() == 1 { text!(record.result.first_time).to_owned() } else { String::new() };
    };
    let when = clock::date(&before.date);
    match wording::change(&before.figure, figure) {
        Some((Ordering::Equal, _)) => text!(record.result.since_same, date = when.as_str()),
        Some((order, difference)) => {
            let value = wording::with_unit(&before.figure, unit);
            if order == Ordering::Greater {
                text!(
                    record.result.since_up,
                    value = value.as_str(),
                    date = when.as_str(),
                    difference = difference.as_str()
                )
            } else {
                text!(
                    record.result.since_down,
                    value = value.as_str(),
                    date = when.as_str(),
                    difference = difference.as_str()
                )
            }
        }
        None => String::new(),
    }
}

/// What to know about a result that is not final.
fn draw_status(status: ResultStatus) -> Option<AnyView> {
    let words = match status {
        ResultStatus::Final => return None,
        ResultStatus::Preliminary => text!(record.result.preliminary_text),
        ResultStatus::Corrected => text!(record.result.corrected_text),
        ResultStatus::Cancelled => text!(record.result.cancelled_text),
    };
    let title = super::results::status_words(status).unwrap_or_default();
    Some(view! { <Notice kind=NoticeKind::Watch title=title>{words}</Notice> }.into_any())
}

fn draw_parts(parts: Vec<ResultPart>) -> AnyView {
    let rows = parts
        .into_iter()
        .map(|part| {
            let words = wording::value(&part.value);
            let range = part.range.as_ref().and_then(wording::range);
            let range = range.map(|range| text!(record.result.range_label, range = range.as_str()));
            let flag = part.flag.map(wording::flag);
            view! {
                <Row
                    title=part.name
                    text=range.unwrap_or_default()
                    aside=move || view! { <span class="row-value"><bdi>{words}</bdi></span> }
                >
                    {flag.map(|(direction, text)| view! { <FlagChip direction text /> })}
                </Row>
            }
        })
        .collect_view();
    view! {
        <Section title=text!(record.result.parts)>
            <RowList>{rows}</RowList>
        </Section>
    }
    .into_any()
}

fn draw_explanation(words: &'static str) -> AnyView {
    view! {
        <Card>
            <Section level=3 title=text!(record.result.tells_title)>
                <p>{words}</p>
                <p class="soft small">{text!(record.result.tells_source)}</p>
            </Section>
        </Card>
    }
    .into_any()
}

fn draw_siblings(group: Option<String>, siblings: Vec<ResultLine>) -> AnyView {
    let title = match group {
        Some(group) => text!(record.result.same_test, title = group.as_str()),
        None => text!(record.result.same_test_untitled).to_owned(),
    };
    let rows = siblings
        .into_iter()
        .map(|line| {
            let words = wording::value(&line.value);
            let flag = line.flag.filter(|_| wording::is_outside(line.flag)).map(wording::flag);
            view! {
                <Row
                    href=Route::Result(line.id).path()
                    title=line.name
                    aside=move || view! { <span class="row-value"><bdi>{words}</bdi></span> }
                >
                    {flag.map(|(direction, text)| view! { <FlagChip direction text /> })}
                </Row>
            }
        })
        .collect_view();
    view! {
        <Section level=3 title=title>
            <RowList>{rows}</RowList>
        </Section>
    }
    .into_any()
}
