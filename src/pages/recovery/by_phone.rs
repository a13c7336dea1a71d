//! The way that is always there: the practice, by phone where it has given its number.

use leptos::prelude::*;

use crate::{
    components::{Icon, IconName},
    session::use_here,
    text,
};

/// Whom to call.
pub(super) fn draw() -> AnyView {
    let here = use_here();
    (move || {
        let practice = here.practice()?;
        let line = match practice.telephone {
            Some(telephone) => {
                let href = format!("tel:{}", telephone.replace(' ', ""));
                let words = text!(recovery.call, practice = practice.name.as_str(), telephone = telephone.as_str());
                view! {
                    <p class="hint-line">
                        <Icon name=IconName::Phone />
                        <a class="lone-link" href=href>
                            {words}
                        </a>
                    </p>
                }
                .into_any()
            }
            None => view! { <p>{text!(common.help.practice_no_telephone, practice = practice.name.as_str())}</p> }
                .into_any(),
        };
        Some(line)
    })
    .into_any()
}
