//! How somebody proved who they are: the question that both members of the care team answer, each for themselves.

use leptos::prelude::*;
use salus_protocol::recovery::Proofing;

use crate::{
    components::{RadioGroup, RadioOption},
    shared::form::{FormState, Problem},
    text,
};

/// The question and its answer. `id` must be its own on the page.
#[derive(Clone, Copy)]
pub(super) struct Question {
    id: &'static str,
    chosen: RwSignal<Option<String>>,
}

impl Question {
    /// Not answered yet.
    pub(super) fn new(id: &'static str) -> Self {
        Self { id, chosen: RwSignal::new(None) }
    }

    /// The answer, or what is wrong.
    pub(super) fn read(self, problems: &mut Vec<Problem>) -> Option<Proofing> {
        let answer = self.chosen.with_untracked(|chosen| {
            Proofing::ALL.into_iter().find(|proofing| chosen.as_deref() == Some(proofing.as_str()))
        });
        if answer.is_none() {
            problems.push((self.id.to_owned(), text!(access_help.proofing_missing).to_owned()));
        }
        answer
    }

    /// Forgets the answer: another person is asked about.
    pub(super) fn clear(self) {
        self.chosen.set(None);
    }

    /// The two answers.
    pub(super) fn draw(self, form: FormState) -> impl IntoView {
        let options = Proofing::ALL
            .into_iter()
            .map(|proofing| {
                let (label, hint) = match proofing {
                    Proofing::Document => (text!(access_help.document), text!(access_help.document_hint)),
                    Proofing::Known => (text!(access_help.known), text!(access_help.known_hint)),
                };
                RadioOption { hint: Some(hint.to_owned()), ..RadioOption::new(proofing.as_str(), label) }
            })
            .collect();
        view! {
            <RadioGroup
                legend=text!(access_help.proofing)
                name=self.id
                options
                chosen=self.chosen
                error=form.error(self.id)
            />
        }
    }
}
