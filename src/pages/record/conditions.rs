//! Conditions: those of now first.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::record::{Condition, ConditionState, Conditions, ListConditions};

use super::{back, notes};
use crate::{
    browser::focus::name_page,
    client::Remote,
    components::{
        Chip, Columns, ColumnsKind, Drawing, Empty, IconName, PageTitle, PendingShape, Row, RowList, Section, Tone,
    },
    shared::{record_words::quoted, show, wording},
    text,
};

/// All conditions.
pub struct ConditionsPage {
    conditions: Remote<Conditions>,
}

impl LazyRoute for ConditionsPage {
    fn data() -> Self {
        Self { conditions: Remote::read(ListConditions {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.conditions.title));
        view! {
            {back()}
            <PageTitle title=text!(record.conditions.title) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(this.conditions, PendingShape::Rows, draw)}</div>
            </Columns>
        }
        .into_any()
    }
}

fn draw(conditions: Conditions) -> AnyView {
    if conditions.conditions.is_empty() {
        return view! {
            <Empty
                title=text!(record.conditions.empty_title)
                text=text!(record.conditions.empty_text)
                drawing=Drawing::Record
            />
        }
        .into_any();
    }
    [
        (text!(record.conditions.active), ConditionState::Active),
        (text!(record.conditions.unknown), ConditionState::Unknown),
        (text!(record.conditions.past), ConditionState::Past),
    ]
    .into_iter()
    .filter_map(|(title, state)| {
        let rows: Vec<_> = conditions.conditions.iter().filter(|condition| condition.state == state).cloned().collect();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(draw_row).collect_view();
            view! {
                <Section title=title>
                    <RowList>{rows}</RowList>
                </Section>
            }
        })
    })
    .collect_view()
    .into_any()
}

fn draw_row(condition: Condition) -> AnyView {
    let Condition { name, state, unconfirmed, since, until, notes: comments, language, .. } = condition;
    let language = language.as_ref();
    let when = wording::period(since.as_ref(), until.as_ref());
    let tone = if state == ConditionState::Active { Tone::Brand } else { Tone::Plain };
    let comments = notes(comments, language);
    view! {
        <Row title=quoted(name, language) icon=IconName::List tone=tone text=when>
            {unconfirmed.then(|| view! { <Chip text=text!(record.unconfirmed) kind=Tone::Watch /> })} {comments}
        </Row>
    }
    .into_any()
}
