//! A forgotten password: a code by mail, then a passkey and a new password. Two proofs of different kinds, since mail alone must
//! open nothing.

mod ask_step;
mod code_step;
mod ends;
mod new_step;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{session::CurrentSession, words::EmailAddress};

use self::{ask_step::AskStep, code_step::CodeStep, new_step::NewStep};
use crate::{
    browser::{
        focus::{self, name_page},
        passkeys,
    },
    components::{BackLink, Columns, ColumnsKind},
    route::Route,
    session::use_here,
    text,
};

/// One step after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Where to send the code.
    Ask,
    /// The code that was mailed to this address, if it is known.
    Code(EmailAddress),
    /// The passkey and a new password.
    New(EmailAddress),
    /// The account has no passkey: only the practice can help.
    NoPasskey,
    /// It is done; the session waits to be entered.
    Done(Box<CurrentSession>),
}

/// How many steps there are.
const STEPS: u32 = 3;

/// The line above the title of a step.
fn eyebrow(step: u32) -> String {
    text!(common.step, step = step, steps = STEPS)
}

/// The page for a forgotten password.
pub struct ForgottenPage {
    step: RwSignal<Step>,
}

impl LazyRoute for ForgottenPage {
    fn data() -> Self {
        Self { step: RwSignal::new(Step::Ask) }
    }

    async fn view(this: Self) -> AnyView {
        let step = this.step;
        name_page(text!(recovery.title));
        // Whoever is here again because the time was over is told so.
        let late = RwSignal::new(false);
        let mail = Memo::new(move |_| use_here().practice().is_none_or(|practice| practice.mail));
        Effect::watch(move || step.track(), |(), _, _| request_animation_frame(focus::to_heading), false);
        on_cleanup(passkeys::abandon);
        let page = move || match step.get() {
            _ if !mail.get() => ends::without_mail(),
            Step::Ask => view! { <AskStep step late /> }.into_any(),
            Step::Code(email) => view! { <CodeStep email step /> }.into_any(),
            Step::New(email) => view! { <NewStep email step late /> }.into_any(),
            Step::NoPasskey => ends::no_passkey(),
            Step::Done(session) => ends::done(*session),
        };
        let back = move || {
            let done = step.with(|step| matches!(step, Step::Done(_)));
            (!done).then(|| view! { <BackLink href=Route::SignIn.path() text=text!(sign_in.title) /> })
        };
        view! {
            {back}
            <Columns kind=ColumnsKind::Narrow>
                <div class="stack">{page}</div>
            </Columns>
        }
        .into_any()
    }
}
