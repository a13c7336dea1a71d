//! What patients say: shares, months, and their words.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    feedback::{Experience, Listened},
    staff::{Comment, FeedbackReport, GetFeedbackReport, MonthOfFeedback},
};

use crate::{
    browser::{clock, focus::name_page},
    client::{Remote, events::use_live},
    components::{
        Card, Chip, Columns, Drawing, Empty, Figure, MonthColumn, MonthColumns, PageTitle, PendingShape, Row, RowList,
        Section, ShareBars, ShareRow, Tone,
    },
    plural,
    shared::show,
    text,
};

/// What patients say.
pub struct TeamFeedbackPage {
    report: Remote<FeedbackReport>,
}

impl LazyRoute for TeamFeedbackPage {
    fn data() -> Self {
        let report = Remote::read(GetFeedbackReport {});
        use_live().on_feedback(move || report.load());
        Self { report }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(team.feedback_title));
        view! {
            <PageTitle title=text!(team.feedback_title) />
            {show(this.report, PendingShape::Figure, draw)}
        }
        .into_any()
    }
}

fn draw(report: FeedbackReport) -> AnyView {
    if report.answers == 0 {
        return view! {
            <Empty title=text!(team.feedback_empty_title) text=text!(team.feedback_empty_text) drawing=Drawing::Plant />
        }
        .into_any();
    }
    let answers = plural!(report.answers, team.answers);
    let experience = report
        .experience
        .iter()
        .map(|row| {
            let (label, kind) = experience_words(row.experience);
            share(label, row.count, report.answers, kind)
        })
        .collect();
    let listened = report
        .listened
        .iter()
        .map(|row| {
            let (label, kind) = listened_words(row.listened);
            share(label, row.count, report.answers, kind)
        })
        .collect();
    let months = report.months.iter().map(month).collect();
    view! {
        <Columns>
            <div class="stack">
                <Card>
                    <div class="stack">
                        <div class="figures">
                            {figure(report.positive_percent, text!(team.positive))}
                            {figure(report.negative_percent, text!(team.negative))}
                        </div>
                        <p class="soft">{answers}</p>
                    </div>
                </Card>
                <Card>
                    <ShareBars
                        rows=experience
                        caption=text!(team.experience_title)
                        label_title=text!(team.column_answer)
                        count_title=text!(team.column_count)
                        share_title=text!(team.column_share)
                    />
                </Card>
                <Card>
                    <ShareBars
                        rows=listened
                        caption=text!(team.listened_title)
                        label_title=text!(team.column_answer)
                        count_title=text!(team.column_count)
                        share_title=text!(team.column_share)
                    />
                </Card>
                <Card>
                    <div class="stack">
                        <MonthColumns columns=months caption=text!(team.months_title) />
                        <p class="soft small">{text!(team.months_text)}</p>
                    </div>
                </Card>
            </div>
            <Section title=text!(team.comments_title)>{draw_comments(report.comments)}</Section>
        </Columns>
    }
    .into_any()
}

/// A share as a large figure; a dash where there are no answers to take it from.
fn figure(percent: Option<u8>, label: &'static str) -> AnyView {
    let figure = match percent {
        Some(percent) => view! { <Figure value=percent.to_string() unit="%" /> }.into_any(),
        None => view! { <Figure value=text!(team.no_figure) /> }.into_any(),
    };
    view! {
        <div>
            {figure} <p class="soft">{label}</p>
        </div>
    }
    .into_any()
}

fn share(label: &str, count: u32, all: u32, kind: Tone) -> ShareRow {
    ShareRow { label: label.to_owned(), count: count.to_string(), percent: percent(count, all), kind }
}

/// A share in whole per cent, rounded.
fn percent(count: u32, all: u32) -> u8 {
    let share = (u64::from(count) * 200 + u64::from(all)) / (u64::from(all).max(1) * 2);
    u8::try_from(share.min(100)).unwrap_or(100)
}

fn month(month: &MonthOfFeedback) -> MonthColumn {
    let value_text = match month.positive_percent {
        Some(percent) => text!(team.percent, count = u32::from(percent)),
        None => text!(team.too_few).to_owned(),
    };
    MonthColumn {
        label: clock::month_name(&month.month),
        percent: month.positive_percent,
        value_text,
        count_text: plural!(month.answers, team.answers),
    }
}

fn draw_comments(comments: Vec<Comment>) -> AnyView {
    if comments.is_empty() {
        return view! { <p class="soft">{text!(team.comments_none)}</p> }.into_any();
    }
    let rows = comments
        .into_iter()
        .map(|comment| {
            let Comment { experience, text, month, name } = comment;
            let (words, tone) = experience_words(experience);
            let month = clock::month(&month);
            let name = name.unwrap_or_else(|| text!(team.comment_unnamed).to_owned());
            view! {
                <Row title=name text=month>
                    <span class="prose" dir="auto">{text}</span>
                    <Chip text=words kind=tone />
                </Row>
            }
        })
        .collect_view();
    view! { <RowList label=text!(team.comments_title)>{rows}</RowList> }.into_any()
}

fn experience_words(answer: Experience) -> (&'static str, Tone) {
    match answer {
        Experience::VeryGood => (text!(feedback.very_good), Tone::Good),
        Experience::Good => (text!(feedback.good), Tone::Good),
        Experience::Neither => (text!(feedback.neither), Tone::Plain),
        Experience::Poor => (text!(feedback.poor), Tone::Watch),
        Experience::VeryPoor => (text!(feedback.very_poor), Tone::Urgent),
        Experience::DontKnow => (text!(feedback.dont_know), Tone::Plain),
    }
}

fn listened_words(answer: Listened) -> (&'static str, Tone) {
    match answer {
        Listened::Definitely => (text!(feedback.definitely), Tone::Good),
        Listened::Somewhat => (text!(feedback.somewhat), Tone::Good),
        Listened::No => (text!(feedback.no), Tone::Watch),
        Listened::DontKnow => (text!(feedback.dont_know), Tone::Plain),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded_to_whole_per_cents() {
        assert_eq!(percent(25, 41), 61);
        assert_eq!(percent(1, 3), 33);
        assert_eq!(percent(2, 3), 67);
        assert_eq!(percent(0, 0), 0);
        assert_eq!(percent(5, 5), 100);
    }
}
