//! For patients who have lost every way in: find them, begin a reset, confirm one that somebody else began, and give them the sheet
//! that leads them back.

mod begin;
mod find;
mod list;
mod proofing;
mod sheet;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::recovery::{ConfirmedReset, ListResets, Resets};

use self::{find::Find, sheet::Sheet};
use crate::{
    browser::focus::{self, name_page},
    client::Remote,
    components::{Columns, ColumnsKind, PageTitle, PendingShape, Section},
    shared::{proof::Prover, show},
    text,
};

/// Lost access.
pub struct AccessHelpPage {
    resets: Remote<Resets>,
}

impl LazyRoute for AccessHelpPage {
    fn data() -> Self {
        Self { resets: Remote::read(ListResets {}) }
    }

    async fn view(this: Self) -> AnyView {
        let resets = this.resets;
        name_page(text!(access_help.title));
        let prover = Prover::new();
        // The code is shown this once, so its sheet takes the whole page until it is done with.
        let confirmed = RwSignal::new(None::<ConfirmedReset>);
        let printing = Memo::new(move |_| confirmed.with(Option::is_some));
        Effect::watch(move || printing.get(), |_, _, _| request_animation_frame(focus::to_heading), false);
        let page = move || {
            let sheet = if printing.get() { confirmed.get_untracked() } else { None };
            if let Some(sheet) = sheet {
                return view! { <Sheet sheet shown=confirmed /> }.into_any();
            }
            view! {
                <PageTitle title=text!(access_help.title) lead=text!(access_help.intro) />
                <Columns kind=ColumnsKind::Halves>
                    <Section title=text!(access_help.find_title)>
                        <Find resets prover />
                    </Section>
                    <Section title=text!(access_help.list_title)>
                        {show(resets, PendingShape::Rows, move |shown| list::draw(shown, resets, prover, confirmed))}
                    </Section>
                </Columns>
            }
            .into_any()
        };
        view! {
            {page}
            {prover.draw()}
        }
        .into_any()
    }
}
