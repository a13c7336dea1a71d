//! Stopping a reset with the link that was mailed. It works for whoever has the link, signed in or not.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    recovery::{StopCode, StopResetByLink},
    words::PaperCode,
};

use super::by_phone;
use crate::{
    browser::{
        address::use_address,
        focus::{self, name_page},
    },
    client::use_client,
    components::{Button, ButtonKind, Columns, ColumnsKind, Notice, NoticeKind, PageTitle},
    sentences,
    shared::form::FormState,
    text,
};

/// Stops a reset.
pub struct StopResetPage {
    code: Option<PaperCode>,
}

impl LazyRoute for StopResetPage {
    fn data() -> Self {
        Self { code: PaperCode::parse(&use_address().fragment()).ok() }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(recovery.stop_title));
        let stopped = RwSignal::new(false);
        Effect::watch(move || stopped.get(), |_, _, _| request_animation_frame(focus::to_heading), false);
        view! {
            <Columns kind=ColumnsKind::Narrow>
                <div class="stack">
                    {move || {
                        if stopped.get() {
                            done()
                        } else {
                            this.code.clone().map_or_else(incomplete, |code| ask(code, stopped))
                        }
                    }}
                </div>
            </Columns>
        }
        .into_any()
    }
}

/// One sentence, one button.
fn ask(code: PaperCode, stopped: RwSignal<bool>) -> AnyView {
    let client = use_client();
    let address = use_address();
    let form = FormState::new();
    let press = move |()| {
        let code = code.clone();
        form.send(async move {
            match client.call(&StopResetByLink {}, &StopCode { code }).await {
                Ok(_) => {
                    address.forget_fragment();
                    stopped.try_set(true);
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        {form.draw()}
        <PageTitle title=text!(recovery.stop_title) lead=text!(recovery.stop_text) />
        <Button wide=true kind=ButtonKind::Danger on_press=press busy=form.busy() busy_text=text!(common.working)>
            {text!(recovery.stop)}
        </Button>
        <p class="soft">{text!(recovery.stop_not)}</p>
    }
    .into_any()
}

/// The server answers the same for every code, so this promises no more than it knows.
fn done() -> AnyView {
    view! {
        <PageTitle title=text!(recovery.stop_done_title) />
        <Notice kind=NoticeKind::Good>{text!(recovery.stop_done_text)}</Notice>
        <p>{text!(recovery.stop_done_next)}</p>
        {by_phone::draw()}
    }
    .into_any()
}

/// The address has no code, or not a whole one.
fn incomplete() -> AnyView {
    view! {
        <PageTitle title=text!(recovery.stop_title) />
        <Notice kind=NoticeKind::Watch title=text!(recovery.link_title)>
            {text!(recovery.link_text)}
        </Notice>
        {by_phone::draw()}
    }
    .into_any()
}
