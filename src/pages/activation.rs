//! Activation: from an invitation to an account with a password, a passkey or a code app, and a recovery code.

mod app_step;
mod code_step;
mod open_step;
mod passkey_step;
mod password_step;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    ErrorCode,
    activation::{Activated, Invitation},
    words::PaperCode,
};

use self::{
    app_step::AppStep, code_step::CodeStep, open_step::OpenStep, passkey_step::PasskeyStep, password_step::PasswordStep,
};
use crate::{
    browser::{address::use_address, focus, passkeys},
    client::ClientError,
    components::{Columns, ColumnsKind},
    sentences,
    shared::form::FormState,
    text,
};

/// Whether the invitation is for a member of the care team, who gives no date of birth.
#[derive(Clone, Copy)]
pub struct ForStaff(pub bool);

/// One step after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Prove that the invitation is yours.
    Open,
    /// Choose a password.
    Password(Invitation),
    /// Add the first passkey.
    Passkey,
    /// Set up a code app instead.
    App {
        /// Whether that is because passkeys do not work in this browser.
        no_passkeys: bool,
    },
    /// Keep the recovery code.
    Code {
        /// The account that is now active.
        activated: Box<Activated>,
        /// Whether it has a code app, and no passkey.
        app: bool,
    },
}

impl Step {
    /// What comes after the password: the app at once where no passkey is possible.
    fn after_password() -> Self {
        if passkeys::are_known() { Self::Passkey } else { Self::App { no_passkeys: true } }
    }
}

/// How many steps there are.
const STEPS: u32 = 4;

/// The line above the title of a step.
fn eyebrow(step: u32) -> String {
    text!(activation.step, step = step, steps = STEPS)
}

/// The page that an invitation leads to.
pub struct ActivationPage {
    staff: bool,
    code: Option<PaperCode>,
}

impl LazyRoute for ActivationPage {
    fn data() -> Self {
        let ForStaff(staff) = expect_context();
        Self { staff, code: PaperCode::parse(&use_address().fragment()).ok() }
    }

    async fn view(this: Self) -> AnyView {
        let Self { staff, code } = this;
        focus::name_page(text!(activation.title));
        let step = RwSignal::new(Step::Open);
        let ended = RwSignal::new(false);
        // Each step has its own title; whoever comes to the next one hears it.
        Effect::watch(move || step.track(), |(), _, _| request_animation_frame(focus::to_heading), false);
        view! {
            <Columns kind=ColumnsKind::Narrow>
                <div class="stack">
                    {move || match step.get() {
                        Step::Open => view! { <OpenStep staff code=code.clone() step ended /> }.into_any(),
                        Step::Password(invitation) => view! { <PasswordStep invitation step ended /> }.into_any(),
                        Step::Passkey => view! { <PasskeyStep step ended /> }.into_any(),
                        Step::App { no_passkeys } => view! { <AppStep no_passkeys step ended /> }.into_any(),
                        Step::Code { activated, app } => view! { <CodeStep activated=*activated app staff /> }.into_any(),
                    }}
                </div>
            </Columns>
        }
        .into_any()
    }
}

/// Shows why a step did not work. When it has ended, the invitation has to be opened again: its time was over, or it was used
/// meanwhile, maybe by this very person, whose last answer was lost on its way.
fn failed(form: FormState, step: RwSignal<Step>, ended: RwSignal<bool>, error: &ClientError) {
    if matches!(error.code(), Some(ErrorCode::NotSignedIn | ErrorCode::InvitationNotValid | ErrorCode::SecondStepEnded))
    {
        ended.set(true);
        step.set(Step::Open);
    } else {
        form.fail(sentences::of(error));
    }
}
