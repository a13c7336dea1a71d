//! Where the way ends: in the portal, or at the practice.

use leptos::prelude::*;
use salus_protocol::session::{CurrentSession, Who};

use super::super::by_phone;
use crate::{
    browser::address::use_address,
    components::{Button, Notice, NoticeKind, PageTitle},
    route::Route,
    session::use_here,
    text,
};

/// The password is set. The session is entered when the person has read what happened to their other devices.
pub(super) fn done(session: CurrentSession) -> AnyView {
    let here = use_here();
    let address = use_address();
    // It has just come.
    here.heard(&session);
    let staff = matches!(session.who, Who::Staff(_));
    let enter = move |()| {
        here.enter_later(session.clone());
        address.replace(&if staff { Route::Team } else { Route::Home });
    };
    view! {
        <PageTitle title=text!(recovery.done_title) />
        <Notice kind=NoticeKind::Good>{text!(recovery.done_text)}</Notice>
        <p>{text!(recovery.done_next)}</p>
        <Button wide=true on_press=enter>
            {if staff { text!(activation.finish_team) } else { text!(activation.finish) }}
        </Button>
    }
    .into_any()
}

/// Without a passkey, mail would be the only proof, and mail alone opens nothing.
pub(super) fn no_passkey() -> AnyView {
    view! {
        <PageTitle title=text!(recovery.practice_title) lead=text!(recovery.no_passkey_text) />
        <p>{text!(recovery.practice_bring)}</p>
        {by_phone::draw()}
    }
    .into_any()
}

/// This portal sends no mail.
pub(super) fn without_mail() -> AnyView {
    view! {
        <PageTitle title=text!(recovery.practice_title) lead=text!(recovery.no_mail_text) />
        <p>{text!(recovery.practice_bring)}</p>
        {by_phone::draw()}
    }
    .into_any()
}
