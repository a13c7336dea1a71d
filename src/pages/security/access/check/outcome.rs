//! What the check found, in words, with the next step.

use leptos::prelude::*;
use salus_protocol::log_chain::ChainFault;

use super::{Check, Proof, Whole};
use crate::{
    browser::clock,
    components::{Button, ButtonKind, Icon, IconName, LinkButton, Notice, NoticeKind},
    plural,
    route::Route,
    sentences,
    session::use_here,
    text,
};

/// A number of lines, as far as the words of the portal count.
fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What it comes to.
pub(super) fn title(check: &Check) -> &'static str {
    match check {
        Check::Running(_) => text!(security.check_running),
        Check::Right(_) => text!(security.check_right),
        Check::Wrong(_) => text!(security.check_wrong),
        Check::Failed(_) => text!(security.check_failed),
    }
}

/// The inside of the dialog.
pub(super) fn draw(check: Check, open: RwSignal<bool>, again: Callback<()>) -> AnyView {
    let title = title(&check);
    let close = move |kind: ButtonKind, words: &'static str| {
        view! {
            <Button kind=kind on_press=move |()| open.set(false)>
                {words}
            </Button>
        }
    };
    let (words, ways) = match check {
        Check::Running(lines) => (running(title, lines), close(ButtonKind::Quiet, text!(common.cancel)).into_any()),
        Check::Right(whole) => (right(title, whole), close(ButtonKind::Quiet, text!(common.close)).into_any()),
        Check::Wrong(fault) => (
            wrong(title, fault),
            view! {
                <LinkButton href=Route::NewMessage(None).path() icon=IconName::Messages>
                    {text!(security.check_write)}
                </LinkButton>
                {close(ButtonKind::Plain, text!(common.close))}
            }
            .into_any(),
        ),
        Check::Failed(error) => (
            view! {
                <Notice kind=NoticeKind::Watch title=title>
                    {sentences::of(&error)}
                </Notice>
            }
            .into_any(),
            view! {
                <Button kind=ButtonKind::Quiet icon=IconName::Retry on_press=again>
                    {text!(common.try_again)}
                </Button>
                {close(ButtonKind::Plain, text!(common.close))}
            }
            .into_any(),
        ),
    };
    view! {
        <div class="stack" id="log-check" tabindex="-1">
            {words} <div class="actions">{ways}</div>
        </div>
    }
    .into_any()
}

fn running(title: &'static str, lines: u64) -> AnyView {
    view! {
        <p class="hint-line">
            <Icon name=IconName::Clock />
            <span>{title}</span>
        </p>
        <p class="soft">{plural!(count(lines), security.check_so_far)}</p>
    }
    .into_any()
}

fn right(title: &'static str, whole: Whole) -> AnyView {
    let Whole { lines, proof, before, other_key } = whole;
    // What is known is ticked; what has yet to come, or what this browser cannot tell, waits.
    let (known, proved) = match proof {
        Proof::None => (false, text!(security.proof_none_yet).to_owned()),
        Proof::Signed(number, at) => {
            let (number, time) = (clock::count(count(number)), clock::moment(at));
            (true, text!(security.proof_signed, number = number.as_str(), time = time.as_str()))
        }
        Proof::Unread(_) => (false, text!(security.proof_unread).to_owned()),
    };
    let newer = match proof {
        Proof::Signed(number, _) if number < lines => {
            Some((false, plural!(count(lines - number), security.proof_newer)))
        }
        _ => None,
    };
    let before = before.map(|number| {
        let number = clock::count(count(number));
        (true, text!(security.check_before, number = number.as_str()))
    });
    let ticks = [Some((known, proved)), before, newer]
        .into_iter()
        .flatten()
        .map(|(known, line)| {
            let icon = if known { IconName::Check } else { IconName::Clock };
            view! {
                <li class:ticks-off=!known>
                    <Icon name=icon />
                    <span>{line}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <Notice kind=NoticeKind::Good title=title>
            {plural!(count(lines), security.check_lines)}
        </Notice>
        <ul class="ticks" role="list">
            {ticks}
        </ul>
        {other_key
            .then(|| {
                view! {
                    <Notice kind=NoticeKind::Watch title=text!(security.key_title)>
                        {text!(security.key_text)}
                    </Notice>
                }
            })}
    }
    .into_any()
}

fn wrong(title: &'static str, fault: ChainFault) -> AnyView {
    let number = |number: u64| clock::count(count(number));
    let words = match fault {
        ChainFault::Edited { number: line } => text!(security.fault_edited, number = number(line)),
        ChainFault::Missing { number: line } => text!(security.fault_missing, number = number(line)),
        ChainFault::Truncated { number: line } => text!(security.fault_cut, number = number(line)),
        ChainFault::ProofBroken => text!(security.fault_proof).to_owned(),
    };
    let telephone = use_here().practice().and_then(|practice| practice.telephone).map(|telephone| {
        let href = format!("tel:{}", telephone.replace(' ', ""));
        view! {
            <p class="hint-line">
                <Icon name=IconName::Phone />
                <a class="lone-link" href=href>
                    {text!(security.check_call, telephone = telephone.as_str())}
                </a>
            </p>
        }
    });
    view! {
        <Notice kind=NoticeKind::Urgent title=title>
            {words}
        </Notice>
        <p>{text!(security.check_next)}</p>
        {telephone}
    }
    .into_any()
}
