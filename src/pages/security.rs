//! Security and privacy: who looked at the record, how one signs in, and where.

mod access;
mod confirm;
mod passkeys;
mod password;
mod recovery_code;
mod sessions;
mod totp;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::security::{GetSecurity, Security};

use crate::{
    browser::focus::{self, name_page},
    client::Remote,
    components::{Card, Columns, Icon, IconName, PageTitle, PendingShape, Section},
    route::Route,
    session::{Session, use_here},
    shared::{easy, pending_reset, proof::Prover, show},
    text,
};

/// The place of where the account is signed in among a patient's parts, in easy read.
const SESSIONS: usize = 5;

/// Security and privacy, for patients and for the care team.
pub struct SecurityPage {
    security: Remote<Security>,
    /// Only patients have a record that others look at.
    patient: bool,
}

impl LazyRoute for SecurityPage {
    fn data() -> Self {
        let patient = untrack(|| matches!(use_here().session(), Session::Patient(_)));
        Self { security: Remote::read(GetSecurity {}), patient }
    }

    async fn view(this: Self) -> AnyView {
        let Self { security, patient } = this;
        name_page(text!(security.title));
        let prover = Prover::new();
        let lead = if patient { text!(security.intro) } else { text!(security.intro_team) };
        let passkeys = view! {
            <Section title=text!(security.passkeys_title)>
                {show(security, PendingShape::Rows, move |shown| passkeys::draw(shown, security, prover))}
            </Section>
        };
        let unsaid = RwSignal::new(false);
        let code = view! {
            <Section title=text!(security.code_title)>
                {recovery_code::unsaid(unsaid)}
                {show(security, PendingShape::Text, move |shown| recovery_code::draw(&shown, security, prover, unsaid))}
            </Section>
        };
        let app = view! {
            <Section title=text!(security.totp_title)>
                {show(security, PendingShape::Text, move |shown| totp::draw(&shown, security, prover))}
            </Section>
        };
        let password = view! {
            <Section title=text!(security.password_title)>
                {show(security, PendingShape::Text, move |shown| password::draw(&shown, security, prover))}
            </Section>
        };
        let places = view! {
            <Section title=text!(security.sessions_title)>
                {show(security, PendingShape::Rows, move |shown| sessions::draw(shown, security, prover))}
            </Section>
        };
        let part = RwSignal::new(0);
        let to_sessions = Callback::new(move |()| {
            if easy::is_on() {
                part.set(SESSIONS);
            } else {
                focus::to("sessions");
            }
        });
        let looked = patient.then(
            || view! { <Section title=text!(security.looked_title)>{access::draw(prover, to_sessions)}</Section> },
        );
        let reset = Memo::new(move |_| security.with(|security| security.reset).flatten());
        let title = view! {
            <PageTitle title=text!(security.title) lead=lead />
            {move || reset.get().map(pending_reset::draw)}
        };
        if easy::is_on() {
            let looked = looked.map(IntoAny::into_any);
            let parts = [
                passkeys.into_any(),
                code.into_any(),
                password.into_any(),
                app.into_any(),
                places.into_any(),
                protection(),
            ];
            let parts = looked.into_iter().chain(parts).collect();
            return view! {
                {title}
                {easy::one_at_a_time(part, parts)}
                {prover.draw()}
            }
            .into_any();
        }
        let columns = match looked {
            Some(looked) => view! {
                <div class="stack">{looked}</div>
                <div class="stack">{passkeys} {code} {password} {app} {places} {protection()}</div>
            }
            .into_any(),
            None => view! {
                <div class="stack">{passkeys} {code} {password} {app}</div>
                <div class="stack">{places}</div>
            }
            .into_any(),
        };
        view! {
            {title}
            <Columns>{columns}</Columns>
            {prover.draw()}
        }
        .into_any()
    }
}

/// What protects the record, in three lines.
fn protection() -> AnyView {
    let lines = [text!(security.protect_1), text!(security.protect_2), text!(security.protect_3)]
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <Icon name=IconName::Check />
                    <span>{line}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card>
            <Section level=easy::card_level() title=text!(security.protect_title)>
                <ul class="ticks" role="list">
                    {lines}
                </ul>
                <a class="lone-link" href=Route::Protection.path()>
                    {text!(security.protect_more)}
                </a>
            </Section>
        </Card>
    }
    .into_any()
}
