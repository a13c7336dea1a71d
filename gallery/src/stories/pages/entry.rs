//! The way in: before the portal knows who is here, signing in, and an invitation.

use salus_protocol::{
    ErrorCode, Sample,
    activation::OpenInvitation,
    home::GetHome,
    recovery::{FinishRecovery, GiveMailedCode, StartRecoveryPasskey},
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
        activation, recovery,
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

/// From the passkey to the code app, and to its picture.
const APP: &[Step] = &[
    OPEN[0],
    OPEN[1],
    OPEN[2],
    SUBMIT,
    PASSWORD[4],
    SUBMIT,
    Press("form:has(#passkey-name) + .actions button"),
    Press("main .page-title ~ .action button"),
];

/// The invitation of a patient, opened from its link.
fn invited() -> Scene {
    guest(activation::link("/activate"))
}

pub(super) fn stories() -> Vec<Story> {
    vec![start(), sign_in(), forgotten(), stop_reset(), activation_page()]
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
            State::new("stopped", "First step, the password stopped", || {
                guest("/sign-in")
                    .but(|it| it.refuse(&GivePassword {}, ErrorCode::PasswordStopped))
                    .after(SIGN_IN)
                    .draw()
            }),
            State::new("no-mail", "First step, a portal without mail", || {
                guest("/sign-in").but(|it| it.give(&GetSession {}, recovery::without_mail())).draw()
            }),
            State::new("passkey", "Second step", || {
                with(Who::SecondStep(PasswordAccepted::sample()), "/sign-in").draw()
            }),
            State::new("code", "Second step with a recovery code", || {
                let ways = PasswordAccepted { passkey: false, ..PasswordAccepted::sample() };
                guest("/sign-in").but(|it| it.give(&GivePassword {}, ways)).after(SIGN_IN).draw()
            }),
            State::new("app", "Second step with an authenticator app", || {
                let ways = PasswordAccepted { passkey: false, totp: true, ..PasswordAccepted::sample() };
                guest("/sign-in").but(|it| it.give(&GivePassword {}, ways)).after(SIGN_IN).draw()
            }),
            State::new("suspended", "Second step, the passkey was copied", || {
                let ways =
                    PasswordAccepted { passkey: false, passkeys_suspended: true, totp: true, recovery_code: true };
                with(Who::SecondStep(ways), "/sign-in").draw()
            }),
            State::new("new-code", "After a recovery code", || {
                let ways = PasswordAccepted { passkey: false, ..PasswordAccepted::sample() };
                guest("/sign-in").but(|it| it.give(&GivePassword {}, ways)).after(CODE).draw()
            }),
            State::new("locked", "Locked while away", || with(Who::Locked, "/").draw()),
            State::new("ended", "After the session has ended", || {
                patient("/").but(|it| it.refuse(&GetHome {}, ErrorCode::NotSignedIn)).draw()
            }),
        ],
    )
}

const ASK: &[Step] = &[Write("#email", "lina@example.org"), SUBMIT];
const NO_MAIL: &[Step] = &[ASK[0], SUBMIT, Press("main details summary")];
const MAILED: &[Step] =
    &[ASK[0], SUBMIT, Write("#mailed-code", "4021 1765"), Press("form:has(#mailed-code) button[type=submit]")];
const NEW: &[Step] = &[
    ASK[0],
    SUBMIT,
    MAILED[2],
    MAILED[3],
    Write("#new-password", "three quiet green boats"),
    Press("form:has(#new-password) button[type=submit]"),
];

fn forgotten() -> Story {
    const FORGOTTEN: &str = "/sign-in/forgotten";
    page(
        "page-forgotten",
        "Forgotten password",
        "A code by mail, a passkey, a new password.",
        vec![
            State::new("ask", "Where to send the code", || guest(FORGOTTEN).draw()),
            State::new("ask-error", "Left empty", || guest(FORGOTTEN).after(&[SUBMIT]).draw()),
            State::new("code", "The code", || guest(FORGOTTEN).after(ASK).draw()),
            State::new("code-again", "No mail yet", || guest(FORGOTTEN).after(NO_MAIL).draw()),
            State::new("code-wrong", "The code, not accepted", || {
                guest(FORGOTTEN)
                    .but(|it| it.refuse(&GiveMailedCode {}, ErrorCode::CodeNotAccepted))
                    .after(MAILED)
                    .draw()
            }),
            State::new("new", "The new password", || guest(FORGOTTEN).after(MAILED).draw()),
            State::new("passkey-other", "The passkey was not accepted", || {
                guest(FORGOTTEN)
                    .but(|it| it.refuse(&FinishRecovery {}, ErrorCode::PasskeyNotAccepted))
                    .after(NEW)
                    .draw()
            }),
            State::new("late", "The half hour is over", || {
                guest(FORGOTTEN)
                    .but(|it| it.refuse(&StartRecoveryPasskey {}, ErrorCode::CodeNotAccepted))
                    .after(NEW)
                    .draw()
            }),
            State::new("no-passkey", "An account without a passkey", || {
                guest(FORGOTTEN).but(|it| it.refuse(&StartRecoveryPasskey {}, ErrorCode::NotFound)).after(NEW).draw()
            }),
            State::new("done", "Signed in again", || guest(FORGOTTEN).after(NEW).draw()),
            State::new("no-mail", "A portal without mail", || {
                guest(FORGOTTEN).but(|it| it.give(&GetSession {}, recovery::without_mail())).draw()
            }),
        ],
    )
}

fn stop_reset() -> Story {
    page(
        "page-stop-reset",
        "Stop a reset",
        "Where the link in a mail leads: one sentence, one button.",
        vec![
            State::new("ask", "From the link", || guest(activation::link("/stop-reset")).draw()),
            State::new("done", "Stopped", || {
                guest(activation::link("/stop-reset")).after(&[Press("main .button-danger")]).draw()
            }),
            State::new("incomplete", "A link that lost its end", || guest("/stop-reset").draw()),
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
            State::new("not-ready", "First step, a reset that still waits", || {
                let seconds = 23 * 3_600;
                invited()
                    .but(|it| it.refuse_for(&OpenInvitation {}, ErrorCode::ResetNotReady, seconds))
                    .after(OPEN)
                    .draw()
            }),
            State::new("password", "Password", || invited().after(OPEN).draw()),
            State::new("passkey", "Passkey", || invited().after(PASSWORD).draw()),
            State::new("app", "A code app in place of the passkey", || invited().after(APP).draw()),
            State::new("refused", "First step, an invitation that does not work", || {
                invited().but(|it| it.refuse(&OpenInvitation {}, ErrorCode::InvitationNotValid)).after(OPEN).draw()
            }),
            State::new("code", "Recovery code", || invited().after(PASSKEY).draw()),
            State::new("team", "Care team, first step", || {
                guest(activation::link("/activate/staff")).but(activation::of_the_team).draw()
            }),
        ],
    )
}
