//! Home: what waits for the patient today, then the record, then the people.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    home::{CareTeamMember, GetHome, Home, RecordGlance, Waiting},
    record::Visit,
};

use crate::{
    app::Counts,
    browser::{
        clock::{self, PartOfDay},
        focus::name_page,
    },
    client::{Remote, events::use_live},
    components::{
        Card, Chip, Columns, Drawing, Empty, Icon, IconName, LinkButton, PageTitle, PendingShape, PersonRow, Row,
        RowList, Section, Tone, Words,
    },
    dates::Parts,
    parts, plural,
    route::Route,
    session::use_here,
    shared::{
        easy,
        record_words::{list, quoted, test_name, visit_title},
        show, wording,
    },
    text,
};

/// The first page of a patient.
pub struct HomePage {
    home: Remote<Home>,
}

impl LazyRoute for HomePage {
    fn data() -> Self {
        let home = Remote::read(GetHome {});
        use_live().on_threads(move |_| home.load());
        Self { home }
    }

    async fn view(this: Self) -> AnyView {
        let home = this.home;
        name_page(text!(home.title));
        let here = use_here();
        let counts = expect_context::<Counts>();
        let part = RwSignal::new(0);
        Effect::new(move || {
            if let Some(unread) = home.with(|home| home.unread_threads) {
                counts.unread.set(unread);
            }
        });
        let greeting = move || {
            let name = here.person().map(|person| person.first_name).unwrap_or_default();
            match clock::part_of_day() {
                PartOfDay::Morning => text!(home.morning, name = name.as_str()),
                PartOfDay::Afternoon => text!(home.afternoon, name = name.as_str()),
                PartOfDay::Evening => text!(home.evening, name = name.as_str()),
            }
        };
        view! {
            <PageTitle title=Signal::derive(greeting) eyebrow=clock::today_in_words() />
            {show(home, PendingShape::Page, move |home| draw(home, part))}
        }
        .into_any()
    }
}

/// `part` is what easy read shows.
fn draw(home: Home, part: RwSignal<usize>) -> AnyView {
    let Home { today, record, next_visit, care_team, lookers, reset, .. } = home;
    // Nothing else matters as long as somebody else may be about to take the account over.
    let reset = reset.map(parts::reset_notice);
    if easy::is_on() {
        let mut steps = vec![draw_today(today), draw_care_team(care_team)];
        steps.extend(next_visit.map(draw_next_visit));
        steps.extend([draw_record(&record), draw_lookers(lookers)]);
        return view! {
            {reset}
            {easy::one_at_a_time(part, steps)}
        }
        .into_any();
    }
    view! {
        {reset}
        <Columns>
            <div class="stack">{draw_today(today)} {draw_record(&record)}</div>
            <div class="stack">
                {next_visit.map(draw_next_visit)} {draw_care_team(care_team)} {draw_lookers(lookers)}
            </div>
        </Columns>
    }
    .into_any()
}

fn draw_today(today: Vec<Waiting>) -> AnyView {
    if today.is_empty() {
        return view! {
            <Section title=text!(home.today_title)>
                <Empty title=text!(home.today_empty_title) text=text!(home.today_empty_text) drawing=Drawing::Rest />
            </Section>
        }
        .into_any();
    }
    let rows = today.into_iter().map(draw_waiting).collect_view();
    view! {
        <Section title=text!(home.today_title)>
            <RowList>{rows}</RowList>
        </Section>
    }
    .into_any()
}

fn draw_waiting(waiting: Waiting) -> AnyView {
    let [place, _] = Words::PLACES;
    match waiting {
        Waiting::Answer { thread_id, author, subject, at } => {
            let when = clock::moment(at);
            view! {
                <Row
                    href=Route::Thread(thread_id).path()
                    icon=IconName::Messages
                    title=text!(home.answered, name = author.as_str())
                    text=subject
                    aside=move || view! { <Chip text=when /> }
                />
            }
            .into_any()
        }
        Waiting::NewResult { result_id, name, flag, at, language } => {
            let name = test_name(name, language.as_ref());
            let when = clock::date(&at);
            let outside = wording::is_outside(flag);
            let flag = flag.map(wording::flag);
            let tone = if outside { Tone::Watch } else { Tone::Brand };
            view! {
                <Row
                    href=Route::Result(result_id).path()
                    icon=IconName::Drop
                    tone=tone
                    title=Words::within(&text!(home.new_result, name = place), [name])
                    text=flag.map_or_else(|| text!(home.new_result_seen), |(_, words)| words)
                    aside=move || view! { <Chip text=when /> }
                />
            }
            .into_any()
        }
        Waiting::Feedback { visit_id, title, at, language } => {
            let title = visit_title(title, language.as_ref());
            let date = clock::date(&at);
            view! {
                <Row
                    href=Route::GiveFeedback(visit_id).path()
                    icon=IconName::Feedback
                    tone=Tone::Clay
                    title=text!(home.rate_visit, date = date.as_str())
                    text=Words::within(&text!(home.rate_visit_text, title = place), [title])
                />
            }
            .into_any()
        }
    }
}

