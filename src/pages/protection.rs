//! How the portal protects people: what is locked and who can open it, what is switched on in this deployment and what is not,
//! and what nobody can protect them from. Everything that could be otherwise comes from the server, which says it of itself.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::protection::{
    Checkpoints, DatabaseLink, GetProtection, Kept, KeysFrom, Kind, KindOfData, Opener, Protection, SessionLimits,
    Transport,
};

use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{Columns, ColumnsKind, Icon, IconName, PageTitle, PendingShape, Row, RowList, Section},
    plural,
    shared::show,
    text,
};

/// How the portal protects people.
pub struct ProtectionPage {
    protection: Remote<Protection>,
}

impl LazyRoute for ProtectionPage {
    fn data() -> Self {
        Self { protection: Remote::read(GetProtection {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(protection.title));
        view! {
            <PageTitle title=text!(protection.title) lead=text!(protection.lead) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack stack-loose">
                    {show(this.protection, PendingShape::Rows, draw)}
                    <Section title=text!(protection.cannot_title)>
                        <ul class="plain-list">
                            <li>{text!(protection.cannot_device)}</li>
                            <li>{text!(protection.cannot_program)}</li>
                            <li>{text!(protection.cannot_code)}</li>
                            <li>{text!(protection.cannot_team)}</li>
                            <li>{text!(protection.cannot_operator)}</li>
                            <li>{text!(protection.cannot_paper)}</li>
                        </ul>
                    </Section>
                </div>
            </Columns>
        }
        .into_any()
    }
}

/// What the server says of itself.
fn draw(protection: Protection) -> AnyView {
    let lines = [
        transport(protection.transport),
        database(protection.database),
        keys_from(protection.keys_from),
        keys_apart(protection.keys_apart),
        checkpoints(protection.checkpoints),
    ];
    let away = away(protection.patient, protection.staff);
    let kinds = protection.kinds.iter().map(kind).collect_view();
    view! {
        <Section title=text!(protection.kinds_title)>
            <RowList>{kinds}</RowList>
        </Section>
        <Section title=text!(protection.on_title)>
            <ul class="ticks" role="list">
                {lines.map(line).collect_view()}
            </ul>
        </Section>
        <Section title=text!(protection.away_title)>
            <ul class="plain-list">{away}</ul>
        </Section>
    }
    .into_any()
}

/// One kind of data: how it is kept, and who can open it.
fn kind(KindOfData { kind, kept, opened_by }: &KindOfData) -> AnyView {
    let title = match kind {
        Kind::Record => text!(protection.record),
        Kind::Messages => text!(protection.messages),
        Kind::Comments => text!(protection.comments),
        Kind::Account => text!(protection.account),
        Kind::Password => text!(protection.password),
        Kind::RecoveryCode => text!(protection.recovery_code),
        Kind::Passkey => text!(protection.passkey),
        Kind::Marks => text!(protection.marks),
        Kind::Traces => text!(protection.traces),
    };
    let kept = match kept {
        Kept::OwnKey => text!(protection.own_key),
        Kept::PortalKey => text!(protection.portal_key),
        Kept::OneWay => text!(protection.one_way),
        Kept::Readable => text!(protection.readable),
    };
    let opened = opened(opened_by);
    view! {
        <Row title=title text=kept>
            {opened}
        </Row>
    }
    .into_any()
}

/// Who can open it. Where there is no sentence for exactly these people, the one that names more of them.
fn opened(by: &[Opener]) -> &'static str {
    let has = |opener| by.contains(&opener);
    match (has(Opener::Patient), has(Opener::CareTeam), has(Opener::Operator)) {
        (false, false, false) if has(Opener::Portal) => text!(protection.opened_portal),
        (false, false, false) => text!(protection.opened_nobody),
        (true, false, false) => text!(protection.opened_you),
        (true, true, false) => text!(protection.opened_you_team),
        (false, true, false) => text!(protection.opened_team),
        (false, _, true) => text!(protection.opened_team_operator),
        (true, _, true) => text!(protection.opened_all),
    }
}

/// A sentence, and whether it tells of a protection that is there.
type Line = (bool, String);

/// The sentence with its mark. The mark repeats what the words say.
fn line((is_on, words): Line) -> AnyView {
    let name = if is_on { IconName::Check } else { IconName::Info };
    view! {
        <li class:ticks-off=!is_on>
            <Icon name />
            <span>{words}</span>
        </li>
    }
    .into_any()
}

fn transport(transport: Transport) -> Line {
    match transport {
        Transport::Here => (true, text!(protection.transport_here).into()),
        Transport::Before => (true, text!(protection.transport_before).into()),
        Transport::ThisComputer => (false, text!(protection.transport_this_computer).into()),
    }
}

fn database(link: DatabaseLink) -> Line {
    match link {
        DatabaseLink::ThisComputer => (true, text!(protection.database_this_computer).into()),
        DatabaseLink::Proved => (true, text!(protection.database_proved).into()),
        DatabaseLink::Encrypted => (true, text!(protection.database_encrypted).into()),
        DatabaseLink::Open => (false, text!(protection.database_open).into()),
    }
}

fn keys_from(from: KeysFrom) -> Line {
    match from {
        KeysFrom::File => (true, text!(protection.keys_file).into()),
        KeysFrom::Credential => (true, text!(protection.keys_credential).into()),
        KeysFrom::Environment => (false, text!(protection.keys_environment).into()),
    }
}

fn keys_apart(are: bool) -> Line {
    (are, if are { text!(protection.keys_apart) } else { text!(protection.keys_beside) }.into())
}

fn checkpoints(checkpoints: Checkpoints) -> Line {
    match checkpoints {
        Checkpoints::Off => (false, text!(protection.checkpoints_off).into()),
        Checkpoints::Beside(_) => (false, text!(protection.checkpoints_beside).into()),
        Checkpoints::On(None) => (false, text!(protection.checkpoints_waiting).into()),
        Checkpoints::On(Some(at)) => (true, text!(protection.checkpoints_on, when = clock::moment(at))),
    }
}

/// When the portal locks itself and when it ends, for patients and for the care team.
fn away(patient: SessionLimits, staff: SessionLimits) -> AnyView {
    let (minutes, hours) = (|seconds: u32| seconds / 60, |seconds: u32| seconds / 3_600);
    [
        plural!(minutes(patient.idle_seconds), protection.locks),
        plural!(hours(patient.longest_seconds), protection.ends),
        plural!(minutes(staff.idle_seconds), protection.team_locks),
        plural!(hours(staff.longest_seconds), protection.team_ends),
    ]
    .map(|words| view! { <li>{words}</li> })
    .collect_view()
    .into_any()
}
