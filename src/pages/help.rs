//! Help: how to get answers, from the portal and from people. Opens for everyone, signed in or not.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use crate::{
    browser::focus::name_page,
    components::{Card, CareCard, CareKind, Columns, ColumnsKind, Details, Icon, IconName, PageTitle, Section},
    session::use_here,
    text,
};

/// How to get help.
pub struct HelpPage;

impl LazyRoute for HelpPage {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        name_page(text!(common.help.title));
        view! {
            <PageTitle title=text!(common.help.title) lead=text!(common.help.intro) />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">{draw}</div>
            </Columns>
        }
        .into_any()
    }
}

/// Drawn again when the practice becomes known.
fn draw() -> AnyView {
    let here = use_here();
    let number = here.emergency_number();
    let practice = here.practice();
    let name = practice.as_ref().map_or_else(|| text!(common.help.practice_unknown).to_owned(), |p| p.name.clone());
    let mail = practice.as_ref().is_some_and(|practice| practice.mail);
    let telephone = practice.and_then(|practice| practice.telephone);
    let reach = match telephone {
        Some(telephone) => {
            let href = format!("tel:{}", telephone.replace(' ', ""));
            view! {
                <p class="hint-line">
                    <Icon name=IconName::Phone />
                    <a class="lone-link" href=href>{text!(common.help.practice_text, telephone = telephone.as_str())}</a>
                </p>
            }
            .into_any()
        }
        None => view! { <p>{text!(common.help.practice_no_telephone, practice = name.as_str())}</p> }.into_any(),
    };
    let practice_title = text!(common.help.practice_title, practice = name.as_str());
    let lost = text!(common.help.lost_text, practice = name.as_str());
    let password = if mail {
        text!(common.help.password_text_mail, practice = name.as_str())
    } else {
        text!(common.help.password_text, practice = name.as_str())
    };
    view! {
        <CareCard kind=CareKind::Emergency kind_text=text!(common.act_now) title=text!(common.help.emergency_title)>
            <p>{text!(common.help.emergency_text, number = number.as_str())}</p>
        </CareCard>
        <Card>
            <Section title=practice_title>{reach}</Section>
        </Card>
        <div class="stack stack-tight">
            <Details summary=text!(common.help.passkey_title)>
                <p>{text!(common.help.passkey_text)}</p>
            </Details>
            <Details summary=text!(common.help.lost_title)>
                <p>{lost}</p>
            </Details>
            <Details summary=text!(common.help.password_title)>
                <p>{password}</p>
            </Details>
            <Details summary=text!(common.help.looked_title)>
                <p>{text!(common.help.looked_text)}</p>
            </Details>
            <Details summary=text!(common.help.install_title)>
                <p>{text!(common.help.install_text)}</p>
            </Details>
        </div>
    }
    .into_any()
}
