//! They decide: one folder for each area of the portal. Each page is a type that first asks for its data and then draws, so
//! that the program can be split by page; a page takes nothing from another area's page.

pub mod activation;
pub mod feedback;
pub mod help;
pub mod home;
pub mod messages;
pub mod record;
pub mod security;
pub mod sign_in;
pub mod team;

pub mod composer;
pub mod form;
pub mod wording;

use leptos::prelude::*;

use crate::{
    browser::focus::name_page,
    client::{ClientError, Remote, RemoteState},
    components::{Columns, ColumnsKind, Failed, LinkButton, Notice, NoticeKind, PageTitle, Pending, PendingShape},
    route::Route,
    sentences, text,
};

/// Shows something far away: an outline while it is on its way, what to do when it does not come, and itself when it is
/// here. Drawn again whenever a newer value comes.
pub fn show<T, V>(remote: Remote<T>, shape: PendingShape, draw: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let state = Memo::new(move |_| remote.state());
    (move || match state.get() {
        RemoteState::Loading => view! { <Pending label=text!(common.loading) shape /> }.into_any(),
        RemoteState::Failed(error) => failed(remote, &error),
        RemoteState::Here(value, failure) => {
            let stale = failure.map(|_| view! { <Notice kind=NoticeKind::Watch>{text!(common.stale)}</Notice> });
            view! {
                {stale}
                {draw(value)}
            }
            .into_any()
        }
    })
    .into_any()
}

/// Says that something did not come and what to do next.
fn failed<T: Clone + PartialEq + Send + Sync + 'static>(remote: Remote<T>, error: &ClientError) -> AnyView {
    view! {
        <Failed
            title=text!(common.failed_title)
            text=sentences::of(error)
            retry_text=text!(common.try_again)
            on_retry=Callback::new(move |()| remote.retry())
            offline=*error == ClientError::Offline
            request_id_text=sentences::request_id(error)
        />
    }
    .into_any()
}

/// The page for addresses that lead nowhere.
pub fn not_found() -> impl IntoView {
    name_page(text!(common.not_found_title));
    view! {
        <Columns kind=ColumnsKind::Narrow>
            <div class="stack">
                <PageTitle title=text!(common.not_found_title) lead=text!(common.not_found_text) />
                <p>
                    <LinkButton href=Route::Home.path()>{text!(common.not_found_home)}</LinkButton>
                </p>
            </div>
        </Columns>
    }
}
