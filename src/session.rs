//! Who is here, and which practice this portal belongs to.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    endpoint::Nothing,
    ids::AccountId,
    session::{CurrentSession, GetSession, Limits, Offer, Person, Practice, SignOut, Who},
    sign_in::PasswordAccepted,
};

use crate::{
    browser::{clock, storage::Drafts},
    client::{Client, ClientError, events::Live},
};

/// Who is in front of the screen, as far as the portal knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// Nobody has told us yet.
    Unknown,
    /// We asked and got no answer.
    Unreachable(ClientError),
    /// Nobody we know.
    Guest,
    /// A person whose password was right and whose second step is open in these ways.
    SecondStep(PasswordAccepted),
    /// Somebody whose session has locked itself before this page was loaded; the lock stands before everything.
    Locked,
    /// A patient.
    Patient(Person),
    /// A member of the care team.
    Staff(Person),
}

/// Why somebody who was signed in is not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Farewell {
    /// The session ended by itself: time, or sign-out on another device.
    Ended,
    /// The person signed out here.
    SignedOut,
    /// The time for the second step was over.
    StepEnded,
}

/// How the session stands, for a page that has been open for a while: other windows share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is alive.
    Alive,
    /// Somebody else has signed in meanwhile.
    SomebodyElse,
    /// It has locked itself.
    Locked,
    /// It has ended.
    Ended,
}

impl Standing {
    /// What the server's answer means where this person was here last.
    #[must_use]
    pub fn of(who: &Who, last: Option<&AccountId>) -> Self {
        match who {
            Who::Patient(person) | Who::Staff(person) if last.is_none_or(|last| *last == person.account_id) => {
                Self::Alive
            }
            Who::Patient(_) | Who::Staff(_) => Self::SomebodyElse,
            Who::Locked => Self::Locked,
            Who::Guest | Who::SecondStep(_) => Self::Ended,
        }
    }
}

/// The session of this app; lives in its context. Only this file changes it.
#[derive(Clone, Copy)]
pub struct Here {
    session: RwSignal<Session>,
    practice: RwSignal<Option<Practice>>,
    farewell: RwSignal<Option<Farewell>>,
    /// Whether the lock stands before the page. What is on the page stays, unseen.
    locked: RwSignal<bool>,
    limits: RwSignal<Option<Limits>>,
    offer: RwSignal<Option<Offer>>,
    /// Who was here last.
    last: StoredValue<Option<AccountId>>,
    /// How many times somebody else has come in after the person who was here before.
    turns: RwSignal<u32>,
    client: Client,
    drafts: Drafts,
    live: Live,
}

impl Here {
    /// Nobody known yet. Listens to the client: when the server says that nobody is signed in, so it is.
    #[must_use]
    pub fn new(client: Client, drafts: Drafts, live: Live) -> Self {
        let here = Self {
            session: RwSignal::new(Session::Unknown),
            practice: RwSignal::new(None),
            farewell: RwSignal::new(None),
            locked: RwSignal::new(false),
            limits: RwSignal::new(None),
            offer: RwSignal::new(None),
            last: StoredValue::new(None),
            turns: RwSignal::new(0),
            client,
            drafts,
            live,
        };
        let ended = client.sessions_ended();
        Effect::watch(move || ended.get(), move |_, _, _| here.ended(), false);
        let locked = client.sessions_locked();
        Effect::watch(move || locked.get(), move |_, _, _| here.lock(), false);
        here
    }

    /// Asks the server who is here: the first call of every visit.
    pub fn ask(self) {
        self.session.set(Session::Unknown);
        spawn_local(async move {
            match self.client.call(&GetSession {}, &Nothing {}).await {
                Ok(current) => self.enter(current),
                Err(error) => self.session.set(Session::Unreachable(error)),
            }
        });
    }

