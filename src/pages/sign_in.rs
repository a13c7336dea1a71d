//! Signing in: the password first, then a passkey or a recovery code.

pub mod other_ways;
mod password_step;
mod second_step;

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::sign_in::PasswordAccepted;

use self::{password_step::PasswordStepForm, second_step::SecondStepForm};
use crate::{
    browser::focus::{self, name_page},
    components::{Columns, ColumnsKind},
    session::{Session, use_here},
    text,
};

/// The page that guests see at every address that is not for guests, so that they are where they wanted to go afterwards.
pub struct SignInPage {
    /// Which second steps the account can take; after a reload nobody knows, and both are offered.
    ways: RwSignal<PasswordAccepted>,
}

impl LazyRoute for SignInPage {
    fn data() -> Self {
        Self { ways: RwSignal::new(PasswordAccepted { passkey: true, totp: false, recovery_code: true }) }
    }

    async fn view(this: Self) -> AnyView {
        let here = use_here();
        let ways = this.ways;
        name_page(text!(sign_in.title));
        let second = Memo::new(move |_| here.session() == Session::SecondStep);
        // The next step is another place: whoever comes there hears its title.
        Effect::watch(move || second.get(), |_, _, _| request_animation_frame(focus::to_heading), false);
        view! {
            <Columns kind=ColumnsKind::Narrow>
                <div class="stack">{move || {
                    if second.get() {
                        view! { <SecondStepForm ways=ways /> }.into_any()
                    } else {
                        view! { <PasswordStepForm ways=ways /> }.into_any()
                    }
                }}</div>
            </Columns>
        }
        .into_any()
    }
}
