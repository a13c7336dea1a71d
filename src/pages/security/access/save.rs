//! The whole list as a file, after a fresh proof: it tells a lot about a person.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{endpoint::Nothing, security::ExportAccess};

use super::file;
use crate::{
    browser::{announcer::use_announcer, clock, download},
    components::{Button, ButtonKind},
    dates, sentences,
    shared::{form::FormState, proof::Prover},
    text,
};

/// Saves the list.
#[component]
pub(super) fn SaveLog(
    /// Asks for the proof.
    prover: Prover,
) -> impl IntoView {
    let announcer = use_announcer();
    let form = FormState::new();
    let saved = RwSignal::new(String::new());
    let save = move |()| {
        saved.set(String::new());
        form.send(async move {
            match prover.call(&ExportAccess {}, &Nothing {}).await {
                Ok(None) => {}
                Ok(Some(log)) => {
                    let (name, more) = (name(), log.more);
                    if !download::save(&name, "text/csv;charset=utf-8", &file::of(&log.entries())) {
                        return form.fail(text!(security.save_cannot));
                    }
                    let words = if more {
                        text!(security.saved_part, name = name.as_str())
                    } else {
                        text!(security.saved, name = name.as_str())
                    };
                    announcer.say(words.clone());
                    saved.try_set(words);
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Plain on_press=save busy=form.busy() busy_text=text!(common.working)>
            {text!(security.save)}
        </Button>
        {form.draw()}
        {move || Some(saved.get()).filter(|words| !words.is_empty()).map(|words| view! { <p class="soft small">{words}</p> })}
    }
}

/// The file's name: what it is, and from when. Not whose: names of files are seen by many.
fn name() -> String {
    let day = dates::day_of(clock::today()).map(String::from).unwrap_or_default();
    format!("access-log-{day}.csv")
}
