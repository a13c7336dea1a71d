//! The account and the portal itself: security, preferences, help, and what stands where there is no page.

use salus_protocol::{
    ErrorCode,
    log_chain::GetLogChain,
    protection::GetProtection,
    security::{GetSecurity, SearchAccess, StartTotp},
};

use super::{
    page,
    scene::{guest, nurse, patient},
};
use crate::{
    fixtures::{
        Step::{self, Press, Write},
        access, protection, security,
    },
    stories::{State, Story},
};

/// Checks the list of looks.
const CHECK: &[Step] = &[Press("#looked-actions .button-quiet")];

pub(super) fn stories() -> Vec<Story> {
    vec![
        page(
            "page-security",
            "Security",
            "Who looked, how one signs in, and where.",
            vec![
                State::new("full", "A patient", || patient("/security").draw()),
                State::new("code-used", "Without a recovery code", || {
                    patient("/security").but(|it| it.give(&GetSecurity {}, security::without_code())).draw()
                }),
                State::new("suspended", "A passkey that was copied, and an app", || {
                    patient("/security").but(|it| it.give(&GetSecurity {}, security::suspended())).draw()
                }),
                State::new("app", "Setting up an authenticator app", || {
                    patient("/security").after(&[Press("#totp ~ .actions button")]).draw()
                }),
                State::new("proof", "Confirming a sensitive step", || {
                    patient("/security")
                        .but(|it| it.refuse(&StartTotp {}, ErrorCode::ProofNeeded))
                        .after(&[Press("#totp ~ .actions button")])
                        .draw()
                }),
                State::new("looked-none", "Nobody has looked", || {
                    patient("/security").but(|it| it.give(&SearchAccess {}, access::nothing())).draw()
                }),
                State::new("looked-unreadable", "A line that cannot be read", || {
                    patient("/security").but(|it| it.give(&SearchAccess {}, access::unreadable())).draw()
                }),
                State::new("looked-filtered", "Nothing that the filter lets through", || {
                    patient("/security")
                        .but(|it| it.give(&SearchAccess {}, access::nothing()))
                        .after(&[Write("#looked-who", "2"), Write("#looked-when", "1")])
                        .draw()
                }),
                State::new("checked", "The list was checked", || patient("/security").after(CHECK).draw()),
                State::new("checked-unproved", "The list was checked before its first stamp", || {
                    patient("/security").but(|it| it.give(&GetLogChain {}, access::unproved())).after(CHECK).draw()
                }),
                State::new("checked-late", "The list was checked, and a stamp is missing", || {
                    patient("/security").but(|it| it.give(&GetLogChain {}, access::late())).after(CHECK).draw()
                }),
                State::new("checked-edited", "A line was changed", || {
                    patient("/security").but(|it| it.give(&GetLogChain {}, access::edited())).after(CHECK).draw()
                }),
                State::new("checked-cut", "Lines were cut off", || {
                    patient("/security").but(|it| it.give(&GetLogChain {}, access::cut())).after(CHECK).draw()
                }),
                State::new("checking", "The check is under way", || {
                    patient("/security").but(|it| it.pending(&GetLogChain {})).after(CHECK).waiting().draw()
                }),
                State::new("check-failed", "The check did not finish", || {
                    patient("/security").but(|it| it.offline(&GetLogChain {})).after(CHECK).draw()
                }),
                State::new("reset", "Somebody wants to reset the account", || {
                    patient("/security").but(|it| it.give(&GetSecurity {}, security::with_reset())).draw()
                }),
                State::new("reset-asked", "A reset that the person has asked for", || {
                    patient("/security")
                        .but(|it| it.give(&GetSecurity {}, security::with_reset()))
                        .after(&[Press("#pending-reset .button-quiet")])
                        .draw()
                }),
                State::new("reset-stopped", "A reset that the person has stopped", || {
                    patient("/security")
                        .but(|it| it.give(&GetSecurity {}, security::with_reset()))
                        .after(&[Press("#pending-reset .button-danger")])
                        .draw()
                }),
                State::new("team", "A nurse", || nurse("/security").draw()),
                State::new("pending", "On its way", || {
                    patient("/security").but(|it| it.pending(&GetSecurity {})).waiting().draw()
                }),
            ],
        ),
        page(
            "page-help",
            "Help",
            "What to do in an emergency, and how to reach people.",
            vec![State::new("full", "As it opens", || guest("/help").draw())],
        ),
        page(
            "page-preferences",
            "Preferences",
            "Language, easy read and colours, before and after signing in.",
            vec![State::new("full", "As it opens", || patient("/preferences").draw())],
        ),
        page(
            "page-accessibility",
            "Accessibility",
            "For whom the portal works, and for whom not yet.",
            vec![State::new("full", "As it opens", || patient("/accessibility").draw())],
        ),
        page(
            "page-protection",
            "How we protect you",
            "What is locked, who can open it, what is switched on, and what nobody can protect from.",
            vec![
                State::new("full", "With everything switched on", || guest("/protection").draw()),
                State::new("least", "A portal that is tried out", || {
                    patient("/protection").but(|it| it.give(&GetProtection {}, protection::least())).draw()
                }),
                State::new("failed", "Without an answer", || {
                    patient("/protection").but(|it| it.refuse(&GetProtection {}, ErrorCode::Busy)).draw()
                }),
            ],
        ),
        page(
            "page-not-found",
            "Not found",
            "An address that leads nowhere.",
            vec![State::new("full", "As it opens", || patient("/nowhere").draw())],
        ),
    ]
}
