//! The accessibility statement: what works for whom, what does not yet, and whom to tell.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::time::Day;

use crate::{
    browser::{clock, focus::name_page},
    components::{Card, Columns, ColumnsKind, PageTitle, Section},
    route::Route,
    session::use_here,
    text,
};

/// The day on which somebody last read this page against the portal and found it true.
const CHECKED_ON: &str = "2026-11-22";

/// For whom the portal works.
pub struct AccessibilityPage;

impl LazyRoute for AccessibilityPage {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        name_page(text!(accessibility.title));
        let date = Day::parse(CHECKED_ON).map(|day| clock::full_day(&day)).unwrap_or_default();
        view! {
            <PageTitle title=text!(accessibility.title) lead=text!(accessibility.lead) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack stack-loose">
                    <Section title=text!(accessibility.can_title)>
                        <ul class="plain-list">
                            <li>{text!(accessibility.can_zoom)}</li>
                            <li>{text!(accessibility.can_keyboard)}</li>
                            <li>{text!(accessibility.can_reader)}</li>
                            <li>{text!(accessibility.can_colours)}</li>
                            <li>{text!(accessibility.can_language)}</li>
                            <li>{text!(accessibility.can_easy)}</li>
                        </ul>
                        <p>
                            <a class="lone-link" href=Route::Preferences.path()>{text!(accessibility.settings)}</a>
                        </p>
                    </Section>
                    <Section title=text!(accessibility.cannot_title)>
                        <ul class="plain-list">
                            <li>{text!(accessibility.cannot_record)}</li>
                            <li>{text!(accessibility.cannot_chart)}</li>
                            <li>{text!(accessibility.cannot_time)}</li>
                            <li>{text!(accessibility.cannot_people)}</li>
                        </ul>
                    </Section>
                    <Section title=text!(accessibility.tested_title)>
                        <p class="prose">{text!(accessibility.tested_text, date = date)}</p>
                    </Section>
                    <Card>
                        <Section title=text!(accessibility.tell_title)>{tell}</Section>
                    </Card>
                </div>
            </Columns>
        }
        .into_any()
    }
}

/// Drawn again when the practice becomes known.
fn tell() -> impl IntoView {
    let practice = use_here().practice();
    let name = practice.as_ref().map_or_else(|| text!(common.help.practice_unknown).to_owned(), |p| p.name.clone());
    view! {
        <p>{text!(accessibility.tell_text, practice = name)}</p>
        {practice
            .and_then(|practice| practice.telephone)
            .map(|telephone| {
                let href = format!("tel:{}", telephone.replace(' ', ""));
                view! {
                    <p>
                        <a class="lone-link" href=href>{text!(accessibility.tell_phone, telephone = telephone)}</a>
                    </p>
                }
            })}
    }
}
