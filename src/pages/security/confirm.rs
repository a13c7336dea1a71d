//! The password once more, before a sensitive step.

use leptos::prelude::*;
use salus_protocol::{ErrorCode, security::Confirmation, words::GivenPassword};

use crate::{
    client::ClientError,
    components::{FieldKind, TextField},
    sentences,
    shared::form::{FormState, Problem, keep},
    text,
};

/// The password field of a dialog, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct PasswordAgain {
    id: &'static str,
    typed: RwSignal<String>,
    /// The form that it stands in.
    pub(super) form: FormState,
}

impl PasswordAgain {
    /// An empty field; `id` must be its own on the page.
    pub(super) fn new(id: &'static str) -> Self {
        Self { id, typed: RwSignal::new(String::new()), form: FormState::new() }
    }

    /// What was typed, or what is wrong with it.
    pub(super) fn read(self, problems: &mut Vec<Problem>) -> Option<Confirmation> {
        let word = GivenPassword::parse(&self.typed.read_untracked());
        keep(problems, self.id, text!(security.password_what), word).map(|password| Confirmation { password })
    }

    /// Shows why the step did not work, at the field when the password was wrong.
    pub(super) fn fail(self, error: &ClientError) {
        if error.code() == Some(ErrorCode::WrongPassword) {
            self.form.refuse_field(self.id, sentences::of(error));
        } else {
            self.form.fail(sentences::of(error));
        }
    }

    /// Forgets what was typed: the dialog is done with, or opened anew.
    pub(super) fn clear(self) {
        self.typed.try_set(String::new());
        self.form.refuse(Vec::new());
    }

    /// The field.
    pub(super) fn field(self) -> impl IntoView {
        view! {
            <TextField
                label=text!(security.password)
                value=self.typed
                id=self.id
                kind=FieldKind::Password
                autocomplete="current-password"
                show_text=text!(common.show_password)
                hide_text=text!(common.hide_password)
                error=self.form.error(self.id)
            />
        }
    }
}
