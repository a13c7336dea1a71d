//! The way in: before the portal knows who is here, signing in, and an invitation.

use salus_protocol::{
    ErrorCode,
    home::GetHome,
    session::{GetSession, Who},
    sign_in::{GivePassword, PasswordAccepted},
};

use super::{
    page,
    scene::{Scene, guest, patient, with},
};
use crate::{
    fixtures::{
        Step::{self, Press, Write},
        activation,
    },
    stories::{State, Story},
};

const SUBMIT: Step = Press("form button[type=submit]");

const SIGN_IN: &[Step] = &[Write("#email", "lina@example.org"), Write("#password", "three quiet green boats"), SUBMIT];

const CODE: &[Step] = &[
    SIGN_IN[0],
    SIGN_IN[1],
    SUBMIT,
    Write("#code", "7K3M-9QXR-4T2W-8YBC-5DFGH-6JNPS"),
    Press("form:has(#code) button[type=submit]"),
];

const OPEN: &[Step] = &[Write("#born", "9"), Write("#born-month", "7"), Write("#born-year", "1979"), SUBMIT];
const PASSWORD: &[Step] = &[
    OPEN[0],
    OPEN[1],
    OPEN[2],
    SUBMIT,
    Write("#password[autocomplete=new-password]", "three quiet green boats"),
    SUBMIT,
];
const PASSKEY: &[Step] =
    &[OPEN[0], OPEN[1], OPEN[2], SUBMIT, PASSWORD[4], SUBMIT, Press("form:has(#passkey-name) button[type=submit]")];

/// The invitation of a patient, opened from its link.
fn invited() -> Scene {
    guest(activation::link("/activate"))
}

pub(super) fn stories() -> Vec<Story> {
    vec![start(), sign_in(), activation_page()]
}

fn start() -> Story {
    page(
        "page-start",
        "On arrival",
        "Before the portal knows who is here.",
        vec![
            State::new("pending", "On its way", || guest("/").but(|it| it.pending(&GetSession {})).waiting().draw()),
            State::new("offline", "Without a network", || guest("/").but(|it| it.offline(&GetSession {})).draw()),
        ],
    )
}

fn sign_in() -> Story {
    page(
        "page-sign-in",
        "Sign in",
        "Two steps, one thing on each.",
        vec![
            State::new("password", "First step", || guest("/sign-in").draw()),
            State::new("error", "First step, left empty", || guest("/sign-in").after(&[SUBMIT]).draw()),
            State::new("wrong", "First step, not accepted", || {
                guest("/sign-in")
                    .but(|it| it.refuse(&GivePassword {}, ErrorCode::WrongCredentials))
                    .after(SIGN_IN)
                    .draw()
            }),
            State::new("passkey", "Second step", || with(Who::SecondStep, "/sign-in").draw()),
            State::new("code", "Second step with a recovery code", || {
                let ways = PasswordAccepted { passkey: false, totp: false, recovery_code: true };
                guest("/sign-in").but(|it| it.give(&GivePassword {}, ways)).after(SIGN_IN).draw()
            }),
            State::new("app", "Second step with an authenticator app", || {
                let ways = PasswordAccepted { passkey: false, totp: true, recovery_code: true };
                guest("/sign-in").but(|it| it.give(&GivePassword {}, ways)).after(SIGN_IN).draw()
            }),
            State::new("new-code", "After a recovery code", || {
                let ways = PasswordAccepted { passkey: false, totp: false, recovery_code: true };
                guest("/sign-in").but(|it| it.give(&GivePassword {}, ways)).after(CODE).draw()
            }),
            State::new("locked", "Locked while away", || with(Who::Locked, "/").draw()),
            State::new("ended", "After the session has ended", || {
                patient("/").but(|it| it.refuse(&GetHome {}, ErrorCode::NotSignedIn)).draw()
            }),
        ],
    )
}

fn activation_page() -> Story {
    page(
        "page-activation",
        "Activation",
        "From an invitation to an account, in four steps.",
        vec![
            State::new("open", "First step", || invited().draw()),
            State::new("by-hand", "First step, the code typed by hand", || guest("/activate").draw()),
            State::new("error", "First step, left empty", || guest("/activate").after(&[SUBMIT]).draw()),
            State::new("password", "Password", || invited().after(OPEN).draw()),
            State::new("passkey", "Passkey", || invited().after(PASSWORD).draw()),
            State::new("code", "Recovery code", || invited().after(PASSKEY).draw()),
            State::new("team", "Care team, first step", || {
                guest(activation::link("/activate/staff")).but(activation::of_the_team).draw()
            }),
        ],
    )
}
