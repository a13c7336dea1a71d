//! The languages in a row, each in its own words: for pages where a person may not read the one that is shown.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::preferences::Language;

use crate::{
    components::{Button, ButtonKind, Notice, NoticeKind},
    reader::use_reader,
    text,
    texts::locale,
};

/// Changes the language at once, on this device. Without a network the language stays as it is.
#[component]
pub fn LanguageRow() -> impl IntoView {
    let reader = use_reader();
    let failed = RwSignal::new(false);
    let choices = Language::ALL
        .into_iter()
        .map(|language| {
            let choose = move |()| {
                spawn_local(async move {
                    if reader.choose_language(language).await.is_err() {
                        failed.try_set(true);
                    }
                });
            };
            let is_spoken = locale().language() == Some(language);
            view! {
                <li lang=language.tag() dir="auto">
                    {if is_spoken {
                        view! { <span class="languages-here">{language.native_name()}</span> }.into_any()
                    } else {
                        view! {
                            <Button kind=ButtonKind::Plain on_press=choose>
                                {language.native_name()}
                            </Button>
                        }
                            .into_any()
                    }}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="no-print" aria-label=text!(common.language)>
            <ul class="languages" role="list">
                {choices}
            </ul>
            {move || {
                failed
                    .get()
                    .then(|| view! { <Notice kind=NoticeKind::Watch>{text!(preferences.not_loaded)}</Notice> })
            }}
        </nav>
    }
}
