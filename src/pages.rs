//! They decide: one folder for each area of the portal. Each page is a type that first asks for its data and then draws, so
//! that the program can be split by page; a page takes nothing from another area's page.

pub mod accessibility;
pub mod activation;
pub mod feedback;
pub mod help;
pub mod home;
pub mod messages;
pub mod preferences;
pub mod protection;
pub mod record;
pub mod recovery;
pub mod security;
pub mod sign_in;
pub mod team;

use leptos::prelude::*;

use crate::{
    browser::focus::name_page,
    components::{Columns, ColumnsKind, LinkButton, PageTitle},
    route::Route,
    text,
};

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
