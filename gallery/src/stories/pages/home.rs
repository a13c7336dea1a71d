//! The first page.

use leptos::prelude::*;
use salus_portal::components::{
    Button, ButtonKind, Card, Chip, Columns, Empty, Failed, Icon, IconName, LinkButton, Notice, PageTitle, Pending,
    PendingShape, PersonRow, Row, RowList, Section, Tone,
};
use salus_protocol::{
    Sample,
    home::{Home, Waiting},
};

use crate::stories::nothing;

pub(super) fn draw() -> AnyView {
    let home = Home::sample();
    let today = home.today.into_iter().map(draw_waiting).collect_view();
    view! {
        {draw_title()}
        <Columns>
            <div class="stack stack-loose">
                <Section title="For you today">
                    <RowList>{today}</RowList>
                </Section>
                {draw_record()}
            </div>
            {draw_side()}
        </Columns>
    }
    .into_any()
}

pub(super) fn draw_quiet() -> AnyView {
    view! {
        {draw_title()}
        <Columns>
            <div class="stack stack-loose">
                <Section title="For you today">
                    <Empty
                        title="Nothing waits for you"
                        text="New results and answers from your care team show up here."
                    />
                </Section>
                {draw_record()}
            </div>
            {draw_side()}
        </Columns>
    }
    .into_any()
}

pub(super) fn draw_pending() -> AnyView {
    view! { <Pending label="Loading your home page" shape=PendingShape::Page /> }.into_any()
}

pub(super) fn draw_failed() -> AnyView {
    view! {
        {draw_title()}
        <Failed
            title="You are not connected"
            text="We cannot reach the portal at the moment. Check your connection. Nothing that you wrote is lost."
            retry_text="Try again"
            on_retry=nothing()
            offline=true
        />
    }
    .into_any()
}

fn draw_title() -> AnyView {
    view! { <PageTitle eyebrow="Sunday 22 November 2026" title="Good morning, Lina" /> }.into_any()
}

fn draw_waiting(waiting: Waiting) -> AnyView {
    match waiting {
        Waiting::Answer { author, subject, .. } => view! {
            <Row
                href="#/page-thread"
                icon=IconName::Messages
                title=format!("{author} answered you")
                text=subject
                unseen="New"
                aside=|| view! { <Chip text="9:20 am" /> }
            />
        }
        .into_any(),
        Waiting::NewResult { name, .. } => view! {
            <Row
                href="#/page-result"
                icon=IconName::Drop
                tone=Tone::Watch
                title=format!("New result: {name}")
                text="A little higher than the range. Your care team added a comment."
                aside=|| view! { <Chip text="Today" /> }
            />
        }
        .into_any(),
        Waiting::Feedback { title, .. } => view! {
            <Row
                href="#/page-feedback"
                icon=IconName::Feedback
                tone=Tone::Clay
                title="How was your visit on 14 November?"
                text=format!("{title}. Three questions, about one minute.")
            />
        }
        .into_any(),
    }
}

fn draw_record() -> AnyView {
    view! {
        <Section title="Your record" action=|| view! { <a href="#/page-home">"See all"</a> }>
            <RowList>
                <Row href="#/page-result" icon=IconName::Drop title="Results" text="64 results, the newest from 18 November" />
                <Row href="#/page-home" icon=IconName::Pill title="Medicines" text="4 that you take now" />
                <Row
                    href="#/page-home"
                    icon=IconName::List
                    title="Conditions and allergies"
                    text="2 conditions. Allergic to: Penicillin"
                />
                <Row href="#/page-home" icon=IconName::HeartPulse title="Vital signs" text="5 kinds, with their course over time" />
                <Row href="#/page-home" icon=IconName::Calendar title="Visits" text="Last visit 14 November, diabetes clinic" />
            </RowList>
        </Section>
    }
    .into_any()
}

fn draw_side() -> AnyView {
    view! {
        <div class="stack">
            <Card>
                <Section level=3 title="Next visit" action=|| view! { <Chip text="In 4 days" kind=Tone::Brand /> }>
                    <div>
                        <p class="strong">"Thursday 26 November, 10:30 am"</p>
                        <p class="soft">"Diabetes review with Dr Salma Haddad"</p>
                        <p class="soft">"North Clinic, second floor"</p>
                    </div>
                    <div class="actions">
                        <Button kind=ButtonKind::Quiet icon=IconName::Calendar on_press=nothing()>
                            "Add to calendar"
                        </Button>
                    </div>
                </Section>
            </Card>
            <Card>
                <Section level=3 title="Your care team">
                    <ul class="people" role="list">
                        <PersonRow name="Dr Salma Haddad" role="Doctor, diabetes clinic" />
                        <PersonRow name="Idris Kane" role="Nurse, medicines and results" tone=Tone::Clay />
                    </ul>
                    <p class="soft small">"They answer within 2 working days."</p>
                    <LinkButton wide=true icon=IconName::Messages href="#/page-thread">
                        "Write to your team"
                    </LinkButton>
                </Section>
            </Card>
            <Card>
                <Section level=3 title="Who looked at your record" action=|| view! { <Icon name=IconName::Eye /> }>
                    <p class="soft">"2 people other than you in the last 30 days. " <a href="#/page-security">"See who and when"</a></p>
                </Section>
            </Card>
            <Notice title="You said, we did">
                <p>"41 of you asked for earlier phone hours. From Monday we answer from 7:30 am."</p>
            </Notice>
        </div>
    }
    .into_any()
}
