//! The password: when it was set, and another one.

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    security::{ChangePassword, PasswordChange, Security},
    words::{GivenPassword, NewPassword},
};

use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::Remote,
    components::{Button, ButtonKind, Dialog, FieldKind, Form, SubmitButton, TextField},
    sentences,
    shared::{
        form::{FormState, keep},
        proof::Prover,
    },
    text,
};

/// When it was set, and the way to another one.
pub(super) fn draw(shown: &Security, security: Remote<Security>, prover: Prover) -> AnyView {
    let open = RwSignal::new(false);
    let set_at = shown.password_set_at.map(clock::moment_day);
    let line = match set_at {
        Some(date) => text!(security.password_set, date = date.as_str()),
        None => text!(security.password_text).to_owned(),
    };
    let email = shown.email.clone();
    view! {
        <p class="soft" id="own-password" tabindex="-1">{line}</p>
        <div class="actions">
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(true)>
                {text!(security.change_password)}
            </Button>
        </div>
        <ChangeDialog open security prover email />
    }
    .into_any()
}

/// The password of now, the new one, and a fresh proof.
#[component]
fn ChangeDialog(open: RwSignal<bool>, security: Remote<Security>, prover: Prover, email: String) -> impl IntoView {
    let announcer = use_announcer();
    let form = FormState::new();
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move || {
        // What was typed is forgotten whenever the dialog opens or closes.
        open.track();
        form.refuse(Vec::new());
        current.set(String::new());
        new.set(String::new());
    });
    let submit = move |()| {
        let mut problems = Vec::new();
        let before = GivenPassword::parse(&current.read_untracked());
        let before = keep(&mut problems, "current-password", text!(security.password_what), before);
        let after = NewPassword::parse(&new.read_untracked());
        let after = keep(&mut problems, "new-password", text!(activation.password_what), after);
        let Some((current, password)) = before.zip(after) else { return form.refuse(problems) };
        form.send(async move {
            match prover.call(&ChangePassword {}, &PasswordChange { current, password }).await {
                Ok(None) => {}
                Ok(Some(newer)) => {
                    announcer.say(text!(security.password_changed));
                    open.try_set(false);
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("own-password");
                    });
                }
                Err(error) if error.code() == Some(ErrorCode::WrongPassword) => {
                    form.refuse_field("current-password", sentences::of(&error));
                }
                Err(error) => form.fail_with(&error, "password", "new-password", text!(activation.password_what)),
            }
        });
    };
    view! {
        <Dialog open title=text!(security.change_password) close_text=text!(common.close)>
            <p>{text!(security.password_others)}</p>
            <Form on_submit=submit>
                {form.draw()}
                // A password manager knows by it what the password belongs to.
                <input
                    class="visually-hidden"
                    type="email"
                    autocomplete="username"
                    readonly
                    tabindex="-1"
                    aria-hidden="true"
                    value=email
                />
                <TextField
                    label=text!(security.password_now)
                    value=current
                    id="current-password"
                    kind=FieldKind::Password
                    autocomplete="current-password"
                    show_text=text!(common.show_password)
                    hide_text=text!(common.hide_password)
                    error=form.error("current-password")
                />
                <TextField
                    label=text!(security.password_new)
                    hint=text!(activation.password_hint)
                    value=new
                    id="new-password"
                    kind=FieldKind::Password
                    autocomplete="new-password"
                    show_text=text!(common.show_password)
                    hide_text=text!(common.hide_password)
                    error=form.error("new-password")
                />
                <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                    {text!(security.change_password)}
                </SubmitButton>
            </Form>
        </Dialog>
    }
}