    /// Asks the server how the session stands by now, which does not prolong it, and takes that over: a lock that another window has
    /// opened goes, and a page whose session has ended goes, too.
    ///
    /// # Errors
    /// [`ClientError`] if the server does not say.
    pub async fn look(self) -> Result<Standing, ClientError> {
        let current = self.client.call(&GetSession {}, &Nothing {}).await?;
        let standing = Standing::of(&current.who, self.last.get_value().as_ref());
        let waits = self.locked.get_untracked() || self.session.with_untracked(|session| *session == Session::Locked);
        match standing {
            Standing::Alive if !waits => self.heard(&current),
            Standing::Alive | Standing::SomebodyElse => self.enter(current),
            Standing::Locked => self.lock(),
            Standing::Ended => self.client.session_ended(),
        }
        Ok(standing)
    }

    /// Takes over who is here, after a sign-in or on arrival.
    pub fn enter(self, current: CurrentSession) {
        self.heard(&current);
        self.enter_later(current);
    }

    /// Takes over what is true at the moment in which the answer comes: the server's clock, and when the session was last used.
    pub fn heard(self, current: &CurrentSession) {
        clock::set(current.now);
        if let Some(limits) = current.limits {
            self.client.used_before(limits.idle_seconds.saturating_sub(limits.left_seconds));
        }
    }

    /// Takes over who is here, once the person has read what came with the answer. [`Here::heard`] was called when it came.
    pub fn enter_later(self, current: CurrentSession) {
        self.practice.set(Some(current.practice));
        self.limits.set(current.limits);
        let waited = self.locked.get_untracked();
        self.locked.set(current.who == Who::Locked);
        match &current.who {
            Who::Patient(person) | Who::Staff(person) => {
                self.take_turn(&person.account_id);
                self.drafts.belong_to(&person.account_id);
                self.farewell.set(None);
                self.live.open(self.client);
                if waited {
                    self.live.missed();
                }
            }
            Who::Guest | Who::SecondStep(_) | Who::Locked => {}
        }
        // What was offered at sign-in still stands after the lock.
        if current.offer.is_some() {
            self.offer.set(current.offer);
        }
        self.session.set(match current.who {
            Who::Guest => Session::Guest,
            Who::SecondStep(ways) => Session::SecondStep(ways),
            Who::Locked => Session::Locked,
            Who::Patient(person) => Session::Patient(person),
            Who::Staff(person) => Session::Staff(person),
        });
    }

    /// Notes who comes in. After somebody else nothing of the page may stay: what they opened and typed is theirs.
    fn take_turn(self, account: &AccountId) {
        self.client.belong_to(Some(account.clone()));
        let before = self.last.try_update_value(|last| last.replace(account.clone())).flatten();
        if before.is_some_and(|before| before != *account) {
            self.offer.set(None);
            self.turns.update(|turns| *turns += 1);
        }
    }

    /// Runs what tracks this anew when somebody else has come in after the person who was here before.
    pub fn follow_turns(self) {
        self.turns.track();
    }

    /// The password was right; the second step is open in these ways.
    pub fn second_step(self, ways: PasswordAccepted) {
        self.farewell.set(None);
        self.session.set(Session::SecondStep(ways));
    }

    /// Back to the password: the second step was given up or is over.
    pub fn start_over(self) {
        self.farewell.set(None);
        self.session.set(Session::Guest);
    }

    /// The time for the second step is over: back to the password, with a word about why.
    pub fn second_step_ended(self) {
        self.farewell.set(Some(Farewell::StepEnded));
        self.session.set(Session::Guest);
    }

    /// Signs out here. What was typed is thrown away: the next person at this device must not find it.
    pub async fn sign_out(self) -> Result<(), ClientError> {
        self.client.call(&SignOut {}, &Nothing {}).await?;
        self.leave(Farewell::SignedOut);
        Ok(())
    }

    /// Notes that the server has ended the session on the person's wish.
    pub fn signed_out(self) {
        self.leave(Farewell::SignedOut);
    }

    /// The session has locked itself: the page waits behind the lock.
    pub fn lock(self) {
        let signed_in =
            self.session.with_untracked(|session| matches!(session, Session::Patient(_) | Session::Staff(_)));
        // A lock that stands already is not drawn anew: somebody may be typing their password.
        if signed_in && !self.locked.get_untracked() {
            self.live.close();
            self.locked.set(true);
        }
    }

