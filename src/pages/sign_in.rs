//! Signing in: the password first, then a passkey or a recovery code.

pub mod other_ways;
mod password_step;
mod second_step;

use leptos::prelude::*;
use leptos_router::LazyRoute;

use self::{password_step::PasswordStepForm, second_step::SecondStepForm};
use crate::{
    browser::focus::{self, name_page},
    components::{Columns, ColumnsKind},
    session::{Session, use_here},
    text,
};

/// The page that guests see at every address that is not for guests, so that they are where they wanted to go afterwards.
pub struct SignInPage;

impl LazyRoute for SignInPage {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        let here = use_here();
        name_page(text!(sign_in.title));
        let ways = Memo::new(move |_| match here.session() {
            Session::SecondStep(ways) => Some(ways),
            _ => None,
        });
        // The next step is another place: whoever comes there hears its title.
        Effect::watch(move || ways.track(), |(), _, _| request_animation_frame(focus::to_heading), false);
        view! {
            <Columns kind=ColumnsKind::Narrow>
                <div class="stack">{move || {
                    match ways.get() {
                        Some(ways) => view! { <SecondStepForm ways /> }.into_any(),
                        None => view! { <PasswordStepForm /> }.into_any(),
                    }
                }}</div>
            </Columns>
        }
        .into_any()
    }
}
