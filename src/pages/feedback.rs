//! Feedback: visits that wait for it, and those that have it.

pub mod give;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    feedback::{FeedbackOverview, ListFeedback, RatedVisit, VisitToRate},
    record::{Term, VisitKind},
    time::RecordDate,
    words::LanguageTag,
};

use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{
        Columns, ColumnsKind, Drawing, Empty, IconName, PageTitle, PendingShape, Row, RowList, Section, Tone, Words,
    },
    route::Route,
    session::use_here,
    shared::{record_words::visit_title, show},
    text,
};

/// The patient's feedback at a glance.
pub struct FeedbackPage {
    overview: Remote<FeedbackOverview>,
}

impl LazyRoute for FeedbackPage {
    fn data() -> Self {
        Self { overview: Remote::read(ListFeedback {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(feedback.title));
        let practice = untrack(|| use_here().practice_name());
        view! {
            <PageTitle title=text!(feedback.title) lead=text!(feedback.intro, practice = practice.as_str()) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(this.overview, PendingShape::Rows, draw)}</div>
            </Columns>
        }
        .into_any()
    }
}

fn draw(overview: FeedbackOverview) -> AnyView {
    let FeedbackOverview { waiting, given } = overview;
    let waiting = if waiting.is_empty() {
        view! {
            <Empty
                title=text!(feedback.waiting_none_title)
                text=text!(feedback.waiting_none_text)
                drawing=Drawing::Plant
            />
        }
        .into_any()
    } else {
        let rows = waiting.into_iter().map(draw_waiting).collect_view();
        view! {
            <Section title=text!(feedback.waiting_title)>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any()
    };
    let given = (!given.is_empty()).then(|| {
        let rows = given.into_iter().map(draw_given).collect_view();
        view! {
            <Section title=text!(feedback.given_title)>
                <RowList>{rows}</RowList>
            </Section>
        }
    });
    view! {
        {waiting}
        {given}
    }
    .into_any()
}

fn draw_waiting(visit: VisitToRate) -> AnyView {
    let VisitToRate { visit_id, title, date, language } = visit;
    view! {
        <Row
            href=Route::GiveFeedback(visit_id).path()
            icon=IconName::Feedback
            tone=Tone::Clay
            title=visit_words(title, language.as_ref(), &date)
            text=text!(feedback.start)
        />
    }
    .into_any()
}

fn draw_given(visit: RatedVisit) -> AnyView {
    let RatedVisit { title, date, given_on, named, language, .. } = visit;
    let given_on = clock::full_day(&given_on);
    let named = if named { text!(feedback.given_named) } else { text!(feedback.given_unnamed) };
    let lines = [text!(feedback.given_on, date = given_on.as_str()), named.to_owned()].join(". ");
    view! {
        <Row
            icon=IconName::Check
            tone=Tone::Good
            title=visit_words(title, language.as_ref(), &date)
            text=lines
        />
    }
    .into_any()
}

/// Which visit it was: its title in its own language, and when.
fn visit_words(title: Term<VisitKind>, language: Option<&LanguageTag>, date: &RecordDate) -> Words {
    let [place, _] = Words::PLACES;
    let sentence = text!(feedback.visit, title = place, date = clock::date(date));
    Words::within(&sentence, [visit_title(title, language)])
}
