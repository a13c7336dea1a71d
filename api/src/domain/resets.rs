//! A reset of an account whose owner has lost every way in: begun by one member of the care team, confirmed by another, open after
//! a day of waiting, for a week. Its state follows from its times; nothing has to happen for it to end.

use salus_protocol::{
    ids::AccountId,
    recovery::{PendingReset, RESET_OPEN_SECONDS, RESET_WAIT_SECONDS, ResetState},
    time::Timestamp,
};

/// How long a reset waits for the second member of the care team, in seconds: a day.
pub const CONFIRM_SECONDS: i64 = 24 * 60 * 60;
/// After how long the owner is reminded of a reset, in seconds: half a day.
pub const REMIND_SECONDS: i64 = 12 * 60 * 60;

/// When what happened to a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When it began.
    pub begun_at: Timestamp,
    /// When it was confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// When it was stopped.
    pub stopped_at: Option<Timestamp>,
    /// When its code was used.
    pub done_at: Option<Timestamp>,
}

/// Why a reset cannot be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotConfirmed {
    /// It was confirmed before.
    Already,
    /// It was stopped or used, or its day is over.
    Over,
    /// The second must be somebody else than the first, and the first must still be there.
    SecondPersonNeeded,
}

impl Times {
    /// How far the reset is.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> ResetState {
        if let Some(at) = self.done_at {
            return ResetState::Done(at);
        }
        if let Some(at) = self.stopped_at {
            return ResetState::Stopped(at);
        }
        let Some(confirmed_at) = self.confirmed_at else {
            let waits = now < self.begun_at.plus_seconds(CONFIRM_SECONDS);
            return if waits { ResetState::Begun } else { ResetState::Over };
        };
        let (opens_at, ends_at) = (opens_at(confirmed_at), ends_at(confirmed_at));
        if now < opens_at {
            ResetState::Waiting(opens_at)
        } else if now < ends_at {
            ResetState::Open(ends_at)
        } else {
            ResetState::Over
        }
    }

    /// Whether it can still open the account one day.
    #[must_use]
    pub fn is_pending(&self, now: Timestamp) -> bool {
        matches!(self.state(now), ResetState::Begun | ResetState::Waiting(_) | ResetState::Open(_))
    }

    /// What the owner is told of it, while it is pending.
    #[must_use]
    pub fn pending(&self, now: Timestamp) -> Option<PendingReset> {
        self.is_pending(now)
            .then(|| PendingReset { begun_at: self.begun_at, opens_at: self.confirmed_at.map(opens_at) })
    }

    /// Whether `by` may confirm it. `first` is whoever began it, if they are still on the care team.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_confirmed(
        &self,
        first: Option<&AccountId>,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<(), NotConfirmed> {
        match self.state(now) {
            ResetState::Begun if first.is_some_and(|first| first != by) => Ok(()),
            ResetState::Begun => Err(NotConfirmed::SecondPersonNeeded),
            ResetState::Waiting(_) | ResetState::Open(_) => Err(NotConfirmed::Already),
            ResetState::Done(_) | ResetState::Stopped(_) | ResetState::Over => Err(NotConfirmed::Over),
        }
    }
}

/// From when on the code of a reset opens the account that was confirmed at this moment.
#[must_use]
pub fn opens_at(confirmed_at: Timestamp) -> Timestamp {
    confirmed_at.plus_seconds(RESET_WAIT_SECONDS.into())
}

/// Until when it does.
#[must_use]
pub fn ends_at(confirmed_at: Timestamp) -> Timestamp {
    opens_at(confirmed_at).plus_seconds(RESET_OPEN_SECONDS.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60;

    fn at(seconds: i64) -> Timestamp {
        Timestamp(0).plus_seconds(seconds)
    }

    fn times(confirmed: Option<i64>, stopped: Option<i64>, done: Option<i64>) -> Times {
        Times { begun_at: at(0), confirmed_at: confirmed.map(at), stopped_at: stopped.map(at), done_at: done.map(at) }
    }

    fn account(text: &str) -> AccountId {
        AccountId::parse(text).unwrap_or_else(|_| unreachable!("{text}"))
    }

    #[test]
    fn a_reset_that_nobody_confirms_is_over_after_a_day() {
        let begun = times(None, None, None);
        assert_eq!(begun.state(at(0)), ResetState::Begun);
        assert_eq!(begun.state(at(DAY - 1)), ResetState::Begun);
        assert_eq!(begun.state(at(DAY)), ResetState::Over);
        assert!(begun.is_pending(at(DAY - 1)) && !begun.is_pending(at(DAY)));
    }

    #[test]
    fn a_confirmed_reset_waits_a_day_opens_for_a_week_and_is_over() {
        let confirmed = times(Some(100), None, None);
        let (opens, ends) = (at(100 + DAY), at(100 + 8 * DAY));
        for (now, state) in [
            (at(100), ResetState::Waiting(opens)),
            (at(100 + DAY - 1), ResetState::Waiting(opens)),
            (opens, ResetState::Open(ends)),
            (at(100 + 8 * DAY - 1), ResetState::Open(ends)),
            (ends, ResetState::Over),
        ] {
            assert_eq!(confirmed.state(now), state);
        }
    }

    #[test]
    fn what_was_stopped_or_used_stays_so() {
        for now in [at(200), at(30 * DAY)] {
            assert_eq!(times(None, Some(50), None).state(now), ResetState::Stopped(at(50)));
            assert_eq!(times(Some(100), Some(150), None).state(now), ResetState::Stopped(at(150)));
            assert_eq!(times(Some(100), None, Some(180)).state(now), ResetState::Done(at(180)));
        }
        assert_eq!(times(Some(100), Some(150), None).pending(at(160)), None);
    }

    #[test]
    fn only_somebody_else_than_the_first_confirms_and_only_while_the_first_is_there() {
        let (first, second) =
            (account("018f4e4a-7c1e-7b33-9d52-3f6a0c9e1b27"), account("018f4e4a-7c1e-7b33-9d52-3f6a0c9e1b28"));
        let begun = times(None, None, None);
        assert_eq!(begun.may_be_confirmed(Some(&first), &second, at(1)), Ok(()));
        assert_eq!(begun.may_be_confirmed(Some(&first), &first, at(1)), Err(NotConfirmed::SecondPersonNeeded));
        assert_eq!(begun.may_be_confirmed(None, &second, at(1)), Err(NotConfirmed::SecondPersonNeeded));
        assert_eq!(begun.may_be_confirmed(Some(&first), &second, at(DAY)), Err(NotConfirmed::Over));
        let confirmed = times(Some(2), None, None);
        assert_eq!(confirmed.may_be_confirmed(Some(&first), &second, at(3)), Err(NotConfirmed::Already));
        let stopped = times(None, Some(2), None);
        assert_eq!(stopped.may_be_confirmed(Some(&first), &second, at(3)), Err(NotConfirmed::Over));
    }
}
