//! Who looked at the record: the list with its filter, a file of it to keep, and a check that nobody has changed it.

mod check;
mod file;
mod filter;
mod lines;
mod save;

use leptos::prelude::*;

use self::{check::CheckLog, filter::Filter, lines::Lines, save::SaveLog};
use crate::{
    components::{Card, Icon, IconName},
    shared::proof::Prover,
    text,
};

/// The list of looks, and what can be done with it. `to_sessions` leads to where the account is signed in.
pub(super) fn draw(prover: Prover, to_sessions: Callback<()>) -> AnyView {
    let filter = Filter::new();
    view! {
        {filter.draw()}
        {move || view! { <Lines filter=filter query=filter.query() to_sessions=to_sessions /> }}
        <Card>
            <div class="stack">
                <p class="hint-line">
                    <Icon name=IconName::Security />
                    <span>{text!(security.check_lead)}</span>
                </p>
                <div class="actions" id="looked-actions">
                    <CheckLog /> <SaveLog prover />
                </div>
            </div>
        </Card>
    }
    .into_any()
}
