//! Allergies: the dangerous ones first.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::record::{Allergies, Allergy, ListAllergies};

use super::{back, notes};
use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{
        ButtonKind, Chip, Columns, ColumnsKind, Drawing, Empty, IconName, LinkButton, PageTitle, PendingShape, Row,
        RowList, Tone, Words,
    },
    route::Route,
    shared::{
        record_words::{list, quoted, sentences},
        show,
    },
    text,
};

/// All allergies.
pub struct AllergiesPage {
    allergies: Remote<Allergies>,
}

impl LazyRoute for AllergiesPage {
    fn data() -> Self {
        Self { allergies: Remote::read(ListAllergies {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.allergies.title));
        view! {
            {back()}
            <PageTitle title=text!(record.allergies.title) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{show(this.allergies, PendingShape::Rows, draw)}</div>
            </Columns>
        }
        .into_any()
    }
}

fn draw(allergies: Allergies) -> AnyView {
    if allergies.allergies.is_empty() {
        // "None known" is a finding; an empty list is only an empty list.
        let (title, words) = if allergies.none_known {
            (text!(record.allergies.none_known_title), text!(record.allergies.none_known_text))
        } else {
            (text!(record.allergies.empty_title), text!(record.allergies.empty_text))
        };
        return view! {
            <Empty
                title=title
                text=words
                drawing=Drawing::Record
                action=|| {
                    view! {
                        <LinkButton href=Route::NewMessage(None).path() kind=ButtonKind::Quiet icon=IconName::Messages>
                            {text!(record.allergies.tell)}
                        </LinkButton>
                    }
                }
            />
        }
        .into_any();
    }
    let rows = allergies.allergies.into_iter().map(draw_row).collect_view();
    view! { <RowList label=text!(record.allergies.title)>{rows}</RowList> }.into_any()
}

fn draw_row(allergy: Allergy) -> AnyView {
    let Allergy { name, reactions, high_risk, resolved, unconfirmed, since, notes: comments, language, .. } = allergy;
    let language = language.as_ref();
    let mut lines = Vec::new();
    if !reactions.is_empty() {
        let [place, _] = Words::PLACES;
        let sentence = text!(record.allergies.reactions, reactions = place);
        lines.push(Words::within(&sentence, [list(reactions.into_iter().map(|words| quoted(words, language)))]));
    }
    if let Some(since) = since {
        lines.push(text!(record.allergies.since, date = clock::date(&since)).into());
    }
    let tone = if high_risk && !resolved { Tone::Urgent } else { Tone::Watch };
    let comments = notes(comments, language);
    view! {
        <Row
            title=quoted(name, language)
            icon=IconName::Leaf
            tone=if resolved { Tone::Plain } else { tone }
            text=sentences(lines)
        >
            {(high_risk && !resolved)
                .then(|| {
                    view! { <Chip text=text!(record.allergies.high_risk) kind=Tone::Urgent icon=IconName::Alert /> }
                })}
            {resolved.then(|| view! { <Chip text=text!(record.allergies.resolved) /> })}
            {unconfirmed.then(|| view! { <Chip text=text!(record.unconfirmed) kind=Tone::Watch /> })} {comments}
        </Row>
    }
    .into_any()
}