    /// Whether the lock stands before the page. Tracked.
    #[must_use]
    pub fn locked(self) -> bool {
        self.locked.get()
    }

    /// When this session locks itself and ends. Tracked.
    #[must_use]
    pub fn limits(self) -> Option<Limits> {
        self.limits.get()
    }

    /// What is offered on the occasion of this sign-in; taken or put off with [`Here::forget_offer`]. Tracked.
    #[must_use]
    pub fn offer(self) -> Option<Offer> {
        self.offer.get()
    }

    /// The offer was answered.
    pub fn forget_offer(self) {
        self.offer.set(None);
    }

    /// Who is here. Tracked.
    #[must_use]
    pub fn session(self) -> Session {
        self.session.get()
    }

    /// The person who is signed in. Tracked.
    #[must_use]
    pub fn person(self) -> Option<Person> {
        self.session.with(|session| match session {
            Session::Patient(person) | Session::Staff(person) => Some(person.clone()),
            _ => None,
        })
    }

    /// Why the person who was here is not any more. Tracked.
    #[must_use]
    pub fn farewell(self) -> Option<Farewell> {
        self.farewell.get()
    }

    /// The practice, once known. Tracked.
    #[must_use]
    pub fn practice(self) -> Option<Practice> {
        self.practice.get()
    }

    /// The practice's name, empty until it is known. Tracked.
    #[must_use]
    pub fn practice_name(self) -> String {
        self.practice.with(|practice| practice.as_ref().map(|practice| practice.name.clone()).unwrap_or_default())
    }

    /// The number to call in an emergency; until the practice has told its own, the one that works on most phones. Tracked.
    #[must_use]
    pub fn emergency_number(self) -> String {
        self.practice.with(|practice| {
            practice.as_ref().map_or_else(|| "112".into(), |practice| practice.emergency_number.clone())
        })
    }

    /// Within how many working days messages are answered. Tracked.
    #[must_use]
    pub fn answer_days(self) -> u32 {
        self.practice.with(|practice| practice.as_ref().map_or(0, |practice| practice.answer_days.into()))
    }

    /// The session has ended by itself. Drafts stay for the same person.
    fn ended(self) {
        let signed_in =
            self.session.with_untracked(|session| !matches!(session, Session::Guest | Session::SecondStep(_)));
        self.locked.set(false);
        self.offer.set(None);
        self.client.belong_to(None);
        if signed_in {
            self.live.close();
            self.farewell.set(Some(Farewell::Ended));
            self.session.set(Session::Guest);
        }
    }

    fn leave(self, why: Farewell) {
        self.live.close();
        self.drafts.clear();
        self.locked.set(false);
        self.offer.set(None);
        self.client.belong_to(None);
        self.farewell.set(Some(why));
        self.session.set(Session::Guest);
    }
}

/// The session of this app.
#[must_use]
pub fn use_here() -> Here {
    expect_context::<Here>()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use salus_protocol::Sample;

    use super::*;

    #[test]
    fn a_session_that_another_window_has_unlocked_is_alive_for_its_own_person_only() {
        let person = Person::sample();
        let account = person.account_id.clone();
        let other = AccountId::parse("0192f0c1-2b3c-7def-8a90-000000000002").unwrap();
        for who in [Who::Patient(person.clone()), Who::Staff(person)] {
            assert_eq!(Standing::of(&who, Some(&account)), Standing::Alive);
            assert_eq!(Standing::of(&who, None), Standing::Alive, "the page came while the session was locked");
            assert_eq!(Standing::of(&who, Some(&other)), Standing::SomebodyElse);
        }
    }

    #[test]
    fn a_session_that_waits_is_locked_and_one_that_nobody_knows_has_ended() {
        let account = AccountId::sample();
        assert_eq!(Standing::of(&Who::Locked, Some(&account)), Standing::Locked);
        for who in [Who::Guest, Who::SecondStep(PasswordAccepted::sample())] {
            assert_eq!(Standing::of(&who, Some(&account)), Standing::Ended);
        }
    }
}