fn draw_record(glance: &RecordGlance) -> AnyView {
    let results = match (&glance.newest_result, glance.results) {
        (_, 0) => text!(home.results_none).to_owned(),
        (Some(date), count) => {
            let date = clock::date(date);
            plural!(count, home.results_text, date = date.as_str())
        }
        (None, count) => plural!(count, home.results_no_date),
    };
    let medicines = match glance.medications {
        0 => text!(home.medicines_none).to_owned(),
        count => plural!(count, home.medicines_text),
    };
    let [place, _] = Words::PLACES;
    let conditions = plural!(glance.conditions, home.conditions_text);
    let conditions = if glance.allergies.is_empty() {
        text!(home.conditions_no_allergies, conditions = conditions.as_str()).into()
    } else {
        let allergies = list(glance.allergies.iter().map(|name| quoted(name, None)));
        let sentence = text!(home.conditions_with_allergies, conditions = conditions.as_str(), allergies = place);
        Words::within(&sentence, [allergies])
    };
    let visits = match &glance.last_visit {
        Some(visit) => {
            let date = visit.date.as_ref().map_or_else(|| text!(dates.no_date).to_owned(), clock::date);
            let sentence = text!(home.visits_text, date = date.as_str(), title = place);
            Words::within(&sentence, [visit_title(visit.title.clone(), visit.language.as_ref())])
        }
        None => text!(home.visits_none).into(),
    };
    let vitals = match glance.vitals {
        0 => text!(home.vitals_none).to_owned(),
        count => plural!(count, home.vitals_text),
    };
    view! {
        <Section
            title=text!(home.record_title)
            action=move || view! { <a href=Route::Record.path()>{text!(common.see_all)}</a> }
        >
            <RowList>
                <Row href=Route::Results.path() icon=IconName::Drop title=text!(home.results) text=results />
                <Row href=Route::Medicines.path() icon=IconName::Pill title=text!(home.medicines) text=medicines />
                <Row href=Route::Conditions.path() icon=IconName::List title=text!(home.conditions) text=conditions />
                <Row href=Route::Vitals.path() icon=IconName::HeartPulse title=text!(home.vitals) text=vitals />
                <Row href=Route::Visits.path() icon=IconName::Calendar title=text!(home.visits) text=visits />
            </RowList>
        </Section>
    }
    .into_any()
}

fn draw_next_visit(visit: Visit) -> AnyView {
    let Visit { title, date, with, place, language, .. } = visit;
    let language = language.as_ref();
    let title = visit_title(title, language);
    let days = date.as_ref().filter(|date| date.day().is_some()).map(|date| clock::days_until(Parts::of(date)));
    let soon = days.and_then(|days| match days {
        0 => Some(text!(dates.today).to_owned()),
        1 => Some(text!(dates.tomorrow).to_owned()),
        days => u32::try_from(days).ok().map(|days| plural!(days, dates.in_days)),
    });
    let when = date.as_ref().map(clock::date_and_time);
    let what = match with {
        Some(name) => Words::within(&text!(home.with, title = Words::PLACES[0], name = name.as_str()), [title]),
        None => title,
    };
    let place = place.map(|place| view! { <p class="soft">{quoted(place, language).draw()}</p> });
    view! {
        <Card>
            <Section
                level=easy::card_level()
                title=text!(home.next_visit)
                action=move || soon.map(|soon| view! { <Chip text=soon kind=Tone::Brand /> })
            >
                <div>
                    {when.map(|when| view! { <p class="strong">{when}</p> })} <p class="soft">{what.draw()}</p>
                    {place}
                </div>
            </Section>
        </Card>
    }
    .into_any()
}

fn draw_care_team(team: Vec<CareTeamMember>) -> AnyView {
    let days = untrack(|| use_here().answer_days());
    let any = !team.is_empty();
    let people = team
        .into_iter()
        .enumerate()
        .map(|(place, member)| {
            let tone = if place % 2 == 0 { Tone::Brand } else { Tone::Clay };
            view! { <PersonRow name=member.name role=member.role tone=tone /> }
        })
        .collect_view();
    view! {
        <Card>
            <Section level=easy::card_level() title=text!(home.team_title)>
                {any
                    .then(|| {
                        view! {
                            <ul class="people" role="list">
                                {people}
                            </ul>
                        }
                    })}
                {(days > 0).then(|| view! { <p class="soft small">{plural!(days, home.team_promise)}</p> })}
                <LinkButton wide=true icon=IconName::Messages href=Route::NewMessage(None).path()>
                    {text!(home.write)}
                </LinkButton>
            </Section>
        </Card>
    }
    .into_any()
}

fn draw_lookers(lookers: u32) -> AnyView {
    let words = if lookers == 0 { text!(home.lookers_none).to_owned() } else { plural!(lookers, home.lookers) };
    view! {
        <Card>
            <Section level=easy::card_level() title=text!(home.lookers_title) action=|| view! { <Icon name=IconName::Eye /> }>
                <p class="soft">
                    {words}" " <a href=Route::Security.path()>{text!(home.lookers_link)}</a>
                </p>
            </Section>
        </Card>
    }
    .into_any()
}
