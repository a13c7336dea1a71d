//! Which lines are shown: whose, and from when on.

use leptos::prelude::*;
use salus_protocol::{
    security::{AccessQuery, ActorKind},
    time::Timestamp,
};

use crate::{browser::clock, shared::picker::picker, text};

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Others,
    Team,
    Practice,
    You,
    Everyone,
}

/// How long ago, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Week,
    Month,
    Year,
    Always,
}

impl When {
    /// How many days, today included.
    const fn days(self) -> Option<i32> {
        match self {
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::Year => Some(365),
            Self::Always => None,
        }
    }
}

/// What is wanted.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    who: RwSignal<Who>,
    when: RwSignal<When>,
}

impl Filter {
    /// What others did, whenever: one's own visits would bury it.
    pub(super) fn new() -> Self {
        Self { who: RwSignal::new(Who::Others), when: RwSignal::new(When::Always) }
    }

    /// The question to the server. Tracked.
    pub(super) fn query(self) -> AccessQuery {
        query(self.who.get(), self.when.get(), clock::beginning_of)
    }

    /// Whether anything that others did would be shown.
    pub(super) fn is_widest(self) -> bool {
        self.when.get_untracked() == When::Always && matches!(self.who.get_untracked(), Who::Others | Who::Everyone)
    }

    /// Shows everything.
    pub(super) fn widen(self) {
        self.when.set(When::Always);
        self.who.set(Who::Everyone);
    }

    /// The two choices.
    pub(super) fn draw(self) -> AnyView {
        let who = vec![
            (Who::Others, text!(security.who.others)),
            (Who::Team, text!(security.who.team)),
            (Who::Practice, text!(access.practice_system)),
            (Who::You, text!(access.you)),
            (Who::Everyone, text!(security.who.everyone)),
        ];
        let when = vec![
            (When::Always, text!(security.when.always)),
            (When::Week, text!(security.when.week)),
            (When::Month, text!(security.when.month)),
            (When::Year, text!(security.when.year)),
        ];
        view! {
            <div class="pickers no-print">
                {picker(text!(security.who.label), "looked-who", self.who, who)}
                {picker(text!(security.when.label), "looked-when", self.when, when)}
            </div>
        }
        .into_any()
    }
}

/// `beginning` tells when the day so many days before today began, where the reader is: the list shows times of there, and the
/// server knows no other days.
fn query(who: Who, when: When, beginning: impl Fn(i32) -> Timestamp) -> AccessQuery {
    AccessQuery {
        who: match who {
            Who::Team => Some(ActorKind::Staff),
            Who::Practice => Some(ActorKind::Practice),
            Who::You => Some(ActorKind::You),
            Who::Others | Who::Everyone => None,
        },
        others: who == Who::Others,
        from: when.days().map(|days| beginning(days - 1)),
        until: None,
        before: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days of this place begin when they do in UTC+10.
    fn beginning(ago: i32) -> Timestamp {
        let today = Timestamp(1_795_269_600_000_000);
        today.plus_seconds(-24 * 60 * 60 * i64::from(ago))
    }

    #[test]
    fn at_first_everything_that_others_did_is_asked_for() {
        let asked = query(Who::Others, When::Always, beginning);
        assert_eq!(asked, AccessQuery { others: true, ..AccessQuery::default() });
    }

    #[test]
    fn the_last_seven_days_begin_six_days_ago() {
        let from = |when| query(Who::Everyone, when, beginning).from;
        assert_eq!(from(When::Week), Some(beginning(6)));
        assert_eq!(from(When::Year), Some(beginning(364)));
        assert_eq!(from(When::Always), None);
    }

    #[test]
    fn one_kind_of_actor_is_asked_for_by_name() {
        assert_eq!(query(Who::Team, When::Always, beginning).who, Some(ActorKind::Staff));
        assert!(!query(Who::Team, When::Always, beginning).others);
    }
}
