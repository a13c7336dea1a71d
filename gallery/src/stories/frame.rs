//! The frame, the emergency line and the mark.

use leptos::prelude::*;
use salus_portal::components::{AppFrame, Avatar, Card, EmergencyBar, IconName, Logo, NavItem, OfflineBar, PageTitle};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::{say, say_with};

/// The emergency line as the stories show it.
pub(super) fn draw_emergency() -> AnyView {
    view! {
        <EmergencyBar
            label=say("Emergency", "حالة طارئة")
            before=say("Emergency?", "حالة طارئة؟")
            link_text=say("Call 112", "اتصل على 112")
            href="tel:112"
            after=say("or go to the nearest emergency department.", "أو توجّه إلى أقرب قسم طوارئ.")
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
        count_text: Signal::stored(say_with("{} unread", "غير مقروء: {}", count)),
    }
}

/// A page of a patient in its frame.
pub(super) fn draw_patient_page(current: &'static str, page: fn() -> AnyView) -> AnyView {
    let nav = vec![
        place("home", say("Home", "الرئيسية"), IconName::Home, 0),
        place("result", say("Record", "السجل"), IconName::Record, 0),
        place("thread", say("Messages", "الرسائل"), IconName::Messages, 2),
        place("feedback", say("Feedback", "رأيك"), IconName::Feedback, 0),
        place("security", say("Security", "الأمان"), IconName::Security, 0),
    ];
    draw_frame(nav, current, false, page)
}

/// A page of the care team in its frame.
pub(super) fn draw_staff_page(current: &'static str, page: fn() -> AnyView) -> AnyView {
    let nav = vec![
        place("inbox", say("Inbox", "الوارد"), IconName::Inbox, 7),
        place("team-feedback", say("Feedback", "رأيك"), IconName::Feedback, 0),
        place("security", say("Security", "الأمان"), IconName::Security, 0),
    ];
    draw_frame(nav, current, true, page)
}

fn draw_frame(nav: Vec<NavItem>, current: &'static str, wide: bool, page: fn() -> AnyView) -> AnyView {
    let signed_in = !nav.is_empty();
    view! {
        <AppFrame
            emergency=draw_emergency
            skip_text=say("Skip to the main content", "انتقل إلى المحتوى")
            name="Salus"
            home_href="#/page-home"
            nav=nav
            nav_label=say("Main", "القائمة")
            current=current
            wide=wide
            header=move || {
                view! {
                    <a class="top-link" href="#/frame">
                        {say("Help", "مساعدة")}
                    </a>
                    {signed_in.then(|| view! { <Avatar name=say("Lina Marsh", "لينا مرش") /> })}
                }
            }
            footer=|| view! { <p>{say(
                "North Clinic, ",
                "عيادة الشمال، ",
            )} <a href="tel:+3225550100">"+32 2 555 01 00"</a></p> }
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
        <PageTitle title=say("A page", "صفحة") lead=say("Its matter stands here.", "هنا يقف موضوعها.") />
        <Card>
            <p>{say("A card on the page.", "بطاقة على الصفحة.")}</p>
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
        live: Some(play_emergency()),
        states: vec![State::new("line", "The line", draw_emergency)],
    }
}

pub(super) fn offline_bar() -> Story {
    Story {
        id: "offline-bar",
        title: "Offline bar",
        about: "Says that there is no connection, and from when what is seen comes. It waits in the page, empty, and interrupts nobody.",
        components: &["OfflineBar"],
        whole_pages: false,
        live: Some(play_offline()),
        states: vec![State::new("line", "Not connected", || {
            let text = say(
                "You are not connected. You see what we knew at 8:40 am.",
                "أنت غير متصل. ترى ما كنا نعرفه عند الساعة 8:40 صباحاً.",
            );
            view! { <OfflineBar text=Signal::stored(Some(text.to_owned())) /> }.into_any()
        })],
    }
}

fn play_offline() -> Live {
    const KNOBS: &[Knob] = &[Knob::words("text", "Words", "You are not connected.", "أنت غير متصل.")];
    Live { knobs: KNOBS, render: |set| view! { <OfflineBar text=Signal::stored(set.some_words("text")) /> }.into_any() }
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

fn play_emergency() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("before", "Before the link", "Emergency?", "حالة طارئة؟"),
        Knob::words("link_text", "Link", "Call 112", "اتصل على 112"),
        Knob::words(
            "after",
            "After the link",
            "or go to the nearest emergency department.",
            "أو توجّه إلى أقرب قسم طوارئ.",
        ),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            view! {
                <EmergencyBar
                    label=say("Emergency", "حالة طارئة")
                    before=set.words("before")
                    link_text=set.words("link_text")
                    href="tel:112"
                    after=set.words("after")
                />
            }
            .into_any()
        },
    }
}
