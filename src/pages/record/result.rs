//! One result: the value, what it means, how it went over time, and a way to ask.

use std::cmp::Ordering;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    ids::ResultId,
    messages::About,
    record::{GetResult, Point, Range, ResultDetail, ResultLine, ResultPart, ResultStatus, Value},
    words::LanguageTag,
};

use super::{explain, trend};
use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{
        BackLink, Card, Columns, Figure, FlagChip, IconName, LinkButton, Notice, NoticeKind, PageTitle, PendingShape,
        RangeBar, Row, RowList, Section, Words,
    },
    route::Route,
    shared::{
        easy,
        record_words::{self, lang_of, test_name},
        show_page, wording,
    },
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
            {show_page(this.detail, PendingShape::Figure, move |detail| draw(detail, part))}
        }
        .into_any()
    }
}

/// `part` is what easy read shows.
fn draw(detail: ResultDetail, part: RwSignal<usize>) -> AnyView {
    let explained = detail.loinc.as_deref().and_then(explain::test);
    let ResultDetail { result, group_title, range, parts, notes, performer, history, siblings, group_language, .. } =
        detail;
    let language = result.language.as_ref();
    let name = test_name(result.name.clone(), language);
    let group_title = group_title.map(|title| test_name(title, group_language.as_ref()));
    let [first, second] = Words::PLACES;
    let date = wording::date(result.date.as_ref());
    let eyebrow = match &group_title {
        Some(group) => Words::within(&text!(common.list, first = first, next = second), [group.clone(), date.into()]),
        None => date.into(),
    };
    let title = match explained {
        // "White blood cells: White blood cells" says nothing twice.
        Some((about, _)) if !about.eq_ignore_ascii_case(&name.plain()) => {
            Words::within(&text!(record.result.about_title, name = first, about = about), [name.clone()])
        }
        _ => name.clone(),
    };
    let unit = match &result.value {
        Value::Quantity { unit, .. } => unit.clone(),
        _ => String::new(),
    };
    let over_time = trend::draw(&name, &unit, &history, language);
    let siblings: Vec<_> = siblings.into_iter().filter(|sibling| sibling.id != result.id).collect();
    let value = draw_value(&result, range.as_ref(), &history, notes, performer);
    let parts = (!parts.is_empty()).then(|| draw_parts(parts, language));
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
    let language = result.language.as_ref();
    let lang = lang_of(language);
    let flag = result.flag.map(wording::flag);
    let flag = flag.map(|(direction, text)| view! { <FlagChip direction text /> });
    let figure = match &result.value {
        Value::Quantity { figure, unit } => {
            view! { <Figure value=figure.clone() unit=wording::unit(unit) /> }.into_any()
        }
        Value::Text { text } | Value::Parts { text } => {
            view! { <p class="figure figure-words" lang=lang.clone() dir="auto">{text.clone()}</p> }.into_any()
        }
        value @ (Value::YesNo { .. }
        | Value::Between { .. }
        | Value::Moment { .. }
        | Value::Period { .. }
        | Value::Panel { .. }) => {
            view! { <p class="figure figure-words">{record_words::value(value, language).draw()}</p> }.into_any()
        }
        value @ Value::Absent { .. } => {
            view! { <p class="soft">{record_words::value(value, language).draw()}</p> }.into_any()
        }
    };
    let ask = Route::NewMessage(Some(About::Result(result.id.clone()))).path();
    let bar = draw_range_bar(&result.value, range);
    let sentences =
        Words::joined([range_sentence(&result.value, range, language), since_last_time(result, history).into()], " ");
    let status = draw_status(result.status);
    view! {
        <Card>
            <div class="stack">
                <div class="cluster">{figure} {flag}</div>
                {bar}
                <p>{sentences.draw()}</p>
                {status}
                {notes
                    .into_iter()
                    .map(|note| {
                        let lang = lang.clone();
                        view! {
                            <Notice title=text!(record.result.comment)>
                                <p class="prose" lang=lang dir="auto">
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
fn range_sentence(value: &Value, range: Option<&Range>, language: Option<&LanguageTag>) -> Words {
    let unit = match value {
        Value::Quantity { unit, .. } => unit.as_str(),
        _ => "",
    };
    let Some(range) = range else {
        return match value {
            Value::Quantity { .. } => text!(record.result.range_none).into(),
            _ => Words::default(),
        };
    };
    let [place, _] = Words::PLACES;
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => {
            text!(record.result.range_both, low = low.as_str(), high = wording::with_unit(high, unit)).into()
        }
        (Some(low), None) => text!(record.result.range_low, low = wording::with_unit(low, unit)).into(),
        (None, Some(high)) => text!(record.result.range_high, high = wording::with_unit(high, unit)).into(),
        (None, None) => record_words::range(range, language).map_or_else(Words::default, |range| {
            Words::within(&text!(record.result.range_text, text = place), [range])
        }),
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

fn draw_parts(parts: Vec<ResultPart>, language: Option<&LanguageTag>) -> AnyView {
    let [place, _] = Words::PLACES;
    let rows = parts
        .into_iter()
        .map(|part| {
            let words = record_words::value(&part.value, language);
            let range = part.range.as_ref().and_then(|range| record_words::range(range, language));
            let range = range.map(|range| Words::within(&text!(record.result.range_label, range = place), [range]));
            let flag = part.flag.map(wording::flag);
            view! {
                <Row
                    title=test_name(part.name, language)
                    text=range.unwrap_or_default()
                    aside=move || view! { <span class="row-value"><bdi>{words.draw()}</bdi></span> }
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
            <Section title=text!(record.result.tells_title)>
                <p>{words}</p>
                <p class="soft small">{text!(record.result.tells_source)}</p>
            </Section>
        </Card>
    }
    .into_any()
}

fn draw_siblings(group: Option<Words>, siblings: Vec<ResultLine>) -> AnyView {
    let [place, _] = Words::PLACES;
    let title = match group {
        Some(group) => Words::within(&text!(record.result.same_test, title = place), [group]),
        None => text!(record.result.same_test_untitled).into(),
    };
    let rows = siblings
        .into_iter()
        .map(|line| {
            let language = line.language.as_ref();
            let words = record_words::value(&line.value, language);
            let flag = line.flag.filter(|_| wording::is_outside(line.flag)).map(wording::flag);
            view! {
                <Row
                    href=Route::Result(line.id).path()
                    title=test_name(line.name, language)
                    aside=move || view! { <span class="row-value"><bdi>{words.draw()}</bdi></span> }
                >
                    {flag.map(|(direction, text)| view! { <FlagChip direction text /> })}
                </Row>
            }
        })
        .collect_view();
    view! {
        <Section title=title>
            <RowList>{rows}</RowList>
        </Section>
    }
    .into_any()
}
