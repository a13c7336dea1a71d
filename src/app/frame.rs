//! The frame around every page: head, places, foot, and the line that says when the connection is gone.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::{prelude::*, task::spawn_local};

use super::Counts;
use crate::{
    browser::{address::use_address, announcer::Announcer},
    components::{AppFrame, Button, ButtonKind, EmergencyBar, Icon, IconName, NavItem, Notice, NoticeKind, OfflineBar},
    plural,
    route::{Area, Route},
    session::{Session, use_here},
    text,
};

/// The frame around every page.
#[component]
pub(super) fn Frame(
    /// What the navigation counts.
    counts: Counts,
    /// The page.
    children: Children,
) -> impl IntoView {
    let here = use_here();
    let address = use_address();
    let places = Memo::new(move |_| match here.session() {
        Session::Patient(_) => Some(false),
        Session::Staff(_) => Some(true),
        _ => None,
    });
    let nav = Signal::derive(move || match places.get() {
        Some(false) => patient_places(counts),
        Some(true) => staff_places(counts),
        None => Vec::new(),
    });
    let current = Signal::derive(move || {
        let area = address.route().map_or(Area::None, |route| route.area());
        match (area, places.get()) {
            (Area::Home, _) => Route::Home.path(),
            (Area::Record, _) => Route::Record.path(),
            (Area::Messages, Some(true)) => Route::Team.path(),
            (Area::Messages, _) => Route::Messages.path(),
            (Area::Feedback, Some(true)) => Route::TeamFeedback.path(),
            (Area::Feedback, _) => Route::Feedback.path(),
            (Area::Security, _) => Route::Security.path(),
            (Area::AccessHelp, _) => Route::TeamAccessHelp.path(),
            (Area::None, _) => String::new(),
        }
    });
    let home = Signal::derive(move || if places.get() == Some(true) { Route::Team.path() } else { Route::Home.path() });
    let wide = Signal::derive(move || matches!(address.route(), Some(Route::Team | Route::TeamThread(_))));
    let emergency = move || {
        view! {
            <EmergencyBar
                label=text!(common.emergency_question)
                before=text!(common.emergency_question)
                link_text=Signal::derive(move || text!(common.emergency_call, number = here.emergency_number()))
                href=Signal::derive(move || format!("tel:{}", here.emergency_number()))
                after=text!(common.emergency_rest)
            />
        }
    };
    view! {
        <AppFrame
            emergency=emergency
            skip_text=text!(common.skip)
            name=text!(common.app_name)
            home_href=home
            nav=nav
            nav_label=text!(common.nav.label)
            current=current
            header=move || view! { <HeaderEnd /> }
            footer=move || view! { <Foot /> }
            wide=wide
        >
            {children()}
        </AppFrame>
    }
}

/// Help and the way out.
#[component]
fn HeaderEnd() -> impl IntoView {
    let here = use_here();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let leave = move |()| {
        busy.set(true);
        spawn_local(async move {
            failed.set(here.sign_out().await.is_err());
            busy.set(false);
        });
    };
    let signed_in = Memo::new(move |_| here.person().is_some());
    view! {
        <a class="top-link top-link-icon" href=Route::Preferences.path()>
            <Icon name=IconName::Globe />
            <span class="top-link-words">{text!(common.nav.preferences)}</span>
        </a>
        <a class="top-link" href=Route::Help.path()>
            {text!(common.nav.help)}
        </a>
        {move || {
            signed_in
                .get()
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Plain icon=IconName::SignOut on_press=leave busy=busy busy_text=text!(common.working)>
                            {text!(common.sign_out)}
                        </Button>
                    }
                })
        }}
        {move || failed.get().then(|| view! { <Notice kind=NoticeKind::Watch>{text!(common.sign_out_failed)}</Notice> })}
    }
}

/// Whose portal it is, and how to call them.
#[component]
fn Foot() -> impl IntoView {
    let here = use_here();
    let practice = move || {
        here.practice().map(|practice| {
            view! {
                <p class="foot-practice">
                    <bdi>{practice.name}</bdi>
                    {practice
                        .telephone
                        .map(|telephone| {
                            let href = format!("tel:{}", telephone.replace(' ', ""));
                            view! { <a href=href><bdi dir="ltr">{telephone}</bdi></a> }
                        })}
                </p>
            }
        })
    };
    view! {
        {practice}
        <ul class="foot-links no-print" role="list">
            <li>
                <a href=Route::Accessibility.path()>{text!(common.nav.accessibility)}</a>
            </li>
            <li>
                <a href=Route::Protection.path()>{text!(common.nav.protection)}</a>
            </li>
            <li>
                <a href=Route::Preferences.path()>{text!(common.nav.preferences)}</a>
            </li>
        </ul>
    }
}

/// The five places of a patient.
fn patient_places(counts: Counts) -> Vec<NavItem> {
    vec![
        place(&Route::Home, text!(common.nav.home), IconName::Home, None),
        place(&Route::Record, text!(common.nav.record), IconName::Record, None),
        place(
            &Route::Messages,
            text!(common.nav.messages),
            IconName::Messages,
            Some((counts.unread.into(), Signal::derive(move || plural!(counts.unread.get(), common.unread)))),
        ),
        place(&Route::Feedback, text!(common.nav.feedback), IconName::Feedback, None),
        place(&Route::Security, text!(common.nav.security), IconName::Security, None),
    ]
}

/// The four places of the care team.
fn staff_places(counts: Counts) -> Vec<NavItem> {
    vec![
        place(
            &Route::Team,
            text!(common.nav.inbox),
            IconName::Inbox,
            Some((counts.waiting.into(), Signal::derive(move || plural!(counts.waiting.get(), common.waiting)))),
        ),
        place(&Route::TeamFeedback, text!(common.nav.feedback), IconName::Feedback, None),
        place(&Route::TeamAccessHelp, text!(common.nav.access_help), IconName::Key, None),
        place(&Route::Security, text!(common.nav.security), IconName::Security, None),
    ]
}

fn place(route: &Route, label: &str, icon: IconName, count: Option<(Signal<u32>, Signal<String>)>) -> NavItem {
    let (count, count_text) = count.unwrap_or_default();
    NavItem { href: route.path(), label: label.to_owned(), icon, count, count_text }
}

/// Says when the connection is gone, and when it is back: what is seen stays, and is as old as that.
#[component]
pub(super) fn Connection(
    /// Since when there is none.
    lost: ReadSignal<Option<String>>,
) -> impl IntoView {
    let words = Signal::derive(move || lost.get().map(|time| text!(common.offline_since, time = time)));
    let announcer = expect_context::<Announcer>();
    Effect::watch(
        move || words.get(),
        move |words, _, _| announcer.say(words.clone().unwrap_or_else(|| text!(common.online_again).to_owned())),
        false,
    );
    view! { <OfflineBar text=words /> }
}
