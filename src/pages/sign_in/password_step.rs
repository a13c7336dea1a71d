//! The first step: e-mail address and password.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    sign_in::{GivePassword, PasswordStep},
    words::{EmailAddress, GivenPassword},
};

use crate::{
    browser::{announcer::use_announcer, clock},
    client::use_client,
    components::{Details, FieldKind, Form, Notice, NoticeKind, PageTitle, SubmitButton, TextField},
    route::Route,
    sentences,
    session::{Farewell, use_here},
    shared::{
        form::{FormState, keep},
        languages::LanguageRow,
    },
    text,
};

/// Asks for e-mail address and password.
#[component]
pub(super) fn PasswordStepForm() -> impl IntoView {
    let here = use_here();
    let client = use_client();
    let announcer = use_announcer();
    let form = FormState::new();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    // With mail a forgotten password is a matter of minutes; without, it is one for the practice.
    let mail = Memo::new(move |_| here.practice().is_some_and(|practice| practice.mail));
    let stopped = RwSignal::new(false);

    let submit = move |()| {
        let mut problems = Vec::new();
        let address =
            keep(&mut problems, "email", text!(sign_in.email_what), EmailAddress::parse(&email.read_untracked()));
        let secret = keep(
            &mut problems,
            "password",
            text!(sign_in.password_what),
            GivenPassword::parse(&password.read_untracked()),
        );
        let (Some(email), Some(password)) = (address, secret) else {
            form.refuse(problems);
            return;
        };
        stopped.set(false);
        form.send(async move {
            match client.call(&GivePassword {}, &PasswordStep { email, password, time_zone: clock::time_zone() }).await
            {
                Ok(ways) => here.second_step(ways),
                Err(error) if error.code() == Some(ErrorCode::WrongCredentials) => {
                    form.refuse_field("email", sentences::of(&error));
                }
                Err(error) if error.code() == Some(ErrorCode::PasswordStopped) && mail.get_untracked() => {
                    announcer.say(text!(sign_in.stopped_text));
                    stopped.try_set(true);
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };

    let intro = move || {
        let practice = here.practice_name();
        if practice.is_empty() {
            text!(sign_in.intro_unknown).to_owned()
        } else {
            text!(sign_in.intro, practice = practice.as_str())
        }
    };
    view! {
        {form.draw()}
        {move || {
            stopped
                .get()
                .then(|| {
                    view! {
                        <Notice kind=NoticeKind::Watch title=text!(sign_in.stopped_title)>
                            <p>{text!(sign_in.stopped_text)}</p>
                            <p>
                                <a class="lone-link" href=Route::Forgotten.path()>
                                    {text!(sign_in.stopped_link)}
                                </a>
                            </p>
                        </Notice>
                    }
                })
        }}
        {move || {
            here.farewell()
                .map(|farewell| {
                    let (title, words) = match farewell {
                        Farewell::Ended => (text!(sign_in.ended_title), text!(sign_in.ended_text)),
                        Farewell::StepEnded => (text!(sign_in.step_ended_title), text!(errors.second_step_ended)),
                        Farewell::SignedOut => (text!(sign_in.signed_out_title), text!(sign_in.signed_out_text)),
                    };
                    view! {
                        <Notice kind=NoticeKind::Info title=title>
                            {words}
                        </Notice>
                    }
                })
        }}
        <PageTitle title=text!(sign_in.title) lead=Signal::derive(intro) />
        <Form on_submit=submit>
            <TextField
                label=text!(sign_in.email)
                value=email
                id="email"
                kind=FieldKind::Email
                autocomplete="username"
                error=form.error("email")
            />
            <TextField
                label=text!(sign_in.password)
                value=password
                id="password"
                kind=FieldKind::Password
                autocomplete="current-password"
                show_text=text!(common.show_password)
                hide_text=text!(common.hide_password)
                error=form.error("password")
            />
            <SubmitButton wide=true busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
        <div class="stack">
            <Details summary=text!(sign_in.new_here_title)>
                <p>{text!(sign_in.new_here_text)}</p>
            </Details>
            {move || {
                if mail.get() {
                    view! {
                        <a class="lone-link" href=Route::Forgotten.path()>
                            {text!(sign_in.forgot_title)}
                        </a>
                    }
                        .into_any()
                } else {
                    view! {
                        <Details summary=text!(sign_in.forgot_title)>
                            <p>{text!(sign_in.forgot_text)}</p>
                        </Details>
                    }
                        .into_any()
                }
            }}
        </div>
        <LanguageRow />
    }
}
