//! The account and the portal itself: security, preferences, help, and what stands where there is no page.

use salus_protocol::{
    ErrorCode,
    protection::GetProtection,
    security::{GetSecurity, StartTotp},
};

use super::{
    page,
    scene::{guest, nurse, patient},
};
use crate::{
    fixtures::{Step::Press, protection, security},
    stories::{State, Story},
};

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
