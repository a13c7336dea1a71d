//! Conversations with the care team.

use salus_portal::route::Route;
use salus_protocol::messages::{About, GetThread, ListThreads, StartThread};

use super::{page, scene::patient};
use crate::{
    fixtures::{
        Step::{self, Press, Write},
        access::UNKNOWN,
        id,
        messages::{self, ARABIC, CLOSED, DIARY, STOMACH},
        record::HBA1C,
    },
    stories::{State, Story},
};

const SUBMIT: Step = Press("form button[type=submit]");

const WRITE: &[Step] = &[
    Press("[name=topic][value=health]"),
    Write("#subject", "Dizzy in the morning"),
    Write("#body", "I feel dizzy when I get up, since Friday. It goes away after I have eaten."),
    SUBMIT,
];

pub(super) fn stories() -> Vec<Story> {
    vec![threads(), thread(), new_message()]
}

fn threads() -> Story {
    page(
        "page-messages",
        "Messages",
        "All conversations with the care team, the newest first.",
        vec![
            State::new("full", "With conversations", || patient("/messages").draw()),
            State::new("empty", "Without any", || {
                patient("/messages").but(|it| it.give(&ListThreads {}, messages::none())).draw()
            }),
        ],
    )
}

fn address_of(number: u32) -> String {
    Route::Thread(id(number)).path()
}

fn thread() -> Story {
    page(
        "page-thread",
        "Conversation",
        "What was said, what became of it, and an answer.",
        vec![
            State::new("full", "With an answer", || patient(address_of(STOMACH)).draw()),
            State::new("arabic", "In Arabic, waiting for an answer", || patient(address_of(ARABIC)).draw()),
            State::new("long", "Long", || patient(address_of(DIARY)).draw()),
            State::new("access", "About a line of the access log", || {
                let thread_id = id(STOMACH);
                patient(address_of(STOMACH))
                    .but(|it| it.give(&GetThread { thread_id }, messages::about_access()))
                    .draw()
            }),
            State::new("closed", "Closed", || patient(address_of(CLOSED)).draw()),
            State::new("error", "Sent without words", || patient(address_of(STOMACH)).after(&[SUBMIT]).draw()),
            State::new("sent", "After sending", || {
                patient(address_of(STOMACH)).after(&[Write("#reply", "Thank you, I will try that."), SUBMIT]).draw()
            }),
            State::new("failed", "Not to be had", || {
                patient(address_of(STOMACH)).but(|it| it.failed(&GetThread { thread_id: id(STOMACH) })).draw()
            }),
        ],
    )
}

fn new_message() -> Story {
    page(
        "page-new-message",
        "New message",
        "What to do when it is urgent first, then what it is about, then the words.",
        vec![
            State::new("form", "Empty", || patient("/messages/new").draw()),
            State::new("about", "About a result", || {
                patient(Route::NewMessage(Some(About::Result(id(HBA1C)))).path()).draw()
            }),
            State::new("access", "About a line of the access log", || {
                patient(Route::NewMessage(Some(About::Access(id(UNKNOWN)))).path()).draw()
            }),
            State::new("error", "Sent without words", || patient("/messages/new").after(&[SUBMIT]).draw()),
            State::new("unsent", "Written without a network", || {
                patient("/messages/new").but(|it| it.offline(&StartThread {})).after(WRITE).draw()
            }),
        ],
    )
}
