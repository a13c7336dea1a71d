//! What the check found, in words, with the next step.

use leptos::prelude::*;
use salus_protocol::{log_chain::ChainFault, time::Timestamp};

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
        Check::Right(Whole { late: true, .. }) => text!(security.check_late),
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

/// What is said below the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tick {
    /// A stamp fits up to this line, as of then.
    Stamped(u64, Timestamp),
    /// There is a stamp that this browser cannot read.
    Unread,
    /// The first stamp is on its way.
    NoStampYet,
    /// There is none, and there should be one.
    NoStamp,
    /// So many lines wait for theirs.
    Newer(u64),
    /// So many lines have none, and should.
    Unstamped(u64),
    /// The same up to this line as at the last check here.
    Before(u64),
}

/// How good it is. Without the stamp that is due a later change could stay unseen, so that nothing is said of that.
const fn kind(whole: &Whole) -> NoticeKind {
    if whole.late { NoticeKind::Watch } else { NoticeKind::Good }
}

fn ticks(whole: &Whole) -> Vec<Tick> {
    let Whole { lines, proof, before, late, .. } = *whole;
    let stamp = match proof {
        Proof::None if late => Tick::NoStamp,
        Proof::None => Tick::NoStampYet,
        Proof::Signed(number, at) => Tick::Stamped(number, at),
        Proof::Unread(_) => Tick::Unread,
    };
    let newer = match proof {
        Proof::Signed(number, _) | Proof::Unread(number) if late => Some(Tick::Unstamped(lines.saturating_sub(number))),
        Proof::Signed(number, _) if number < lines => Some(Tick::Newer(lines - number)),
        _ => None,
    };
    [Some(stamp), before.map(Tick::Before), newer].into_iter().flatten().collect()
}

impl Tick {
    /// What is known is ticked; what has yet to come, or what this browser cannot tell, waits.
    const fn is_known(self) -> bool {
        matches!(self, Self::Stamped(..) | Self::Before(_))
    }

    fn words(self) -> String {
        match self {
            Self::Stamped(number, at) => {
                let (number, time) = (clock::count(count(number)), clock::moment(at));
                text!(security.proof_signed, number = number.as_str(), time = time.as_str())
            }
            Self::Unread => text!(security.proof_unread).to_owned(),
            Self::NoStampYet => text!(security.proof_none_yet).to_owned(),
            Self::NoStamp => text!(security.proof_missing).to_owned(),
            Self::Newer(lines) => plural!(count(lines), security.proof_newer),
            Self::Unstamped(lines) => plural!(count(lines), security.proof_late),
            Self::Before(number) => {
                let number = clock::count(count(number));
                text!(security.check_before, number = number.as_str())
            }
        }
    }
}

fn right(title: &'static str, whole: Whole) -> AnyView {
    let Whole { lines, other_key, late, .. } = whole;
    let kind = kind(&whole);
    let ticks = ticks(&whole)
        .into_iter()
        .map(|tick| {
            let (known, line) = (tick.is_known(), tick.words());
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
        <Notice kind=kind title=title>
            {plural!(count(lines), security.check_lines)}
        </Notice>
        <ul class="ticks" role="list">
            {ticks}
        </ul>
        {late
            .then(|| {
                view! {
                    <p>{text!(security.late_next)}</p>
                    <a class="lone-link" href=Route::NewMessage(None).path()>
                        {text!(security.check_write)}
                    </a>
                }
            })}
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

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp(1);

    fn whole(proof: Proof, late: bool) -> Whole {
        Whole { lines: 9, proof, before: Some(4), other_key: false, late }
    }

    #[test]
    fn without_the_stamp_that_is_due_it_is_not_said_that_nothing_was_changed() {
        for proof in [Proof::None, Proof::Signed(5, AT), Proof::Unread(5)] {
            assert_eq!(kind(&whole(proof, true)), NoticeKind::Watch, "{proof:?}");
            assert_eq!(kind(&whole(proof, false)), NoticeKind::Good, "{proof:?}");
        }
    }

    #[test]
    fn a_stamp_that_is_on_its_way_and_one_that_should_be_here_are_told_apart() {
        for (proof, late, expected) in [
            (Proof::None, false, vec![Tick::NoStampYet, Tick::Before(4)]),
            (Proof::None, true, vec![Tick::NoStamp, Tick::Before(4)]),
            (Proof::Signed(9, AT), false, vec![Tick::Stamped(9, AT), Tick::Before(4)]),
            (Proof::Signed(5, AT), false, vec![Tick::Stamped(5, AT), Tick::Before(4), Tick::Newer(4)]),
            (Proof::Signed(5, AT), true, vec![Tick::Stamped(5, AT), Tick::Before(4), Tick::Unstamped(4)]),
            (Proof::Unread(5), false, vec![Tick::Unread, Tick::Before(4)]),
            (Proof::Unread(5), true, vec![Tick::Unread, Tick::Before(4), Tick::Unstamped(4)]),
        ] {
            assert_eq!(ticks(&whole(proof, late)), expected);
        }
    }
}
