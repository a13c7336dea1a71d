//! The frame, the emergency line and the mark.

use leptos::prelude::*;
use salus_portal::components::{AppFrame, Avatar, Card, EmergencyBar, IconName, Logo, NavItem, PageTitle};

use super::{State, Story};

/// The emergency line as the stories show it.
pub(super) fn draw_emergency() -> AnyView {
    view! {
        <EmergencyBar
            label="Emergency"
            before="Emergency?"
            link_text="Call 112"
            href="tel:112"
            after="or go to the nearest emergency department."
        />
    }
    .into_any()
}

fn place(id: &str, label: &str, icon: IconName, count: u32) -> NavItem {
    NavItem {
        href: ["#/page-", id].concat(),
        label: label.to_owned(),
        icon,
        count: Signal::stored(count),
        count_text: Signal::stored(format!("{count} unread")),
    }
}

/// A page of a patient in its frame.
pub(super) fn draw_patient_page(current: &'static str, page: fn() -> AnyView) -> AnyView {
    let nav = vec![
        place("home", "Home", IconName::Home, 0),
        place("result", "Record", IconName::Record, 0),
        place("thread", "Messages", IconName::Messages, 2),
        place("feedback", "Feedback", IconName::Feedback, 0),
        place("security", "Security", IconName::Security, 0),
    ];
    draw_frame(nav, current, false, page)
}

/// A page of the care team in its frame.
pub(super) fn draw_staff_page(current: &'static str, page: fn() -> AnyView) -> AnyView {
    let nav = vec![
        place("inbox", "Inbox", IconName::Inbox, 7),
        place("team-feedback", "Feedback", IconName::Feedback, 0),
        place("security", "Security", IconName::Security, 0),
    ];
    draw_frame(nav, current, true, page)
}

fn draw_frame(nav: Vec<NavItem>, current: &'static str, wide: bool, page: fn() -> AnyView) -> AnyView {
    let signed_in = !nav.is_empty();
    view! {
        <AppFrame
            emergency=draw_emergency
            skip_text="Skip to the main content"
            name="Salus"
            home_href="#/page-home"
            nav=nav
            nav_label="Main"
            current=current
            wide=wide
            header=move || {
                view! {
                    <a class="top-link" href="#/frame">
                        "Help"
                    </a>
                    {signed_in.then(|| view! { <Avatar name="Lina Marsh" /> })}
                }
            }
            footer=|| view! { <p>"North Clinic, " <a href="tel:+3225550100">"+32 2 555 01 00"</a></p> }
        >
            {page()}
        </AppFrame>
    }
    .into_any()
}

/// A page before somebody has signed in.
pub(super) fn draw_guest_page(page: fn() -> AnyView) -> AnyView {
    draw_frame(Vec::new(), "", false, page)
}

pub(super) fn frame() -> Story {
    Story {
        id: "frame",
        title: "App frame",
        about: "What stands around every page: the way past everything, the emergency line, the head, the places. Five tabs at the thumb on a phone, a rail on a wide screen.",
        components: &["AppFrame"],
        whole_pages: true,
        live: None,
        states: vec![
            State::new("patient", "Patient", || draw_patient_page("#/page-home", draw_empty_page)),
            State::new("staff", "Care team", || draw_staff_page("#/page-inbox", draw_empty_page)),
            State::new("guest", "Before sign-in", || draw_guest_page(draw_empty_page)),
        ],
    }
}

fn draw_empty_page() -> AnyView {
    view! {
        <PageTitle title="A page" lead="Its matter stands here." />
        <Card>
            <p>"A card on the page."</p>
        </Card>
    }
    .into_any()
}

pub(super) fn emergency_bar() -> Story {
    Story {
        id: "emergency-bar",
        title: "Emergency bar",
        about: "The line that is always first in the document, quiet but real.",
        components: &["EmergencyBar"],
        whole_pages: false,
        live: None,
        states: vec![State::new("line", "The line", draw_emergency)],
    }
}

pub(super) fn logo() -> Story {
    Story {
        id: "logo",
        title: "Logo",
        about: "The mark: a bowl and a drop. It does not turn round in Arabic.",
        components: &["Logo"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("named", "With its name", || view! { <Logo name="Salus" /> }.into_any()),
            State::new("alone", "Alone", || view! { <Logo /> }.into_any()),
        ],
    }
}
